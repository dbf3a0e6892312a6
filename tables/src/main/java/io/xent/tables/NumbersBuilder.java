package io.xent.tables;

import java.util.Arrays;

/** Collects numbers; NaN is a missing one. */
final class NumbersBuilder {

    private double[] values = new double[1024];
    private int rows;

    void add(double value) {
        if (rows == values.length) {
            values = Arrays.copyOf(values, rows * 2);
        }
        values[rows++] = value;
    }

    double[] build() {
        return Arrays.copyOf(values, rows);
    }
}
