package io.xent.app;

import io.xent.learn.InvalidInputException;
import io.xent.learn.Labels;
import io.xent.learn.encoding.Column;
import io.xent.learn.encoding.EncodingFitter;
import io.xent.learn.encoding.LabelledRows;
import io.xent.learn.encoding.Table;
import io.xent.learn.encoding.TargetColumns;
import io.xent.tables.ReadOptions;
import io.xent.tables.SourceHash;
import io.xent.tables.TableRead;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The data of a training as it was read.
 *
 * @param data the labelled rows
 * @param encodings how they, or some of them, are encoded
 * @param columns what of a row is no feature
 * @param sha256 of the files; empty for a query
 */
record TrainingTable(LabelledData data, Encodings encodings, RowColumns columns, Optional<String> sha256) {

    /** What the readers of LIBSVM and IDX files call the label. */
    private static final String USUAL_LABEL = "label";

    private static final int COLUMNS_NAMED = 12;

    /** @param start the model that is started from, which says what the columns and classes are */
    static TrainingTable read(TrainOptions options, Optional<TrainedModel> start, Notices notices) {
        Set<String> texts = new LinkedHashSet<>(options.text);
        Optional<Labels> known = start.map(model -> model.labels(options.label));
        ReadOptions reading = options.input.reading(texts);
        TableRead read = options.input.read(
                options.data,
                start.map(model -> model.reading(reading, known.get())).orElse(reading));
        Table table = read.table();
        LabelledRows rows = known.map(labels -> LabelledRows.apply(table, labels))
                .orElseGet(() -> options.targets.areDistributions()
                        ? TargetColumns.rows(table, options.targets.columns)
                        : LabelledRows.learn(table, label(options, table)));
        read.notices().forEach(notices::add);
        rows.notices().forEach(notices::add);
        RowColumns columns = new RowColumns(
                options.weights,
                options.targets.columns,
                Offsets.given(options.targets.offset, rows.labels(), options.precision));
        Set<String> aside = aside(options, rows.labels().column());
        aside.addAll(columns.names());
        LabelledData data = LabelledData.of(read.table(), rows, columns);
        return new TrainingTable(
                data.without(aside),
                start.map(model -> Encodings.of(model.pipeline().encoding()))
                        .orElseGet(() -> Encodings.learned(fitter(options))),
                columns,
                read.files().isEmpty() ? Optional.empty() : Optional.of(SourceHash.sha256(read.files())));
    }

    static EncodingFitter fitter(TrainOptions options) {
        return EncodingFitter.defaults()
                .scaling(!options.noScale)
                .text(new LinkedHashSet<>(options.text))
                .maxWords(options.ngrams)
                .drop(new LinkedHashSet<>(options.drop))
                .keep(new LinkedHashSet<>(options.keep));
    }

    /** The columns that are no features. */
    static Set<String> aside(TrainOptions options, String label) {
        Set<String> aside = new LinkedHashSet<>(List.of(label));
        if (options.weights != null) {
            aside.add(options.weights);
        }
        requireNotLabel(options.drop, "--drop", label);
        requireNotLabel(options.text, "--text", label);
        requireNotLabel(options.keep, "--keep", label);
        return aside;
    }

    private static void requireNotLabel(List<String> columns, String option, String label) {
        if (columns.contains(label)) {
            throw new InvalidInputException(option + " names '" + label + "', which is the label; name other columns");
        }
    }

    private static String label(TrainOptions options, Table table) {
        boolean hasVectors = table.columns().stream().anyMatch(Column.Vectors.class::isInstance);
        return label(
                options,
                table.source(),
                table.columns().stream().map(Column::name).toList(),
                hasVectors);
    }

    static String label(TrainOptions options, String source, List<String> names, boolean hasVectors) {
        if (options.label != null) {
            return options.label;
        }
        if (hasVectors && names.contains(USUAL_LABEL)) {
            return USUAL_LABEL;
        }
        throw new InvalidInputException(source
                + ": which column is to be predicted? Name it with --label; there "
                + (names.size() == 1 ? "is " : "are ")
                + String.join(", ", names.subList(0, Math.min(COLUMNS_NAMED, names.size())))
                + (names.size() > COLUMNS_NAMED ? ", …" : ""));
    }
}
