package io.xent.app;

import io.xent.core.Parallelism;
import io.xent.learn.Dataset;
import io.xent.learn.OutputFile;
import io.xent.learn.StratifiedSplit;
import io.xent.learn.encoding.FittedEncoding;
import io.xent.learn.encoding.LabelledRows;
import io.xent.tables.SourceHash;
import io.xent.tables.StoredTable;
import io.xent.tables.TableReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the rows of a training without ever holding them: the encoding is learned from one column after the other, then
 * rows are encoded into a file, from which they are trained on.
 */
final class RowsInFile {

    private final TrainOptions options;
    private final Destination destination;
    private final StatusLine line;
    private final Notices notices;

    RowsInFile(TrainOptions options, Destination destination, StatusLine line, Notices notices) {
        this.options = options;
        this.destination = destination;
        this.line = line;
        this.notices = notices;
    }

    TrainingRows read(Parallelism parallelism) {
        Set<String> texts = new LinkedHashSet<>(options.text);
        try (StoredTable table = options.input.store(
                options.data, options.input.reading(texts), destination.scratch(), options.memory.ofReader())) {
            String label = TrainingTable.label(options, table.source(), table.names(), table.hasVectors());
            Set<String> aside = TrainingTable.aside(options, label);
            LabelledRows labelled = LabelledRows.learn(StoredRows.only(table, label), label);
            StoredRows rows = StoredRows.of(table, labelled, options.weights, aside);
            Trainer trainer = new Trainer(
                    options, Encodings.learned(TrainingTable.fitter(options)), Optional.empty(), parallelism);
            Optional<String> sha256 =
                    table.files().isEmpty() ? Optional.empty() : Optional.of(SourceHash.sha256(table.files()));
            Optional<StoredRows> split = Optional.empty();
            if (options.testing.split != null) {
                StratifiedSplit parts = RowsInMemory.split(rows.labelled(), options, notices);
                split = Optional.of(rows.select(parts.heldOut()));
                rows = rows.select(parts.training());
            }
            Trainer.Encoded encoded = encode(trainer, rows, labelled.notices(), sha256);
            Optional<Dataset> test =
                    split.map(part -> encodeTest(part, encoded)).or(() -> testFile(encoded));
            RowColumns columns =
                    new RowColumns(options.weights, List.of(), Offsets.none(labelled.labels(), options.precision));
            return new TrainingRows(trainer, encoded, test, columns, sha256);
        }
    }

    private Trainer.Encoded encode(
            Trainer trainer, StoredRows rows, List<String> labelNotices, Optional<String> sha256) {
        line.phase("learning the encoding of " + Figures.count(rows.count(), "row"));
        FittedEncoding fitted = TrainingTable.fitter(options)
                .fit(rows.columns(), rows.classIndices(), rows.labels().classes());
        rows.table().notices().forEach(notices::add);
        labelNotices.forEach(notices::add);
        notices.columns(fitted.columns(), options.drop);
        line.phase("encoding " + Figures.count(rows.count(), "row"));
        Dataset data = rows.encode(fitted.encoding(), options.precision, destination.rows(), fingerprint(sha256));
        return trainer.encoded(rows.labelled(), fitted, data);
    }

    /** Differs where other rows, or other features of them, would be written; always for a query. */
    private byte[] fingerprint(Optional<String> sha256) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(ByteBuffer.allocate(Long.BYTES).putLong(sha256.isEmpty() ? System.nanoTime() : 0));
            for (Object part : List.of(
                    Version.current(),
                    sha256.orElse(""),
                    options.input.asText,
                    options.input.missing,
                    String.valueOf(options.input.format),
                    String.valueOf(options.label),
                    String.valueOf(options.weights),
                    options.drop,
                    options.text,
                    options.ngrams,
                    options.keep,
                    options.noScale,
                    options.precision,
                    String.valueOf(options.testing.split),
                    options.seed)) {
                byte[] text = part.toString().getBytes(StandardCharsets.UTF_8);
                digest.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(text.length).flip());
                digest.update(text);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private Dataset encodeTest(StoredRows rows, Trainer.Encoded encoded) {
        line.phase("encoding " + Figures.count(rows.count(), "row") + " to test on");
        byte[] never = ByteBuffer.allocate(32).putLong(System.nanoTime()).array();
        return rows.encode(encoded.fitted().encoding(), options.precision, destination.testRows(), never);
    }

    private Optional<Dataset> testFile(Trainer.Encoded encoded) {
        if (options.testing.file == null) {
            return Optional.empty();
        }
        line.phase("reading " + options.testing.file);
        try (StoredTable table = TableReader.store(
                List.of(options.testing.file),
                RowsInMemory.reading(options, encoded),
                destination.testScratch(),
                options.memory.ofReader())) {
            String label = encoded.source().labels().column();
            LabelledRows labelled = LabelledRows.apply(
                    StoredRows.only(table, label), encoded.source().labels());
            // Reading a column tells what it holds, which reading rows relies on
            encoded.fitted().encoding().columns().stream()
                    .map(column -> column.column())
                    .filter(table.names()::contains)
                    .forEach(table::column);
            notices.of(options.testing.file, table.notices());
            notices.of(options.testing.file, labelled.notices());
            return Optional.of(encodeTest(StoredRows.of(table, labelled, options.weights, Set.of()), encoded));
        }
    }

    /** Removes the files of rows, once nothing will need them. */
    static void delete(Destination destination) {
        for (Path file : List.of(destination.rows(), destination.testRows())) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw OutputFile.unwritable(file, e);
            }
        }
    }
}
