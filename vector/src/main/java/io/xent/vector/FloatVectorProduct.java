package io.xent.vector;

import io.xent.core.FloatMatrix;
import io.xent.core.MatrixProduct.Transposed;
import io.xent.core.Parallelism;

/**
 * {@code C += A · B} from tiles of {@link FloatTile}, in one of four ways that differ in which factor is packed into panels
 * as wide as a tile, and in what order it is met:
 *
 * <ul>
 *   <li>{@code A · B}: each piece packs its columns of B a stretch of depth at a time; A is read in place.
 *   <li>{@code Aᵀ · B}: B is packed once for all; each piece turns its columns of A.
 *   <li>{@code A · Bᵀ} with fewer columns than rows: B is turned and packed once for all; A is read in place.
 *   <li>{@code A · Bᵀ} otherwise: with the roles of the factors exchanged, {@code Cᵀ += B · Aᵀ}: A is turned and packed once
 *       for all, B is read in place, and tiles are turned as they are stored. So a long B, the classes of a large
 *       vocabulary, is never copied.
 * </ul>
 *
 * Each value of C is the sum over stretches of depth, in order, of one chain of multiply-adds: the stretches depend on
 * the depth alone, so all ways have the same bits. Written by hand in single precision; the build makes the double twin.
 */
final class FloatVectorProduct {

    private static final int TILE_ROWS = FloatTile.ROWS;
    private static final int TILE_COLUMNS = FloatTile.COLUMNS;

    /** Terms that are added in one chain. */
    private static final int STRETCH = 512;

    /** Rows of C of a piece: few enough for their part of a factor to stay in a second-level cache. */
    private static final int PIECE_ROWS = 16 * TILE_ROWS;

    /** Columns of C of a piece, where columns are what is divided. */
    private static final int PIECE_COLUMNS = 4 * TILE_COLUMNS;

    /** Where one side gives fewer pieces than this, the other is divided as well. */
    private static final int ENOUGH_PIECES = 16;

    private final float[] a;
    private final int aStart;
    private final int aStep;
    private final float[] b;
    private final int bStart;
    private final int bStep;
    private final float[] c;
    private final int cStart;
    private final int cStep;
    private final int rows;
    private final int columns;
    private final int depth;

    FloatVectorProduct(Transposed transposed, FloatMatrix a, FloatMatrix b, FloatMatrix c) {
        this.a = a.values();
        aStart = a.offset();
        aStep = a.rowStride();
        this.b = b.values();
        bStart = b.offset();
        bStep = b.rowStride();
        this.c = c.values();
        cStart = c.offset();
        cStep = c.rowStride();
        rows = c.rows();
        columns = c.columns();
        depth = transposed == Transposed.LEFT ? a.rows() : a.columns();
    }

    private static int ceilDiv(int a, int b) {
        return (a - 1) / b + 1;
    }

    /** The size of the parts of one side, a multiple of {@code least}, where the other side is in so many pieces. */
    private static int divided(int side, int pieces, int least) {
        int parts = ceilDiv(ENOUGH_PIECES, pieces);
        return Math.min(side, ceilDiv(ceilDiv(side, parts), least) * least);
    }

    /** {@code C += A · B}. */
    void addPlain(Parallelism parallelism) {
        int across = ceilDiv(columns, PIECE_COLUMNS);
        int height = divided(rows, across, PIECE_ROWS);
        int down = ceilDiv(rows, height);
        parallelism.forEach(Math.multiplyExact(across, down), piece -> {
            int j = piece % across * PIECE_COLUMNS;
            int i = piece / across * height;
            addColumns(i, Math.min(rows, i + height), j, Math.min(columns, j + PIECE_COLUMNS));
        });
    }

    private void addColumns(int row, int endRow, int from, int to) {
        FloatTiler tiler = FloatTiler.ofThread();
        for (int k = 0; k < depth; k += STRETCH) {
            int terms = Math.min(STRETCH, depth - k);
            float[] packed = packColumns(tiler, from, to, k, terms);
            for (int i = row; i < endRow; i += TILE_ROWS) {
                int tileRows = Math.min(TILE_ROWS, endRow - i);
                int left = aStart + i * aStep + k;
                for (int j = from; j < to; j += TILE_COLUMNS) {
                    int width = Math.min(TILE_COLUMNS, to - j);
                    int target = cStart + i * cStep + j;
                    tiler.add(a, left, aStep, tileRows, packed, (j - from) * terms, terms, c, target, cStep, width);
                }
            }
        }
    }

    private float[] packColumns(FloatTiler tiler, int from, int to, int k, int terms) {
        float[] packed = tiler.piece(PIECE_COLUMNS * STRETCH);
        for (int j = from; j < to; j += TILE_COLUMNS) {
            int width = Math.min(TILE_COLUMNS, to - j);
            FloatPanels.pack(b, bStart + k * bStep + j, bStep, terms, width, packed, (j - from) * terms);
        }
        return packed;
    }

