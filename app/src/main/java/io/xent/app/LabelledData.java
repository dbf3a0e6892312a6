package io.xent.app;

import io.xent.learn.Dataset;
import io.xent.learn.Features;
import io.xent.learn.Labels;
import io.xent.learn.Precision;
import io.xent.learn.encoding.Encoding;
import io.xent.learn.encoding.LabelledRows;
import io.xent.learn.encoding.RowWeights;
import io.xent.learn.encoding.Table;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Raw rows with their class and weight.
 *
 * @param table the rows, every column
 * @param labels what the classes are
 * @param classIndices the class of each row
 * @param weights the weight of each row; null where every row counts 1
 * @param targets rows × classes, distributions in place of the classes; null where each row has one
 * @param offsets rows × classes, added to the logits; null where nothing is
 */
record LabelledData(
        Table table, Labels labels, int[] classIndices, double[] weights, double[] targets, double[] offsets) {

    LabelledData(Table table, Labels labels, int[] classIndices, double[] weights) {
        this(table, labels, classIndices, weights, null, null);
    }

    /**
     * The labelled rows of a table.
     *
     * @param weightColumn null where there is none
     */
    static LabelledData of(Table table, LabelledRows rows, String weightColumn) {
        Table kept = rows.rows().length == table.rows() ? table : table.select(rows.rows());
        double[] weights = weightColumn == null ? null : RowWeights.read(kept, weightColumn);
        return new LabelledData(kept, rows.labels(), rows.classIndices(), weights);
    }

    static LabelledData of(Table table, LabelledRows rows, RowColumns columns) {
        LabelledData plain = of(table, rows, columns.weights());
        return new LabelledData(
                plain.table,
                plain.labels,
                plain.classIndices,
                plain.weights,
                columns.targets(table, rows),
                columns.offsets().read(table, rows.rows()));
    }

    LabelledData without(String... columns) {
        return without(Set.of(columns));
    }

    LabelledData without(Set<String> columns) {
        return new LabelledData(table.without(columns), labels, classIndices, weights, targets, offsets);
    }

    LabelledData withTargets(double[] targets) {
        return new LabelledData(table, labels, classIndices, weights, targets, offsets);
    }

    int rows() {
        return classIndices.length;
    }

    LabelledData select(int[] rows) {
        return new LabelledData(
                table.select(rows),
                labels,
                Arrays.stream(rows).map(row -> classIndices[row]).toArray(),
                weights == null
                        ? null
                        : Arrays.stream(rows).mapToDouble(row -> weights[row]).toArray(),
                selected(targets, rows),
                selected(offsets, rows));
    }

    private double[] selected(double[] cells, int[] rows) {
        int classes = labels.classes();
        return cells == null
                ? null
                : Arrays.stream(rows)
                        .flatMap(row -> IntStream.range(row * classes, (row + 1) * classes))
                        .mapToDouble(at -> cells[at])
                        .toArray();
    }

    Dataset encode(Encoding encoding, Precision precision) {
        Features features = encoding.encode(table, precision);
        return new Dataset(features, classIndices, weights, labels.classes(), targets, offsets);
    }
}
