package io.xent.learn;

import io.xent.core.Parallelism;
import java.util.Arrays;

/**
 * Passes over sparse rows, in 64-bit arithmetic: logits row by row, then sums column by column from a transposed copy of
 * the features, so that threads need no sums of their own. Between the two, rows × classes numbers are kept.
 */
final class SparsePass implements DataPass {

    private static final int BLOCK_ROWS = 256;
    private static final int COLUMN_PIECES = 512;

    private final SparseFeatures byRow;
    private final SparseFeatures byColumn;
    private final int classes;
    private final Parallelism parallelism;
    private final double[][] logits;
    private final int[] pieceStarts;

    SparsePass(SparseFeatures features, int classes, Parallelism parallelism) {
        byRow = features;
        byColumn = features.transposed();
        this.classes = classes;
        this.parallelism = parallelism;
        logits = new double[(features.rows() + BLOCK_ROWS - 1) / BLOCK_ROWS][];
        for (int block = 0; block < logits.length; block++) {
            logits[block] = new double[rows(block) * classes];
        }
        pieceStarts = pieceStarts();
    }

    /** Cuts the columns into pieces of about equal numbers of values. */
    private int[] pieceStarts() {
        int[] starts = new int[COLUMN_PIECES + 1];
        int column = 0;
        for (int piece = 1; piece <= COLUMN_PIECES; piece++) {
            long wanted = (long) byColumn.nonZeros() * piece / COLUMN_PIECES;
            while (column < byColumn.rows() && byColumn.start(column) < wanted) {
                column++;
            }
            starts[piece] = column;
        }
        starts[COLUMN_PIECES] = byColumn.rows();
        return starts;
    }

    private int rows(int block) {
        return Math.min(BLOCK_ROWS, byRow.rows() - block * BLOCK_ROWS);
    }

    @Override
    public DataPass in64Bits() {
        return this;
    }

    @Override
    public int rows() {
        return byRow.rows();
    }

    @Override
    public int features() {
        return byRow.columns();
    }

    @Override
    public int classes() {
        return classes;
    }

    @Override
    public int blocks() {
        return logits.length;
    }

    @Override
    public int blockRows() {
        return BLOCK_ROWS;
    }

    @Override
    public void forward(double[] parameters, RowStep step) {
        parallelism.forEach(logits.length, block -> {
            int from = block * BLOCK_ROWS;
            for (int i = 0; i < rows(block); i++) {
                rowLogits(from + i, parameters, logits[block], i * classes);
            }
            step.apply(block, from, rows(block), logits[block]);
        });
    }

    private void rowLogits(int row, double[] parameters, double[] z, int at) {
        System.arraycopy(parameters, byRow.columns() * classes, z, at, classes);
        int start = byRow.start(row);
        int end = byRow.start(row + 1);
        int k = 0;
        for (; k + 4 <= classes; k += 4) {
            double z0 = 0;
            double z1 = 0;
            double z2 = 0;
            double z3 = 0;
            for (int t = start; t < end; t++) {
                double x = byRow.value(t);
                int w = byRow.index(t) * classes + k;
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
                sum += byRow.value(t) * parameters[byRow.index(t) * classes + k];
            }
            z[at + k] += sum;
        }
    }

    @Override
    public void forwardAndBack(double[] parameters, RowStep step, double[] sums) {
        forward(parameters, step);
        parallelism.forEach(COLUMN_PIECES, piece -> {
            for (int column = pieceStarts[piece]; column < pieceStarts[piece + 1]; column++) {
                columnSums(column, sums);
            }
        });
        biasSums(sums);
    }

    private void columnSums(int column, double[] sums) {
        int start = byColumn.start(column);
        int end = byColumn.start(column + 1);
        int at = column * classes;
        int k = 0;
        for (; k + 4 <= classes; k += 4) {
            double s0 = 0;
            double s1 = 0;
            double s2 = 0;
            double s3 = 0;
            for (int t = start; t < end; t++) {
                double x = byColumn.value(t);
                int row = byColumn.index(t);
                double[] r = logits[row / BLOCK_ROWS];
                int of = row % BLOCK_ROWS * classes + k;
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
        for (; k < classes; k++) {
            double sum = 0;
            for (int t = start; t < end; t++) {
                int row = byColumn.index(t);
                sum += byColumn.value(t) * logits[row / BLOCK_ROWS][row % BLOCK_ROWS * classes + k];
            }
            sums[at + k] = sum;
        }
    }

    private void biasSums(double[] sums) {
        int bias = byRow.columns() * classes;
        Arrays.fill(sums, bias, bias + classes, 0);
        for (double[] block : logits) {
            for (int i = 0; i < block.length; i += classes) {
                for (int k = 0; k < classes; k++) {
                    sums[bias + k] += block[i + k];
                }
            }
        }
    }
}
