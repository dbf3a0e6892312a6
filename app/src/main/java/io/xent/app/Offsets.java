package io.xent.app;

import io.xent.core.Matrix;
import io.xent.learn.Features;
import io.xent.learn.InvalidInputException;
import io.xent.learn.Labels;
import io.xent.learn.LinearClassifier;
import io.xent.learn.Pipeline;
import io.xent.learn.Precision;
import io.xent.learn.encoding.Column;
import io.xent.learn.encoding.ColumnEncoding;
import io.xent.learn.encoding.Encoding;
import io.xent.learn.encoding.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Columns that are added to the logits as they are. A model keeps them as its last features, whose weights are 1 in the logit of
 * their class and which no training changes, so that whoever scores the file adds them, too.
 *
 * @param encoding of these columns
 * @param weights what the columns do to logits; no bias
 */
record Offsets(Encoding encoding, Precision precision, LinearClassifier weights) {

    /**
     * Those of a training.
     *
     * @param columns one per class, in the order of the classes, or, where there are two, one for the second
     */
    static Offsets given(List<String> columns, Labels labels, Precision precision) {
        int classes = labels.classes();
        if (!columns.isEmpty() && columns.size() != classes && !(columns.size() == 1 && classes == 2)) {
            throw new InvalidInputException("--offset names " + Figures.count(columns.size(), "column") + " for "
                    + classes + " classes: give one for each, in the order " + String.join(", ", labels.names())
                    + (classes == 2 ? ", or one for the second alone" : ""));
        }
        double[] weights = new double[classes * columns.size()];
        for (int c = 0; c < columns.size(); c++) {
            weights[(columns.size() == 1 ? 1 : c) * columns.size() + c] = 1;
        }
        List<ColumnEncoding> encodings = new ArrayList<>();
        columns.forEach(column -> encodings.add(new ColumnEncoding.Number(column, 0, 1, 0, false)));
        return new Offsets(
                new Encoding(encodings), precision, LinearClassifier.of(weights, new double[classes], columns.size()));
    }

    static Offsets none(Labels labels, Precision precision) {
        return given(List.of(), labels, precision);
    }

    /** Those of a model, whose last {@code count} columns they are. */
    static Offsets of(Pipeline pipeline, int count) {
        if (count == 0) {
            return none(pipeline.labels(), pipeline.precision());
        }
        LinearClassifier wide = (LinearClassifier) pipeline.classifier();
        List<ColumnEncoding> columns = pipeline.encoding().columns();
        Encoding encoding = new Encoding(columns.subList(columns.size() - count, columns.size()));
        int features = encoding.width();
        double[] weights = new double[wide.classes() * features];
        for (int at = 0; at < weights.length; at++) {
            weights[at] = wide.weight(at / features, wide.features() - features + at % features);
        }
        return new Offsets(
                encoding, pipeline.precision(), LinearClassifier.of(weights, new double[wide.classes()], features));
    }

    boolean areNone() {
        return encoding.columns().isEmpty();
    }

    List<String> columns() {
        return encoding.columns().stream().map(ColumnEncoding::column).toList();
    }

    /** What is added to the logits of some rows, rows × classes; null where nothing is. */
    double[] read(Table table, int[] rows) {
        if (areNone()) {
            return null;
        }
        Table chosen = table.select(rows);
        Features features = encoding.encode(chosen, precision);
        for (String name : columns()) {
            requireFinite(table, table.column(name).orElseThrow(), rows);
        }
        double[] values = new double[Math.multiplyExact(rows.length, weights.classes())];
        weights.logits(features, 0, Matrix.of(values, rows.length, weights.classes()));
        return values;
    }

    private static void requireFinite(Table table, Column column, int[] rows) {
        for (int row : rows) {
            if (column.isMissing(row)
                    || column instanceof Column.Numbers numbers && !Double.isFinite(numbers.values()[row])) {
                throw new InvalidInputException(
                        table.source() + ": row " + (row + 1L) + ": the offset in column '" + column.name() + "' is "
                                + (column.isMissing(row) ? "missing" : "infinite") + "; fill it in, with 0 for none");
            }
        }
    }

    /** The pipeline with these columns behind its own. */
    Pipeline behind(Pipeline narrow) {
        if (areNone()) {
            return narrow;
        }
        LinearClassifier learned = (LinearClassifier) narrow.classifier();
        int width = learned.features() + weights.features();
        double[] all = new double[learned.classes() * width];
        for (int k = 0; k < learned.classes(); k++) {
            for (int j = 0; j < width; j++) {
                all[k * width + j] =
                        j < learned.features() ? learned.weight(k, j) : weights.weight(k, j - learned.features());
            }
        }
        List<ColumnEncoding> columns = new ArrayList<>(narrow.encoding().columns());
        columns.addAll(encoding.columns());
        return new Pipeline(
                new Encoding(columns),
                narrow.precision(),
                LinearClassifier.of(all, learned.bias(), width),
                narrow.calibration(),
                narrow.labels(),
                narrow.provenance());
    }

    /** What of a model's columns is not these. */
    Encoding encodingWithout(Pipeline wide) {
        List<ColumnEncoding> columns = wide.encoding().columns();
        return new Encoding(
                columns.subList(0, columns.size() - encoding.columns().size()));
    }

    /** What of a model's weights is not these. */
    LinearClassifier classifierWithout(LinearClassifier wide) {
        int width = wide.features() - weights.features();
        double[] learned = new double[wide.classes() * width];
        for (int k = 0; k < wide.classes(); k++) {
            double[] row = Arrays.copyOfRange(wide.weights(), k * wide.features(), k * wide.features() + width);
            System.arraycopy(row, 0, learned, k * width, width);
        }
        return LinearClassifier.of(learned, wide.bias(), width);
    }
}
