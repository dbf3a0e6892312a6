package io.xent.core;

import java.util.Arrays;

/**
 * A {@link Matrix} over a {@code float[]}, as a provider of kernels needs to see it. Written by hand in single
 * precision; the build exchanges the words to make its twin in double precision.
 */
public final class FloatMatrix extends Matrix {

    private final float[] values;

    FloatMatrix(float[] values, int offset, int rows, int columns, int rowStride) {
        super(offset, rows, columns, rowStride);
        this.values = values;
    }

    /** The caller's array itself; see {@link #start(int)} for where a row is in it. */
    public float[] values() {
        return values;
    }

    @Override
    double at(int index) {
        return values[index];
    }

    @Override
    void put(int index, double value) {
        values[index] = (float) value;
    }

    @Override
    FloatMatrix view(int newOffset, int newRows) {
        return new FloatMatrix(values, newOffset, newRows, columns(), rowStride());
    }

    @Override
    void read(int row, int from, int to, double[] out, int at) {
        int start = start(row) + from;
        for (int k = 0; k < to - from; k++) {
            out[at + k] = values[start + k];
        }
    }

    @Override
    void write(int row, double[] results, int at, double factor) {
        int start = start(row);
        for (int k = 0; k < columns(); k++) {
            values[start + k] = (float) (results[at + k] * factor);
        }
    }

    @Override
    boolean sameHolder(Matrix other) {
        return other instanceof FloatMatrix f && f.values == values;
    }

    @Override
    boolean inArray() {
        return true;
    }

    @Override
    int bytesPerValue() {
        return Float.BYTES;
    }

    @Override
    FloatMatrix room(int newRows, int newColumns) {
        return new FloatMatrix(new float[newRows * newColumns], 0, newRows, newColumns, newColumns);
    }

    @Override
    FloatMatrix reshaped(int newRows, int newColumns) {
        return new FloatMatrix(values, 0, newRows, newColumns, newColumns);
    }

    @Override
    boolean holds(Matrix like, int newRows, int newColumns) {
        return samePrecision(like) && values.length >= newRows * newColumns;
    }

    @Override
    void clearRow(int row) {
        Arrays.fill(values, start(row), start(row) + columns(), 0);
    }

    @Override
    void copyValues(int to, Matrix source, int from, int count) {
        if (source instanceof FloatBufferMatrix buffer) {
            buffer.copyTo(from, values, to, count);
        } else {
            System.arraycopy(((FloatMatrix) source).values, from, values, to, count);
        }
    }

    @Override
    void addRowTo(int row, int from, int to, double[] sums) {
        int start = start(row);
        for (int k = from; k < to; k++) {
            sums[k] += values[start + k];
        }
    }
}
