package io.xent.learn;

import io.xent.core.Parallelism;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Passes over sparse rows, in 64-bit arithmetic: logits row by row, then sums column by column from a transposed copy of
 * the rows, so that threads need no sums of their own. The rows are gone through in pieces, and only the logits of one
 * are kept; sums go on from piece to piece in the order of the rows, so that how they are cut leaves no trace.
 */
final class SparsePass implements DataPass {

    private static final int BLOCK_ROWS = 256;
    private static final int COLUMN_PIECES = 512;

    /** Logits of one piece: 32 MB. */
    private static final int MOST_LOGITS = 1 << 22;

    /** Logits of one block, for so many classes that it cannot have {@link #BLOCK_ROWS} rows: 8 MB. */
    private static final int MOST_LOGITS_OF_BLOCK = 1 << 20;

    private final SparseFeatures features;
    private final int classes;
    private final Parallelism parallelism;
    private final int blockRows;

    /** The first row of each piece, then how many rows there are. */
    private final int[] pieceRows;

    /** Kept where the features are in memory; else pieces are made when they are needed. */
    private final Piece[] pieces;

    private final double[][] logits;

    SparsePass(SparseFeatures features, int classes, Parallelism parallelism) {
        this.features = features;
        this.classes = classes;
        this.parallelism = parallelism;
        blockRows = Math.max(1, Math.min(BLOCK_ROWS, Integer.highestOneBit(MOST_LOGITS_OF_BLOCK / classes)));
        int most = Math.max(blockRows, MOST_LOGITS / classes / blockRows * blockRows);
        pieceRows = pieceRows(features.pieceStarts(), most);
        int longest = 0;
        for (int piece = 0; piece + 1 < pieceRows.length; piece++) {
            longest = Math.max(longest, pieceRows[piece + 1] - pieceRows[piece]);
        }
        logits = new double[(longest + blockRows - 1) / blockRows][Math.min(blockRows, longest) * classes];
        pieces = features.isMapped() ? null : new Piece[pieceRows.length - 1];
    }

