package io.xent.app;

import io.xent.learn.InvalidInputException;
import io.xent.learn.encoding.Column;
import io.xent.learn.encoding.EncodingFitter;
import io.xent.learn.encoding.LabelledRows;
import io.xent.learn.encoding.Table;
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
 * @param fitter learns the encoding from some of them
 * @param sha256 of the files; empty for a query
 */
record TrainingTable(LabelledData data, EncodingFitter fitter, Optional<String> sha256) {

    /** What the readers of LIBSVM and IDX files call the label. */
    private static final String USUAL_LABEL = "label";

    private static final int COLUMNS_NAMED = 12;

    static TrainingTable read(TrainOptions options, Notices notices) {
        Set<String> texts = new LinkedHashSet<>(options.text);
        TableRead read = options.input.read(options.data, options.input.reading(texts));
        String label = label(options, read.table());
        LabelledRows rows = LabelledRows.learn(read.table(), label);
        read.notices().forEach(notices::add);
        rows.notices().forEach(notices::add);
        Set<String> aside = new LinkedHashSet<>(List.of(label));
        if (options.weights != null) {
            aside.add(options.weights);
        }
        requireNotLabel(options.drop, "--drop", label);
        requireNotLabel(options.text, "--text", label);
        requireNotLabel(options.keep, "--keep", label);
        LabelledData data = LabelledData.of(read.table(), rows, options.weights);
        EncodingFitter fitter = EncodingFitter.defaults()
                .scaling(!options.noScale)
                .text(texts)
                .maxWords(options.ngrams)
                .drop(new LinkedHashSet<>(options.drop))
                .keep(new LinkedHashSet<>(options.keep));
        return new TrainingTable(
                data.without(aside),
                fitter,
                read.files().isEmpty() ? Optional.empty() : Optional.of(SourceHash.sha256(read.files())));
    }

    private static void requireNotLabel(List<String> columns, String option, String label) {
        if (columns.contains(label)) {
            throw new InvalidInputException(option + " names '" + label + "', which is the label; name other columns");
        }
    }

    private static String label(TrainOptions options, Table table) {
        if (options.label != null) {
            return options.label;
        }
        boolean isVectors = table.columns().stream().anyMatch(Column.Vectors.class::isInstance);
        if (isVectors && table.column(USUAL_LABEL).isPresent()) {
            return USUAL_LABEL;
        }
        List<String> names = table.columns().stream().map(Column::name).toList();
        throw new InvalidInputException(table.source()
                + ": which column is to be predicted? Name it with --label; there "
                + (names.size() == 1 ? "is " : "are ")
                + String.join(", ", names.subList(0, Math.min(COLUMNS_NAMED, names.size())))
                + (names.size() > COLUMNS_NAMED ? ", …" : ""));
    }
}
