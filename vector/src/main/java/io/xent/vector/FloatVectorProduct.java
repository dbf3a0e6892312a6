package io.xent.vector;

import io.xent.core.FloatMatrix;
import io.xent.core.MatrixProduct.Transposed;
import io.xent.core.Parallelism;
import java.util.Arrays;

/**
 * {@code C += A · B} from tiles of {@link FloatTile}, in one of five ways that differ in which factor is packed into panels
 * as wide as a tile, and in what order it is met:
 *
 * <ul>
 *   <li>{@code A · B} and {@code Aᵀ · B} with few rows of C: B, of which each value is used so few times, is read in place.
 *   <li>{@code A · B}: some stretches of depth of B are packed for all pieces, and then the next; A is read in place.
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
    private static final int PIECE_ROWS = 96;

    /** Columns of C of a piece, where columns are divided. */
    private static final int PIECE_COLUMNS = 4 * TILE_COLUMNS;

    /** Rows of C up to which packing B would cost more than it saves. */
    private static final int FEW_ROWS = 32;

    /** Columns and terms of B in place that are met at a time. */
    private static final int STRIP_COLUMNS = 512;

    private static final int STRIP_TERMS = 32;

    /** Values of B to pack at a time: 8 MB in single precision, so that they stay in the last cache. */
    private static final int PACKED_VALUES = 1 << 21;

    /** Terms of B that are packed in one piece. */
    private static final int PACKED_TERMS = 64;

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
        if (rows <= FEW_ROWS) {
            addFewRows(false, parallelism);
            return;
        }
        int panels = ceilDiv(columns, TILE_COLUMNS);
        int stretches = Math.max(1, PACKED_VALUES / STRETCH / TILE_COLUMNS / panels);
        int most = (int) Math.min(depth, (long) stretches * STRETCH);
        float[] packed = FloatTiler.takeWhole(Math.multiplyExact(panels * TILE_COLUMNS, most));
        for (int first = 0; first < depth; first += most) {
            int k = first;
            int terms = Math.min(most, depth - k);
            parallelism.forEach(ceilDiv(terms, PACKED_TERMS), p -> pack(k, terms, p * PACKED_TERMS, packed));
            addPacked(k, terms, packed, parallelism);
        }
        FloatTiler.giveWhole(packed);
    }

    /** Some terms of all panels, row by row as they lie in memory. */
    private void pack(int k, int terms, int from, float[] packed) {
        int end = Math.min(terms, from + PACKED_TERMS);
        for (int t = from; t < end; t += 8) {
            int count = Math.min(8, end - t);
            for (int j = 0; j < columns; j += TILE_COLUMNS) {
                int width = Math.min(TILE_COLUMNS, columns - j);
                int start = j * terms + t * TILE_COLUMNS;
                FloatPanels.pack(b, bStart + (k + t) * bStep + j, bStep, count, width, packed, start);
            }
        }
    }

    /** Rows of A in place, by terms of B that have been packed or turned, {@code [k, k + terms)} of the depth. */
    private void addPacked(int k, int terms, float[] packed, Parallelism parallelism) {
        int height = PIECE_ROWS / 2;
        int down = ceilDiv(rows, height);
        int across = ceilDiv(columns, PIECE_COLUMNS);
        parallelism.forEach(Math.multiplyExact(down, across), piece -> {
            int i = piece / across * height;
            int j = piece % across * PIECE_COLUMNS;
            addBlock(i, Math.min(rows, i + height), j, Math.min(columns, j + PIECE_COLUMNS), k, terms, packed);
        });
    }

    private void addBlock(
            int row, int endRow, int column, int endColumn, int first, int depthOfPanels, float[] packed) {
        FloatTiler tiler = FloatTiler.ofThread();
        for (int k = 0; k < depthOfPanels; k += STRETCH) {
            int terms = Math.min(STRETCH, depthOfPanels - k);
            for (int j = column; j < endColumn; j += TILE_COLUMNS) {
                int width = Math.min(TILE_COLUMNS, endColumn - j);
                int panel = j * depthOfPanels + k * TILE_COLUMNS;
                for (int i = row; i < endRow; i += TILE_ROWS) {
                    int tileRows = Math.min(TILE_ROWS, endRow - i);
                    int left = aStart + i * aStep + first + k;
                    int target = cStart + i * cStep + j;
                    tiler.add(a, left, aStep, tileRows, packed, panel, terms, c, target, cStep, width);
                }
            }
        }
    }

    private void addFewRows(boolean turned, Parallelism parallelism) {
        parallelism.forEach(ceilDiv(columns, STRIP_COLUMNS), piece -> {
            int from = piece * STRIP_COLUMNS;
            addStrips(turned, from, Math.min(columns, from + STRIP_COLUMNS));
        });
    }

    /** All rows of some columns, with B in place but for columns that fill no strip. */
    private void addStrips(boolean turned, int from, int to) {
        FloatTiler tiler = FloatTiler.ofThread();
        int padded = ceilDiv(rows, TILE_ROWS) * TILE_ROWS;
        float[] left = tiler.piece(padded * STRETCH);
        float[] sums = tiler.block(padded * STRIP_COLUMNS + TILE_COLUMNS * STRIP_TERMS);
        for (int k = 0; k < depth; k += STRETCH) {
            int terms = Math.min(STRETCH, depth - k);
            takeLeft(turned, k, terms, left);
            Arrays.fill(sums, 0, rows * STRIP_COLUMNS, 0);
            for (int t = 0; t < terms; t += STRIP_TERMS) {
                int count = Math.min(STRIP_TERMS, terms - t);
                extendStrips(tiler, left, terms, t, bStart + (k + t) * bStep, count, from, to, sums);
            }
            for (int i = 0; i < rows; i++) {
                int target = cStart + i * cStep + from;
                for (int j = 0; j < to - from; j++) {
                    c[target + j] += sums[i * STRIP_COLUMNS + j];
                }
            }
        }
    }

    private void extendStrips(
            FloatTiler tiler, float[] left, int step, int at, int start, int terms, int from, int to, float[] sums) {
        int rest = ceilDiv(rows, TILE_ROWS) * TILE_ROWS * STRIP_COLUMNS;
        for (int j = from; j < to; j += TILE_COLUMNS) {
            boolean whole = to - j >= TILE_COLUMNS;
            if (!whole) {
                FloatPanels.pack(b, start + j, bStep, terms, to - j, sums, rest);
            }
            for (int i = 0; i < rows; i += TILE_ROWS) {
                int first = i * step + at;
                int target = i * STRIP_COLUMNS + j - from;
                int count = Math.min(TILE_ROWS, rows - i);
                if (whole) {
                    tiler.extend(left, first, step, count, b, start + j, bStep, terms, sums, target, STRIP_COLUMNS);
                } else {
                    tiler.extend(
                            left, first, step, count, sums, rest, TILE_COLUMNS, terms, sums, target, STRIP_COLUMNS);
                }
            }
        }
    }

    private void takeLeft(boolean turned, int k, int terms, float[] left) {
        if (turned) {
            FloatPanels.turn(a, aStart + k * aStep, aStep, terms, rows, left);
            return;
        }
        for (int i = 0; i < rows; i++) {
            System.arraycopy(a, aStart + i * aStep + k, left, i * terms, terms);
        }
    }

    /** {@code C += Aᵀ · B}. */
    void addLeftTransposed(Parallelism parallelism) {
        if (rows <= FEW_ROWS) {
            addFewRows(true, parallelism);
            return;
        }
        float[] packed = FloatTiler.takeWhole(ceilDiv(columns, TILE_COLUMNS) * TILE_COLUMNS * depth);
        parallelism.forEach(ceilDiv(depth, PACKED_TERMS), p -> pack(0, depth, p * PACKED_TERMS, packed));
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
        if (exchanged) {
            parallelism.forEach(ceilDiv(columns, PIECE_ROWS), piece -> {
                int from = piece * PIECE_ROWS;
                addExchanged(from, Math.min(columns, from + PIECE_ROWS), packed);
            });
        } else {
            addPacked(0, depth, packed, parallelism);
        }
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

    /** Some columns of C, tiles of which stand upright in a block until a panel's are there. */
    private void addExchanged(int from, int to, float[] packed) {
        FloatTiler tiler = FloatTiler.ofThread();
        float[] block = tiler.block(PIECE_ROWS * TILE_COLUMNS);
        for (int k = 0; k < depth; k += STRETCH) {
            int terms = Math.min(STRETCH, depth - k);
            for (int i = 0; i < rows; i += TILE_COLUMNS) {
                int panel = i * depth + k * TILE_COLUMNS;
                Arrays.fill(block, 0, (to - from) * TILE_COLUMNS, 0);
                for (int j = from; j < to; j += TILE_ROWS) {
                    int tileRows = Math.min(TILE_ROWS, to - j);
                    int left = bStart + j * bStep + k;
                    tiler.multiply(b, left, bStep, tileRows, packed, panel, terms, block, (j - from) * TILE_COLUMNS);
                }
                int width = Math.min(TILE_COLUMNS, rows - i);
                FloatPanels.addTurned(block, width, to - from, c, cStart + i * cStep + from, cStep);
            }
        }
    }
}
