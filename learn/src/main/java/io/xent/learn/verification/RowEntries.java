package io.xent.learn.verification;

import io.xent.learn.Features;
import io.xent.learn.SparseFeatures;

/** The features of one row at a time that are not zero, with their columns. */
final class RowEntries {

    private final Features features;
    private final int[] columns;
    private final double[] values;
    private int count;

    RowEntries(Features features) {
        this.features = features;
        columns = new int[features.columns()];
        values = new double[features.columns()];
    }

    void load(int row) {
        count = 0;
        if (features instanceof SparseFeatures sparse) {
            for (int at = sparse.start(row); at < sparse.start(row + 1); at++) {
                put(sparse.index(at), sparse.value(at));
            }
        } else {
            for (int j = 0; j < columns.length; j++) {
                put(j, features.get(row, j));
            }
        }
    }

    private void put(int column, double value) {
        if (value != 0) {
            columns[count] = column;
            values[count++] = value;
        }
    }

    int count() {
        return count;
    }

    int column(int entry) {
        return columns[entry];
    }

    double value(int entry) {
        return values[entry];
    }

    double squaredLength() {
        double sum = 0;
        for (int e = 0; e < count; e++) {
            sum += values[e] * values[e];
        }
        return sum;
    }
}