    /** {@code C += Aᵀ · B}. */
    void addLeftTransposed(Parallelism parallelism) {
        float[] packed = FloatTiler.takeWhole(ceilDiv(columns, TILE_COLUMNS) * TILE_COLUMNS * depth);
        parallelism.forEach(ceilDiv(columns, TILE_COLUMNS), p -> {
            int j = p * TILE_COLUMNS;
            int width = Math.min(TILE_COLUMNS, columns - j);
            FloatPanels.pack(b, bStart + j, bStep, depth, width, packed, j * depth);
        });
        int down = ceilDiv(rows, PIECE_ROWS);
        int breadth = divided(columns, down, PIECE_COLUMNS);
        int across = ceilDiv(columns, breadth);
        parallelism.forEach(Math.multiplyExact(down, across), piece -> {
            int j = piece % across * breadth;
            addTurnedRows(piece / across * PIECE_ROWS, j, Math.min(columns, j + breadth), packed);
        });
        FloatTiler.giveWhole(packed);
    }

    private void addTurnedRows(int from, int column, int endColumn, float[] packed) {
        FloatTiler tiler = FloatTiler.ofThread();
        float[] turned = tiler.piece(PIECE_ROWS * STRETCH);
        int to = Math.min(rows, from + PIECE_ROWS);
        for (int k = 0; k < depth; k += STRETCH) {
            int terms = Math.min(STRETCH, depth - k);
            FloatPanels.turn(a, aStart + k * aStep + from, aStep, terms, to - from, turned);
            for (int j = column; j < endColumn; j += TILE_COLUMNS) {
                int width = Math.min(TILE_COLUMNS, endColumn - j);
                int panel = j * depth + k * TILE_COLUMNS;
                for (int i = from; i < to; i += TILE_ROWS) {
                    int tileRows = Math.min(TILE_ROWS, to - i);
                    int target = cStart + i * cStep + j;
                    tiler.add(
                            turned, (i - from) * terms, terms, tileRows, packed, panel, terms, c, target, cStep, width);
                }
            }
        }
    }

    /** {@code C += A · Bᵀ}. */
    void addRightTransposed(Parallelism parallelism) {
        boolean exchanged = rows <= columns;
        float[] packed = exchanged
                ? packTurned(a, aStart, aStep, rows, parallelism)
                : packTurned(b, bStart, bStep, columns, parallelism);
        int divided = exchanged ? columns : rows;
        parallelism.forEach(ceilDiv(divided, PIECE_ROWS), piece -> {
            int from = piece * PIECE_ROWS;
            int to = Math.min(divided, from + PIECE_ROWS);
            if (exchanged) {
                addExchanged(from, to, packed);
            } else {
                addRows(from, to, packed);
            }
        });
        FloatTiler.giveWhole(packed);
    }

    private float[] packTurned(float[] factor, int start, int step, int count, Parallelism parallelism) {
        float[] packed = FloatTiler.takeWhole(ceilDiv(count, TILE_COLUMNS) * TILE_COLUMNS * depth);
        parallelism.forEach(ceilDiv(count, TILE_COLUMNS), p -> {
            int i = p * TILE_COLUMNS;
            int width = Math.min(TILE_COLUMNS, count - i);
            FloatPanels.packTurned(factor, start + i * step, step, depth, width, packed, i * depth);
        });
        return packed;
    }

    private void addRows(int from, int to, float[] packed) {
        FloatTiler tiler = FloatTiler.ofThread();
        for (int k = 0; k < depth; k += STRETCH) {
            int terms = Math.min(STRETCH, depth - k);
            for (int i = from; i < to; i += TILE_ROWS) {
                int tileRows = Math.min(TILE_ROWS, to - i);
                int left = aStart + i * aStep + k;
                for (int j = 0; j < columns; j += TILE_COLUMNS) {
                    int width = Math.min(TILE_COLUMNS, columns - j);
                    int panel = j * depth + k * TILE_COLUMNS;
                    int target = cStart + i * cStep + j;
                    tiler.add(a, left, aStep, tileRows, packed, panel, terms, c, target, cStep, width);
                }
            }
        }
    }

    private void addExchanged(int from, int to, float[] packed) {
        FloatTiler tiler = FloatTiler.ofThread();
        for (int k = 0; k < depth; k += STRETCH) {
            int terms = Math.min(STRETCH, depth - k);
            for (int i = 0; i < rows; i += TILE_COLUMNS) {
                int width = Math.min(TILE_COLUMNS, rows - i);
                int panel = i * depth + k * TILE_COLUMNS;
                for (int j = from; j < to; j += TILE_ROWS) {
                    int tileRows = Math.min(TILE_ROWS, to - j);
                    int left = bStart + j * bStep + k;
                    int target = cStart + i * cStep + j;
                    tiler.addTurned(b, left, bStep, tileRows, packed, panel, terms, c, target, cStep, width);
                }
            }
        }
    }
}
