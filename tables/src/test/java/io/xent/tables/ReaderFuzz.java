package io.xent.tables;

import io.xent.learn.InvalidInputException;
import io.xent.learn.Precision;
import io.xent.learn.encoding.EncodingFitter;
import io.xent.learn.encoding.FittedEncoding;
import io.xent.learn.encoding.LabelledRows;
import io.xent.learn.encoding.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/**
 * Whatever bytes a file holds, reading, labelling and encoding it ends, and in nothing but a table or an
 * {@link InvalidInputException} of one line. Jazzer calls this with bytes of its own making: see {@code tables/fuzz}.
 */
public final class ReaderFuzz {

    private static final Format FORMAT =
            Format.valueOf(System.getProperty("xent.fuzz.format", "csv").toUpperCase(Locale.ROOT));

    private static final Path FILE = file();

    private ReaderFuzz() {}

    private static Path file() {
        try {
            Path folder = Files.createTempDirectory("xent-fuzz");
            folder.toFile().deleteOnExit();
            return folder.resolve("data");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What Jazzer looks for. */
    public static void fuzzerTestOneInput(byte[] content) throws IOException {
        Files.write(FILE, content);
        check(FILE, FORMAT);
    }

    /** Goes all the way from a file to features, the first column taken for the label. */
    static void check(Path file, Format format) {
        try {
            Table table = TableReader.read(
                            file.toString(), ReadOptions.defaults().withFormat(format))
                    .table();
            String label = table.columns().get(0).name();
            LabelledRows rows = LabelledRows.learn(table, label);
            Table features = table.select(rows.rows()).without(Set.of(label));
            FittedEncoding fitted = EncodingFitter.defaults()
                    .fit(features, rows.classIndices(), rows.labels().classes());
            fitted.encoding().encode(features, Precision.SINGLE);
        } catch (InvalidInputException e) {
            if (e.getMessage().lines().count() != 1) {
                throw new AssertionError("not one line: " + e.getMessage(), e);
            }
        }
    }
}
