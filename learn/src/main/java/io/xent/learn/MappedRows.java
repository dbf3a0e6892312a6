package io.xent.learn;

import java.nio.ByteBuffer;

/**
 * Dense rows in a file. A thread has the block that it asked for last in an array of its own, so that loops find arrays,
 * as they do in memory; another block then takes its place in that array.
 */
final class MappedRows {

    private static final class Window {
        private int block = -1;
        private Object array;
    }

    private final MappedBlocks blocks;
    private final int rows;
    private final int columns;
    private final int blockRows;
    private final Precision precision;
    private final ThreadLocal<Window> windows = ThreadLocal.withInitial(Window::new);

    MappedRows(MappedBlocks blocks, int rows, int columns, int blockRows, Precision precision) {
        this.blocks = blocks;
        this.rows = rows;
        this.columns = columns;
        this.blockRows = blockRows;
        this.precision = precision;
    }

    /** The array that holds a block, until this thread asks for another. */
    Object array(int block) {
        Window window = windows.get();
        if (window.block != block) {
            load(block, window);
        }
        return window.array;
    }

    private void load(int block, Window window) {
        int count = Math.min(blockRows, rows - block * blockRows) * columns;
        window.block = -1;
        if (precision == Precision.SINGLE) {
            float[] array = window.array == null ? new float[size()] : (float[]) window.array;
            blocks.block(block).asFloatBuffer().get(array, 0, count);
            window.array = array;
        } else {
            double[] array = window.array == null ? new double[size()] : (double[]) window.array;
            blocks.block(block).asDoubleBuffer().get(array, 0, count);
            window.array = array;
        }
        window.block = block;
    }

    private int size() {
        return Math.min(blockRows, rows) * columns;
    }

    /** Copies the first values of one row, without the rest of its block. */
    void row(int row, double[] into, int count) {
        int block = row / blockRows;
        ByteBuffer bytes = blocks.block(block);
        int first = (row - block * blockRows) * columns;
        if (precision == Precision.DOUBLE) {
            bytes.asDoubleBuffer().get(first, into, 0, count);
            return;
        }
        for (int j = 0; j < count; j++) {
            into[j] = bytes.getFloat((first + j) * Float.BYTES);
        }
    }
}
