package io.xent.core;

import io.xent.core.MatrixProduct.Transposed;

/**
 * {@code C += A · B} in plain loops over blocks that fit a cache: for four terms at a time, four rows of B times four
 * numbers of A are added to a row of C, which is a loop that compilers vectorise without reordering any sum. A block of a
 * transposed B is turned first. Written by hand in single precision; the build makes the double twin.
 */
final class FloatProduct {

    private static final int ROWS = 64;
    private static final int COLUMNS = 512;
    private static final int DEPTH = 128;

    /** A block of a transposed B, turned: kept from block to block. */
    private static final ThreadLocal<float[]> TURNED = ThreadLocal.withInitial(() -> new float[DEPTH * COLUMNS]);

    private final float[] a;
    private final int aStart;
    private final int aRowStep;
    private final int aDepthStep;
    private final FloatMatrix b;
    private final boolean turnB;
    private final FloatMatrix c;
    private final int depth;

    FloatProduct(Transposed transposed, FloatMatrix a, FloatMatrix b, FloatMatrix c) {
        this.a = a.values();
        aStart = a.offset();
        boolean turnA = transposed == Transposed.LEFT;
        aRowStep = turnA ? 1 : a.rowStride();
        aDepthStep = turnA ? a.rowStride() : 1;
        depth = turnA ? a.rows() : a.columns();
        this.b = b;
        turnB = transposed == Transposed.RIGHT;
        this.c = c;
    }

    void run(Parallelism parallelism) {
        int rowBlocks = ceilDiv(c.rows(), ROWS);
        int columnBlocks = ceilDiv(c.columns(), COLUMNS);
        parallelism.forEach(
                Math.multiplyExact(rowBlocks, columnBlocks),
                piece -> addBlock(piece % rowBlocks * ROWS, piece / rowBlocks * COLUMNS));
    }

    private static int ceilDiv(int a, int b) {
        return (a - 1) / b + 1;
    }

    private void addBlock(int row, int column) {
        int columns = Math.min(COLUMNS, c.columns() - column);
        float[] turned = turnB ? TURNED.get() : null;
        for (int k = 0; k < depth; k += DEPTH) {
            int terms = Math.min(DEPTH, depth - k);
            if (turnB) {
                turn(k, terms, column, columns, turned);
            }
            for (int i = row; i < Math.min(row + ROWS, c.rows()); i++) {
                int firstB = turnB ? 0 : b.start(k) + column;
                addRow(i, k, terms, turnB ? turned : b.values(), firstB, turnB ? columns : b.rowStride(), column);
            }
        }
    }

    private void turn(int k, int terms, int column, int columns, float[] turned) {
        float[] values = b.values();
        for (int j = 0; j < columns; j++) {
            int start = b.start(column + j) + k;
            for (int t = 0; t < terms; t++) {
                turned[t * columns + j] = values[start + t];
            }
        }
    }

    private void addRow(int i, int k, int terms, float[] values, int firstB, int stepB, int column) {
        int columns = Math.min(COLUMNS, c.columns() - column);
        int target = c.start(i) + column;
        int left = aStart + i * aRowStep + k * aDepthStep;
        int right = firstB;
        int t = 0;
        for (; t + 4 <= terms; t += 4) {
            float a0 = a[left];
            float a1 = a[left + aDepthStep];
            float a2 = a[left + 2 * aDepthStep];
            float a3 = a[left + 3 * aDepthStep];
            addFour(a0, a1, a2, a3, values, right, stepB, c.values(), target, columns);
            left += 4 * aDepthStep;
            right += 4 * stepB;
        }
        for (; t < terms; t++) {
            addOne(a[left], values, right, c.values(), target, columns);
            left += aDepthStep;
            right += stepB;
        }
    }

    private static void addFour(
            float a0, float a1, float a2, float a3, float[] b, int at, int step, float[] c, int target, int columns) {
        int at1 = at + step;
        int at2 = at + 2 * step;
        int at3 = at + 3 * step;
        for (int j = 0; j < columns; j++) {
            c[target + j] += (a0 * b[at + j] + a1 * b[at1 + j]) + (a2 * b[at2 + j] + a3 * b[at3 + j]);
        }
    }

    private static void addOne(float a0, float[] b, int at, float[] c, int target, int columns) {
        for (int j = 0; j < columns; j++) {
            c[target + j] += a0 * b[at + j];
        }
    }
}
