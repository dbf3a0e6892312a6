package io.xent.learn;

import io.xent.core.CrossEntropy;
import io.xent.core.Matrix;
import io.xent.core.Parallelism;
import io.xent.core.Target;

/**
 * One way through the data: the logits of every row, something done to them where they lie, and back to the parameters.
 * Rows are visited in fixed blocks, and sums are made in a fixed order, whatever runs them.
 *
 * <p>Parameters are features × classes, then one bias per class.
 */
interface DataPass {

    /** What happens to the logits of the rows {@code [from, from + rows)}; blocks are independent of each other. */
    @FunctionalInterface
    interface RowStep {
        /** Overwrites {@code z}, rows × classes. */
        void apply(int block, int from, int rows, double[] z);
    }

    int rows();

    int features();

    int classes();

    /** How many blocks the rows are cut into. */
    int blocks();

    /** How many rows there are in a block that is full. */
    int blockRows();

    /** How many terms, at most, a logit is the sum of, beside the bias. */
    int longestRow();

    /** How many additions, at most, are between a row and the sum over rows for a weight. */
    int longestSum();

    /** The same for a bias. */
    default int longestBiasSum() {
        return blockRows() + blocks();
    }

    /** The logits of all rows, by {@code step}. */
    default void forward(double[] parameters, RowStep step) {
        forward(parameters, 0, blocks(), step);
    }

    /** The logits of the blocks {@code [first, end)}. */
    void forward(double[] parameters, int first, int end, RowStep step);

    /**
     * As {@link #forward}; then writes into {@code sums}, for each parameter, the sum over rows of what {@code step} left
     * times the feature.
     */
    void forwardAndBack(double[] parameters, RowStep step, double[] sums);

    /** The same without anything that is added to the logits whatever the parameters are: for directions. */
    default DataPass linear() {
        return this;
    }

    /**
     * The sum of the rows' losses, by their weights, and its derivatives, written into {@code sums}.
     *
     * @param loss with its sum for reduction
     * @param target of all rows, with their weights
     */
    default double lossAndGradient(CrossEntropy loss, Target target, double[] parameters, double[] sums) {
        double[] losses = new double[blocks()];
        forwardAndBack(
                parameters,
                (block, from, rows, z) -> {
                    Matrix logits = Matrix.of(z, rows, classes());
                    losses[block] = loss.lossAndGradient(logits, target.rows(from, from + rows), logits);
                },
                sums);
        double value = 0;
        for (double ofBlock : losses) {
            value += ofBlock;
        }
        return value;
    }

    /** The same in 64-bit arithmetic. */
    DataPass in64Bits();

    /** Passes over data in the given arithmetic. */
    static DataPass of(Features features, int classes, Precision arithmetic, Parallelism parallelism) {
        if (features instanceof SparseFeatures sparse) {
            return new SparsePass(sparse, classes, parallelism);
        }
        DenseFeatures dense = (DenseFeatures) features;
        return FusedPass.isFaster(dense, classes)
                ? new FusedPass(dense, classes, arithmetic, parallelism)
                : DensePass.of(dense, classes, arithmetic, parallelism);
    }
}