    private static int[] pieceRows(int[] starts, int most) {
        List<Integer> rows = new ArrayList<>();
        for (int s = 0; s + 1 < starts.length; s++) {
            for (int from = starts[s]; from < starts[s + 1]; from += Math.min(most, starts[s + 1] - from)) {
                rows.add(from);
            }
        }
        rows.add(starts[starts.length - 1]);
        return rows.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Rows and their transposed copy, whose columns are cut into parts of about equal numbers of values. */
    private record Piece(SparseFeatures byRow, SparseFeatures byColumn, int[] partStarts) {

        static Piece of(SparseFeatures rows) {
            SparseFeatures byColumn = rows.transposed();
            int[] starts = new int[COLUMN_PIECES + 1];
            int column = 0;
            for (int part = 1; part <= COLUMN_PIECES; part++) {
                long wanted = (long) byColumn.nonZeros() * part / COLUMN_PIECES;
                while (column < byColumn.rows() && byColumn.start(column) < wanted) {
                    column++;
                }
                starts[part] = column;
            }
            starts[COLUMN_PIECES] = byColumn.rows();
            return new Piece(rows, byColumn, starts);
        }
    }

    private Piece piece(int piece) {
        if (pieces == null) {
            return Piece.of(features.rows(pieceRows[piece], pieceRows[piece + 1]));
        }
        if (pieces[piece] == null) {
            pieces[piece] = Piece.of(features.rows(pieceRows[piece], pieceRows[piece + 1]));
        }
        return pieces[piece];
    }

    @Override
    public DataPass in64Bits() {
        return this;
    }

    @Override
    public int rows() {
        return features.rows();
    }

    @Override
    public int features() {
        return features.columns();
    }

    @Override
    public int classes() {
        return classes;
    }

    @Override
    public int blocks() {
        return (rows() + blockRows - 1) / blockRows;
    }

    @Override
    public int blockRows() {
        return blockRows;
    }

    @Override
    public int longestRow() {
        int longest = 0;
        for (int row = 0; row < rows(); row++) {
            longest = Math.max(longest, features.start(row + 1) - features.start(row));
        }
        return longest;
    }

    @Override
    public int longestSum() {
        return rows();
    }

    @Override
    public void forward(double[] parameters, int first, int end, RowStep step) {
        for (int piece = 0; piece + 1 < pieceRows.length; piece++) {
            int from = Math.max(pieceRows[piece], first * blockRows);
            int to = (int) Math.min(pieceRows[piece + 1], (long) end * blockRows);
            if (from < to) {
                SparseFeatures rows = features.rows(from, to);
                forward(from, rows, parameters, step);
            }
        }
    }

    private void forward(int first, SparseFeatures rows, double[] parameters, RowStep step) {
        parallelism.forEach((rows.rows() + blockRows - 1) / blockRows, block -> {
            int from = block * blockRows;
            int count = Math.min(blockRows, rows.rows() - from);
            for (int i = 0; i < count; i++) {
                rowLogits(rows, from + i, parameters, logits[block], i * classes);
            }
            step.apply(first / blockRows + block, first + from, count, logits[block]);
        });
    }

    private void rowLogits(SparseFeatures rows, int row, double[] parameters, double[] z, int at) {
        System.arraycopy(parameters, rows.columns() * classes, z, at, classes);
        int start = rows.start(row);
        int end = rows.start(row + 1);
        int k = 0;
        for (; k + 4 <= classes; k += 4) {
            double z0 = 0;
            double z1 = 0;
            double z2 = 0;
            double z3 = 0;
            for (int t = start; t < end; t++) {
                double x = rows.value(t);
                int w = rows.index(t) * classes + k;
                z0 += x * parameters[w];
                z1 += x * parameters[w + 1];
                z2 += x * parameters[w + 2];
                z3 += x * parameters[w + 3];
            }
            z[at + k] += z0;
            z[at + k + 1] += z1;
            z[at + k + 2] += z2;
            z[at + k + 3] += z3;
        }
        for (; k < classes; k++) {
            double sum = 0;
            for (int t = start; t < end; t++) {
                sum += rows.value(t) * parameters[rows.index(t) * classes + k];
            }
            z[at + k] += sum;
        }
    }

    @Override
    public void forwardAndBack(double[] parameters, RowStep step, double[] sums) {
        Arrays.fill(sums, 0);
        for (int p = 0; p + 1 < pieceRows.length; p++) {
            Piece piece = piece(p);
            forward(pieceRows[p], piece.byRow, parameters, step);
            parallelism.forEach(COLUMN_PIECES, part -> {
                for (int column = piece.partStarts[part]; column < piece.partStarts[part + 1]; column++) {
                    columnSums(piece.byColumn, column, sums);
                }
            });
            biasSums(piece.byRow.rows(), sums);
        }
    }

    private void columnSums(SparseFeatures byColumn, int column, double[] sums) {
        int start = byColumn.start(column);
        int end = byColumn.start(column + 1);
        int at = column * classes;
        int k = 0;
        for (; k + 4 <= classes && start < end; k += 4) {
            double s0 = sums[at + k];
            double s1 = sums[at + k + 1];
            double s2 = sums[at + k + 2];
            double s3 = sums[at + k + 3];
            for (int t = start; t < end; t++) {
                double x = byColumn.value(t);
                int row = byColumn.index(t);
                double[] r = logits[row / blockRows];
                int of = row % blockRows * classes + k;
                s0 += x * r[of];
                s1 += x * r[of + 1];
                s2 += x * r[of + 2];
                s3 += x * r[of + 3];
            }
            sums[at + k] = s0;
            sums[at + k + 1] = s1;
            sums[at + k + 2] = s2;
            sums[at + k + 3] = s3;
        }
        for (; k < classes && start < end; k++) {
            double sum = sums[at + k];
            for (int t = start; t < end; t++) {
                int row = byColumn.index(t);
                sum += byColumn.value(t) * logits[row / blockRows][row % blockRows * classes + k];
            }
            sums[at + k] = sum;
        }
    }

    /** Block by block, so that a sum has few terms; a piece is made of whole blocks. */
    private void biasSums(int rows, double[] sums) {
        int bias = features.columns() * classes;
        double[] ofBlock = new double[classes];
        for (int from = 0; from < rows; from += blockRows) {
            double[] block = logits[from / blockRows];
            Arrays.fill(ofBlock, 0);
            for (int at = 0; at < Math.min(blockRows, rows - from) * classes; at += classes) {
                for (int k = 0; k < classes; k++) {
                    ofBlock[k] += block[at + k];
                }
            }
            for (int k = 0; k < classes; k++) {
                sums[bias + k] += ofBlock[k];
            }
        }
    }
}
