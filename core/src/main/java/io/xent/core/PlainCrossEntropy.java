package io.xent.core;

import java.util.Arrays;

/**
 * {@link CrossEntropy} of rows of floats whose target is one class each, with no options but weights and a temperature.
 * With y the target's class and {@code others = Σ_{k≠y} exp((x_k − x_y) / T)},
 *
 * <pre>{@code
 *     loss       = log1p(others)
 *     gradient_k = exp((x_k − x_y) / T) / (1 + others)
 *     gradient_y = −others / (1 + others)
 * }</pre>
 *
 * so that the largest logit need not be known: a double has room for the exponentials of differences to any logit. Rows
 * in which it has not, or with a NaN or an infinite logit that matters, are left to {@link CrossEntropyRow}.
 *
 * <p>Rows are taken by the piece, as many values as stay in the first cache from loop to loop: several short rows,
 * whose exponentials are one loop, or part of a long one.
 */
final class PlainCrossEntropy {

    private static final ThreadLocal<PlainCrossEntropy> OF_THREAD = ThreadLocal.withInitial(PlainCrossEntropy::new);

    /** Larger workspaces are not worth keeping: their rows take milliseconds. */
    private static final int MOST_KEPT = 1 << 16;

    /** exp(298): up to there {@link Exponentials} are at their best, and a double has room for small weights. */
    private static final double MOST_OTHERS = 0x1p430;

    private double[] exps = new double[Exponentials.PIECE];
    private CrossEntropy options;
    private LossBlock block;
    private int columns;
    private double factor;

    private PlainCrossEntropy() {}

    static boolean handles(CrossEntropy options, LossBlock block) {
        return block.logits() instanceof FloatMatrix
                && block.target().isClassIndices()
                && options.labelSmoothing() == 0
                && options.zLoss() == 0
                && options.softCap() == Double.POSITIVE_INFINITY;
    }

    static void compute(CrossEntropy options, LossBlock block) {
        PlainCrossEntropy work = block.logits().columns() <= MOST_KEPT ? OF_THREAD.get() : new PlainCrossEntropy();
        work.run(options, block);
        work.block = null;
    }

    private void run(CrossEntropy lossOptions, LossBlock rows) {
        options = lossOptions;
        block = rows;
        columns = rows.logits().columns();
        factor = Exponentials.factor(lossOptions.temperature());
        if (exps.length < columns) {
            exps = new double[columns];
        }
        int rowsAtOnce = Math.max(1, Exponentials.PIECE / Math.max(1, columns));
        for (int from = rows.from(); from < rows.to(); from += rowsAtOnce) {
            if (columns <= Exponentials.PIECE) {
                shortRows(from, Math.min(rows.to(), from + rowsAtOnce));
            } else if (!isLeftOut(from)) {
                longRow(from);
            }
        }
    }

    private void shortRows(int from, int to) {
        for (int i = from; i < to; i++) {
            int at = (i - from) * columns;
            if (block.scale(i) == 0) {
                Arrays.fill(exps, at, at + columns, 0);
            } else {
                prepare(i, 0, columns, at);
            }
        }
        Exponentials.raise(exps, 0, (to - from) * columns);
        for (int i = from; i < to; i++) {
            int at = (i - from) * columns;
            if (!isLeftOut(i)) {
                exps[at + block.target().classIndex(i)] = 0;
                finish(i, at, Exponentials.sum(exps, at, at + columns));
            }
        }
    }

    private void longRow(int row) {
        int y = block.target().classIndex(row);
        double others = 0;
        for (int from = 0; from < columns; from += Exponentials.PIECE) {
            int to = Math.min(columns, from + Exponentials.PIECE);
            prepare(row, from, to, from);
            Exponentials.raise(exps, from, to);
            if (from <= y && y < to) {
                exps[y] = 0;
            }
            others += Exponentials.sum(exps, from, to);
        }
        finish(row, 0, others);
    }

    private void prepare(int row, int from, int to, int at) {
        block.logits().read(row, from, to, exps, at);
        Exponentials.prepare(exps, at, at + to - from, ownLogit(row), factor);
    }

    private double ownLogit(int row) {
        return block.logits().get(row, block.target().classIndex(row));
    }

    /** Whether a row does not count; writes what it gets then. */
    private boolean isLeftOut(int row) {
        if (block.scale(row) != 0) {
            return false;
        }
        if (block.losses() != null) {
            block.losses()[row - block.from()] = 0;
        }
        if (block.gradient() != null) {
            block.gradient().clearRow(row);
        }
        return true;
    }

    /** @param at where in {@link #exps} the exponentials of the row are, that of its own class 0 */
    private void finish(int row, int at, double others) {
        if (!Double.isFinite(ownLogit(row)) || !(others < MOST_OTHERS)) {
            CrossEntropyRow.ofThread(options, block.logits()).compute(block, row);
            return;
        }
        int y = block.target().classIndex(row);
        double weight = options.classWeight(y);
        if (block.losses() != null) {
            block.losses()[row - block.from()] = weight * Elementary.log1p(others);
        }
        if (block.gradient() != null) {
            exps[at + y] = -others;
            double scale = weight * block.scale(row) / options.temperature();
            block.gradient().write(row, exps, at, scale / (1 + others));
        }
    }
}
