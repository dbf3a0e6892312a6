package io.xent.testkit;

import io.xent.core.Matrix;
import java.util.Arrays;

/** A matrix inside a larger array, so that a kernel that reads or writes beside its rows is found out. */
final class Block {

    private static final int OFFSET = 5;
    private static final int GAP = 3;
    private static final double GUARD = -12345.5;

    final Matrix matrix;
    private final boolean single;
    private final float[] floats;
    private final double[] doubles;

    Block(int rows, int columns, boolean single) {
        this.single = single;
        int stride = columns + GAP;
        int length = OFFSET + rows * stride + GAP;
        floats = new float[single ? length : 0];
        doubles = new double[single ? 0 : length];
        Arrays.fill(floats, (float) GUARD);
        Arrays.fill(doubles, GUARD);
        matrix = single
                ? Matrix.of(floats, OFFSET, rows, columns, stride)
                : Matrix.of(doubles, OFFSET, rows, columns, stride);
    }

    static Block of(Iterable<double[]> rows, int count, int columns, boolean single) {
        Block block = new Block(count, columns, single);
        int i = 0;
        for (double[] row : rows) {
            for (int k = 0; k < columns; k++) {
                block.matrix.set(i, k, row[k]);
            }
            i++;
        }
        return block;
    }

    double get(int row, int column) {
        return matrix.get(row, column);
    }

    double[] row(int row) {
        double[] values = new double[matrix.columns()];
        Arrays.setAll(values, k -> matrix.get(row, k));
        return values;
    }

    /** Whether all values outside the matrix are what they were. */
    boolean isIntactOutside() {
        for (int at = 0; at < (single ? floats.length : doubles.length); at++) {
            int inRow = Math.floorMod(at - OFFSET, matrix.rowStride());
            boolean inside =
                    at >= OFFSET && (at - OFFSET) / matrix.rowStride() < matrix.rows() && inRow < matrix.columns();
            if (!inside && (single ? floats[at] : doubles[at]) != GUARD) {
                return false;
            }
        }
        return true;
    }

    Block copy() {
        Block copy = new Block(matrix.rows(), matrix.columns(), single);
        System.arraycopy(floats, 0, copy.floats, 0, floats.length);
        System.arraycopy(doubles, 0, copy.doubles, 0, doubles.length);
        return copy;
    }

    /** Whether both hold the same bits in the same places (all NaNs are one). */
    boolean sameBits(Block other) {
        return Arrays.equals(floats, other.floats) && Arrays.equals(doubles, other.doubles);
    }
}
