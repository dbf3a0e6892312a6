package io.xent.vector;

import java.util.Arrays;

/**
 * Tiles at the edges of a matrix as well as within it, on vectors or in plain loops, and the memory that a thread packs
 * factors into: kept from call to call, so that products allocate nothing once they have run.
 */
final class FloatTiler {

    private static final ThreadLocal<FloatTiler> OF_THREAD = ThreadLocal.withInitial(FloatTiler::new);

    private final float[] tile = new float[FloatTile.ROWS * FloatTile.COLUMNS];
    private final float[] sums = new float[FloatTile.COLUMNS];
    private float[] piece = new float[0];
    private float[] whole = new float[0];
    private boolean vectors;

    /** That of this thread, for one piece of a product. */
    static FloatTiler ofThread() {
        FloatTiler tiler = OF_THREAD.get();
        tiler.vectors = FloatTileChoice.vectors();
        return tiler;
    }

    /** Room for what one piece of the work packs. */
    float[] piece(int length) {
        if (piece.length < length) {
            piece = new float[length];
        }
        return piece;
    }

    /**
     * Room for what is packed once for all pieces. Taken until it is given back: a pool may run another product on this
     * thread while it waits for the pieces of this one.
     */
    static float[] takeWhole(int length) {
        FloatTiler tiler = OF_THREAD.get();
        float[] taken = tiler.whole.length < length ? new float[length] : tiler.whole;
        tiler.whole = new float[0];
        return taken;
    }

    static void giveWhole(float[] taken) {
        OF_THREAD.get().whole = taken;
    }

    /** Adds the product of rows × terms and a panel, of which {@code width} columns count, to C. */
    void add(
            float[] left,
            int at,
            int step,
            int rows,
            float[] panel,
            int start,
            int terms,
            float[] c,
            int target,
            int cStep,
            int width) {
        if (vectors && rows == FloatTile.ROWS && width == FloatTile.COLUMNS) {
            FloatTile.addSixByTwo(left, at, step, panel, start, terms, c, target, cStep);
            return;
        }
        multiply(left, at, step, rows, panel, start, terms, width);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < width; j++) {
                c[target + i * cStep + j] += tile[i * FloatTile.COLUMNS + j];
            }
        }
    }

    /** Adds the transpose of such a product to C: its rows become columns. */
    void addTurned(
            float[] left,
            int at,
            int step,
            int rows,
            float[] panel,
            int start,
            int terms,
            float[] c,
            int target,
            int cStep,
            int width) {
        multiply(left, at, step, rows, panel, start, terms, width);
        for (int j = 0; j < width; j++) {
            for (int i = 0; i < rows; i++) {
                c[target + j * cStep + i] += tile[i * FloatTile.COLUMNS + j];
            }
        }
    }

    private void multiply(float[] left, int at, int step, int rows, float[] panel, int start, int terms, int width) {
        Arrays.fill(tile, 0);
        if (!vectors) {
            FloatPlainTile.add(left, at, step, rows, panel, start, terms, tile, 0, FloatTile.COLUMNS, sums);
        } else if (rows < FloatTile.ROWS) {
            multiplyFewRows(left, at, step, rows, panel, start, terms);
        } else if (width <= FloatTile.LANES) {
            FloatTile.addSixByOne(left, at, step, panel, start, terms, tile, 0, FloatTile.COLUMNS);
        } else {
            FloatTile.addSixByTwo(left, at, step, panel, start, terms, tile, 0, FloatTile.COLUMNS);
        }
    }

    private void multiplyFewRows(float[] left, int at, int step, int rows, float[] panel, int start, int terms) {
        int i = 0;
        if (rows >= 3) {
            FloatTile.addThreeByTwo(left, at, step, panel, start, terms, tile, 0, FloatTile.COLUMNS);
            i = 3;
        }
        for (; i < rows; i++) {
            FloatTile.addOneByTwo(left, at + i * step, panel, start, terms, tile, i * FloatTile.COLUMNS);
        }
    }
}
