package io.xent.tables;

import java.util.Arrays;

/** Collects numbers; NaN is a missing one. */
final class NumbersBuilder {

    private double[] values;
    private int rows;

    NumbersBuilder() {
        this(1024);
    }

    /** @param rows how many there will be, about */
    NumbersBuilder(int rows) {
        values = new double[Math.max(1, rows)];
    }

    void add(double value) {
        if (rows == values.length) {
            values = Arrays.copyOf(values, rows * 2);
        }
        values[rows++] = value;
    }

    double[] build() {
        return rows == values.length ? values : Arrays.copyOf(values, rows);
    }
}
