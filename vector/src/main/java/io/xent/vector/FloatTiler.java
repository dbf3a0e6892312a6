package io.xent.vector;

import java.util.Arrays;

/**
 * Tiles at the edges of a matrix as well as within it, on vectors or in plain loops, and the memory that a thread packs
 * factors into: kept from call to call, so that products allocate nothing once they have run.
 */
final class FloatTiler {

    private static final int COLUMNS = FloatTile.COLUMNS;

    private static final ThreadLocal<FloatTiler> OF_THREAD = ThreadLocal.withInitial(FloatTiler::new);

    private final float[] tile = new float[FloatTile.ROWS * COLUMNS];
    private final float[] sums = new float[COLUMNS];
    private float[] piece = new float[0];
    private float[] block = new float[0];
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

    /** Room for tiles that are to be turned. */
    float[] block(int length) {
        if (block.length < length) {
            block = new float[length];
        }
        return block;
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
        if (vectors && rows == FloatTile.ROWS && width == COLUMNS) {
            FloatTile.addFull(left, at, step, panel, start, terms, c, target, cStep);
            return;
        }
        Arrays.fill(tile, 0);
        if (vectors && width <= FloatTile.LANES) {
            multiplyNarrow(left, at, step, rows, panel, start, terms);
        } else {
            multiply(left, at, step, rows, panel, start, terms, tile, 0);
        }
        addTile(rows, width, c, target, cStep);
    }

    private void addTile(int rows, int width, float[] c, int target, int cStep) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < width; j++) {
                c[target + i * cStep + j] += tile[i * COLUMNS + j];
            }
        }
    }

    /**
     * Adds the product of rows × terms and a strip of B, {@code bStep} values from term to term, to sums that are two vectors
     * wide. Rows of the left factor beyond those that count, up to {@link FloatTile#ROWS}, may be anything: they are computed
     * with the others.
     */
    void extend(
            float[] left,
            int at,
            int step,
            int rows,
            float[] b,
            int start,
            int bStep,
            int terms,
            float[] out,
            int to,
            int toStep) {
        if (!vectors) {
            FloatPlainTile.extend(left, at, step, rows, b, start, bStep, terms, out, to, toStep, sums);
        } else if (rows <= 6) {
            FloatStrip.extendSix(left, at, step, b, start, bStep, terms, out, to, toStep);
        } else {
            FloatStrip.extendTwelve(left, at, step, b, start, bStep, terms, out, to, toStep);
        }
    }

    /** Adds rows × two vectors to those of {@code out}. */
    void multiply(float[] left, int at, int step, int rows, float[] panel, int start, int terms, float[] out, int to) {
        if (!vectors) {
            FloatPlainTile.add(left, at, step, rows, panel, start, COLUMNS, terms, out, to, COLUMNS, sums);
            return;
        }
        if (rows == FloatTile.ROWS) {
            FloatTile.addFull(left, at, step, panel, start, terms, out, to, COLUMNS);
            return;
        }
        int i = 0;
        if (rows >= 6) {
            FloatTile.addSixByTwo(left, at, step, panel, start, terms, out, to, COLUMNS);
            i = 6;
        }
        if (rows - i >= 3) {
            FloatTile.addThreeByTwo(left, at + i * step, step, panel, start, terms, out, to + i * COLUMNS, COLUMNS);
            i += 3;
        }
        for (; i < rows; i++) {
            FloatTile.addOneByTwo(left, at + i * step, panel, start, terms, out, to + i * COLUMNS);
        }
    }

    /** The first vector of a panel only. */
    private void multiplyNarrow(float[] left, int at, int step, int rows, float[] panel, int start, int terms) {
        int i = 0;
        for (; i + 6 <= rows; i += 6) {
            FloatTile.addSixByOne(left, at + i * step, step, panel, start, terms, tile, i * COLUMNS, COLUMNS);
        }
        if (i < rows) {
            multiply(left, at + i * step, step, rows - i, panel, start, terms, tile, i * COLUMNS);
        }
    }
}
