package io.xent.learn;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Sparse rows in a file, cut into pieces of whole rows. A thread has the piece that it asked for last in memory. */
final class MappedSparseRows {

    private static final class Window {
        private int piece = -1;
        private SparseFeatures rows;
    }

    private final MappedBlocks blocks;
    private final int columns;
    private final Precision precision;
    private final int[] firstRows;
    private final int[] starts;
    private final ThreadLocal<Window> windows = ThreadLocal.withInitial(Window::new);

    /**
     * @param firstRows of each piece, then how many rows there are
     * @param starts of each row among all stored values
     */
    MappedSparseRows(MappedBlocks blocks, int columns, Precision precision, int[] firstRows, int[] starts) {
        this.blocks = blocks;
        this.columns = columns;
        this.precision = precision;
        this.firstRows = firstRows;
        this.starts = starts;
    }

    int columns() {
        return columns;
    }

    Precision precision() {
        return precision;
    }

    /** The first row of each piece, then how many rows there are. */
    int[] firstRows() {
        return firstRows;
    }

    int[] starts() {
        return starts;
    }

    int index(int position) {
        Window window = windowAt(position);
        return window.rows.index(position - starts[firstRows[window.piece]]);
    }

    double value(int position) {
        Window window = windowAt(position);
        return window.rows.value(position - starts[firstRows[window.piece]]);
    }

    private Window windowAt(int position) {
        Window window = windows.get();
        if (window.piece < 0
                || position < starts[firstRows[window.piece]]
                || position >= starts[firstRows[window.piece + 1]]) {
            load(pieceAt(position), window);
        }
        return window;
    }

    /** The last piece that starts at the position or before; empty pieces before it start there too. */
    private int pieceAt(int position) {
        int low = 0;
        int high = firstRows.length - 2;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (starts[firstRows[middle]] <= position) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private void load(int piece, Window window) {
        window.rows = piece(piece);
        window.piece = piece;
    }

    /** A piece, in memory. */
    SparseFeatures piece(int piece) {
        int from = firstRows[piece];
        int to = firstRows[piece + 1];
        int[] localStarts = Arrays.copyOfRange(starts, from, to + 1);
        int first = localStarts[0];
        for (int i = 0; i < localStarts.length; i++) {
            localStarts[i] -= first;
        }
        int size = localStarts[to - from];
        int[] indices = new int[size];
        ByteBuffer bytes = blocks.block(piece);
        bytes.asIntBuffer().get(indices);
        bytes.position(size * Integer.BYTES);
        ByteBuffer values = bytes.slice().order(bytes.order());
        if (precision == Precision.SINGLE) {
            float[] floats = new float[size];
            values.asFloatBuffer().get(floats);
            return SparseFeatures.of(columns, localStarts, indices, floats, null);
        }
        double[] doubles = new double[size];
        values.asDoubleBuffer().get(doubles);
        return SparseFeatures.of(columns, localStarts, indices, null, doubles);
    }
}
