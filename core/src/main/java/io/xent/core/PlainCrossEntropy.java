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

    private static final int PIECE = 1024;

    /** Larger workspaces are not worth keeping: their rows take milliseconds. */
    private static final int MOST_KEPT = 1 << 16;

    /** Far from where products with small weights would lose digits. */
    private static final double MOST_OTHERS = 0x1p500;

    private double[] exps = new double[PIECE];
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
        int rowsAtOnce = Math.max(1, PIECE / Math.max(1, columns));
        for (int from = rows.from(); from < rows.to(); from += rowsAtOnce) {
            int to = Math.min(rows.to(), from + rowsAtOnce);
            raise(from, to);
            for (int i = from; i < to; i++) {
                finish(i, (i - from) * columns);
            }
        }
    }

    private void raise(int from, int to) {
        for (int i = from; i < to; i++) {
            int at = (i - from) * columns;
            if (block.scale(i) == 0) {
                Arrays.fill(exps, at, at + columns, 0);
            } else if (columns <= PIECE) {
                prepare(i, 0, columns, at);
            } else {
                raiseByThePiece(i);
            }
        }
        if (columns <= PIECE) {
            Exponentials.raise(exps, 0, (to - from) * columns);
        }
    }

    private void raiseByThePiece(int row) {
        for (int from = 0; from < columns; from += PIECE) {
            int to = Math.min(columns, from + PIECE);
            prepare(row, from, to, from);
            Exponentials.raise(exps, from, to);
        }
    }

    private void prepare(int row, int from, int to, int at) {
        double own = block.logits().get(row, block.target().classIndex(row));
        block.logits().read(row, from, to, exps, at);
        Exponentials.prepare(exps, at, at + to - from, own, factor);
    }

    private void finish(int row, int at) {
        double scale = block.scale(row);
        if (scale == 0) {
            put(row, at, 0, 0);
            return;
        }
        int y = block.target().classIndex(row);
        boolean ordinary = exps[at + y] == 1;
        exps[at + y] = 0;
        double others = Exponentials.sum(exps, at, at + columns);
        if (ordinary && others < MOST_OTHERS) {
            double weight = options.classWeight(y);
            exps[at + y] = -others;
            put(row, at, weight * Elementary.log1p(others), weight * scale / options.temperature() / (1 + others));
        } else {
            CrossEntropyRow.ofThread(options, block.logits()).compute(block, row);
        }
    }

    /** Writes the loss of a row, and as its gradient what is in {@link #exps}, times a factor. */
    private void put(int row, int at, double loss, double times) {
        if (block.losses() != null) {
            block.losses()[row - block.from()] = loss;
        }
        for (int from = 0; from < columns && block.gradient() != null; from += PIECE) {
            int to = Math.min(columns, from + PIECE);
            Exponentials.multiply(exps, at + from, at + to, times);
            block.gradient().write(row, from, to, exps, at + from);
        }
    }
}
