package io.xent.core;

import java.nio.FloatBuffer;

/**
 * A {@link Matrix} over a {@link FloatBuffer}, in any byte order. No provider of kernels sees one: {@link BufferKernels}
 * stands between. Written by hand in single precision; the build exchanges the words to make its twin in double
 * precision.
 */
final class FloatBufferMatrix extends Matrix {

    /** The caller's buffer: places in it can be compared, places in two buffers cannot. */
    private final FloatBuffer given;

    /** The same memory at the same indices, with a limit that nobody moves. */
    private final FloatBuffer values;

    private FloatBufferMatrix(FloatBuffer given, FloatBuffer values, int offset, int rows, int columns, int rowStride) {
        super(offset, rows, columns, rowStride);
        this.given = given;
        this.values = values;
    }

    /** The array behind the buffer where there is one that may be written. */
    static Matrix over(FloatBuffer buffer, int offset, int rows, int columns, int rowStride) {
        requireInside("a buffer with a remainder of ", buffer.remaining(), offset, rows, columns, rowStride);
        int start = buffer.position() + offset;
        return buffer.hasArray()
                ? new FloatMatrix(buffer.array(), buffer.arrayOffset() + start, rows, columns, rowStride)
                : new FloatBufferMatrix(buffer, buffer.duplicate(), start, rows, columns, rowStride);
    }

    @Override
    double at(int index) {
        return values.get(index);
    }

    @Override
    void put(int index, double value) {
        values.put(index, (float) value);
    }

    @Override
    FloatBufferMatrix view(int newOffset, int newRows) {
        return new FloatBufferMatrix(given, values, newOffset, newRows, columns(), rowStride());
    }

    @Override
    void read(int row, int from, int to, double[] out, int at) {
        int start = start(row) + from;
        for (int k = 0; k < to - from; k++) {
            out[at + k] = values.get(start + k);
        }
    }

    @Override
    void write(int row, double[] results, int at, double factor) {
        int start = start(row);
        for (int k = 0; k < columns(); k++) {
            values.put(start + k, (float) (results[at + k] * factor));
        }
    }

    @Override
    boolean sameHolder(Matrix other) {
        return other instanceof FloatBufferMatrix f && f.given == given;
    }

    @Override
    boolean inArray() {
        return false;
    }

    @Override
    boolean isReadOnly() {
        return values.isReadOnly();
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
    FloatBufferMatrix reshaped(int newRows, int newColumns) {
        return new FloatBufferMatrix(given, values, 0, newRows, newColumns, newColumns);
    }

    @Override
    boolean holds(Matrix like, int newRows, int newColumns) {
        return samePrecision(like) && values.limit() >= newRows * newColumns;
    }

    @Override
    void clearRow(int row) {
        int start = start(row);
        for (int k = 0; k < columns(); k++) {
            values.put(start + k, 0);
        }
    }

    @Override
    void copyValues(int to, Matrix source, int from, int count) {
        values.put(to, ((FloatMatrix) source).values(), from, count);
    }

    void copyTo(int from, float[] array, int to, int count) {
        values.get(from, array, to, count);
    }

    @Override
    void addRowTo(int row, int from, int to, double[] sums) {
        int start = start(row);
        for (int k = from; k < to; k++) {
            sums[k] += values.get(start + k);
        }
    }
}
