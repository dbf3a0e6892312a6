package io.xent.core;

/**
 * The door that all losses share: checks shapes and targets once, cuts the rows into blocks, reduces.
 *
 * @param <L> the loss itself, so that options chain
 */
abstract class LossOverRows<L extends LossOverRows<L>> implements Loss {

    final Aggregation aggregation;

    LossOverRows(Aggregation aggregation) {
        this.aggregation = aggregation;
    }

    /** The same loss with another aggregation. */
    abstract L with(Aggregation changed);

    /** Computes what the block asks for. */
    abstract void compute(LossBlock block);

    /** Computes {@code out_i = scale_i · H_i vector_i} for the rows of the block. */
    abstract void computeHessianTimes(LossBlock block, Matrix vector, Matrix out);

    /** Throws where this kind of target makes no sense for this loss. */
    void requireSupported(Target target) {}

    /**
     * Multiplies what a target gives to class k by {@code weights[k]}, finite and not negative. Without, each weighs 1.
     *
     * @throws IllegalArgumentException if a weight is negative or not finite
     */
    public final L withClassWeights(double... weights) {
        return with(aggregation.withClassWeights(weights));
    }

    /**
     * Leaves out rows whose class index is this one, whether or not it is in range. They are not read. Without, every
     * row counts; distributions are left out by a row weight of 0.
     */
    public final L withIgnoreIndex(int index) {
        return with(aggregation.withIgnoreIndex(index));
    }

    /** How rows become one number; {@link Reduction#MEAN} unless said otherwise. */
    public final L withReduction(Reduction reduction) {
        return with(aggregation.withReduction(reduction));
    }

    /** What a mean over no rows is; {@link EmptyMean#NAN} unless said otherwise. */
    public final L withEmptyMean(EmptyMean emptyMean) {
        return with(aggregation.withEmptyMean(emptyMean));
    }

    /** Whose conventions hold; {@link Compatibility#XENT} unless said otherwise. */
    public final L withCompatibility(Compatibility compatibility) {
        return with(aggregation.withCompatibility(compatibility));
    }

    /** Who runs the blocks of rows; the calling thread unless said otherwise. Changes no bit of any result. */
    public final L withParallelism(Parallelism parallelism) {
        return with(aggregation.withParallelism(parallelism));
    }

    /** How rows become one number. */
    public final Reduction reduction() {
        return aggregation.reduction();
    }

    @Override
    public final double loss(Matrix logits, Target target) {
        return reduce(logits, target, new double[logits.rows()], null);
    }

    @Override
    public final double lossAndGradient(Matrix logits, Target target, Matrix gradient) {
        return reduce(logits, target, new double[logits.rows()], gradient);
    }

    @Override
    public final void gradient(Matrix logits, Target target, Matrix gradient) {
        reduce(logits, target, null, gradient);
    }

    @Override
    public final void losses(Matrix logits, Target target, double[] out) {
        requireRows(logits, target);
        if (out.length < logits.rows()) {
            throw new IllegalArgumentException("room for " + out.length + " losses of " + logits.rows() + " rows");
        }
        double[] weights = aggregation.rowWeights(target, logits.columns());
        forEachBlock(logits, target, weights, 1, out, null);
        for (int i = 0; i < weights.length; i++) {
            out[i] *= weights[i];
        }
    }

    private double reduce(Matrix logits, Target target, double[] losses, Matrix gradient) {
        requireRows(logits, target);
        if (gradient != null) {
            requireShape(gradient, "the gradient", logits);
            gradient.requireWritableWhileReading(logits, "the gradient");
        }
        double[] weights = aggregation.rowWeights(target, logits.columns());
        double denominator = aggregation.denominator(target, weights);
        forEachBlock(logits, target, weights, denominator, losses, gradient);
        if (denominator == 0) {
            return aggregation.emptyMeanValue();
        }
        return losses == null ? Double.NaN : weightedSum(weights, losses) / denominator;
    }

    private void forEachBlock(
            Matrix logits, Target target, double[] weights, double denominator, double[] losses, Matrix gradient) {
        blocks(logits).forEach(aggregation.parallelism(), (from, to) -> {
            double[] blockLosses = losses == null ? null : new double[to - from];
            compute(new LossBlock(
                    logits.rows(from, to),
                    target.rows(from, to),
                    scales(weights, from, to, denominator),
                    blockLosses,
                    gradient == null ? null : gradient.rows(from, to)));
            if (losses != null) {
                System.arraycopy(blockLosses, 0, losses, from, to - from);
            }
        });
    }

    @Override
    public final void hessianTimes(Matrix logits, Target target, Matrix vector, Matrix out) {
        requireRows(logits, target);
        requireShape(vector, "the vector", logits);
        requireShape(out, "the output", logits);
        out.requireWritableWhileReading(logits, "the output");
        out.requireWritableWhileReading(vector, "the output");
        double[] weights = aggregation.rowWeights(target, logits.columns());
        double denominator = aggregation.denominator(target, weights);
        blocks(logits).forEach(aggregation.parallelism(), (from, to) -> {
            LossBlock block = new LossBlock(
                    logits.rows(from, to), target.rows(from, to), scales(weights, from, to, denominator), null, null);
            computeHessianTimes(block, vector.rows(from, to), out.rows(from, to));
        });
        if (denominator == 0) {
            aggregation.emptyMeanValue();
        }
    }

    private static RowBlocks blocks(Matrix logits) {
        return new RowBlocks(logits.rows(), logits.columns());
    }

    private static double[] scales(double[] weights, int from, int to, double denominator) {
        double[] scales = new double[to - from];
        double ofOne = 1 / denominator;
        for (int i = from; i < to; i++) {
            double weight = weights[i];
            scales[i - from] = denominator == 0 ? 0 : weight == 1 ? ofOne : weight / denominator;
        }
        return scales;
    }

    static double weightedSum(double[] weights, double[] losses) {
        CompensatedSum sum = new CompensatedSum();
        for (int i = 0; i < losses.length; i++) {
            if (weights[i] != 0) {
                sum.add(weights[i] * losses[i]);
            }
        }
        return sum.value();
    }

    private void requireRows(Matrix logits, Target target) {
        if (target.rows() != logits.rows()) {
            throw new IllegalArgumentException("targets of " + target.rows() + " rows for logits of " + logits.rows());
        }
        requireSupported(target);
    }

    static void requireShape(Matrix matrix, String name, Matrix logits) {
        requireSameShape(matrix, name, logits, "the logits");
    }

    static void requireSameShape(Matrix matrix, String name, Matrix other, String otherName) {
        if (matrix.rows() != other.rows() || matrix.columns() != other.columns()) {
            throw new IllegalArgumentException(name + " is " + matrix.rows() + "×" + matrix.columns() + ", " + otherName
                    + " are " + other.rows() + "×" + other.columns());
        }
    }
}
