package io.xent.core;

/**
 * The door that all losses share: checks shapes and targets once, before anything is written, and reduces.
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

    /** Computes {@code out_i = scale_i · H_i vector_i} for the rows of the block, of whole matrices like its own. */
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
        requireRows(logits, target);
        return reduce(logits, target, null, true);
    }

    @Override
    public final double lossAndGradient(Matrix logits, Target target, Matrix gradient) {
        requireGradient(logits, target, gradient);
        return reduce(logits, target, gradient, true);
    }

    @Override
    public final void gradient(Matrix logits, Target target, Matrix gradient) {
        requireGradient(logits, target, gradient);
        reduce(logits, target, gradient, false);
    }

    @Override
    public final void losses(Matrix logits, Target target, double[] out) {
        requireRows(logits, target);
        if (out.length < logits.rows()) {
            throw new IllegalArgumentException("room for " + out.length + " losses of " + logits.rows() + " rows");
        }
        aggregation.denominator(target, logits.columns());
        LossPass.losses(this, logits, target, out);
    }

    private double reduce(Matrix logits, Target target, Matrix gradient, boolean wantsLoss) {
        double denominator = aggregation.denominator(target, logits.columns());
        double loss = LossPass.reduce(this, logits, target, denominator, gradient, wantsLoss);
        return denominator == 0 ? aggregation.emptyMeanValue() : loss;
    }

    @Override
    public final void hessianTimes(Matrix logits, Target target, Matrix vector, Matrix out) {
        requireRows(logits, target);
        requireShape(vector, "the vector", logits);
        requireShape(out, "the output", logits);
        out.requireWritableWhileReading(logits, "the output");
        out.requireWritableWhileReading(vector, "the output");
        double denominator = aggregation.denominator(target, logits.columns());
        LossPass.hessianTimes(this, logits, target, denominator, vector, out);
        if (denominator == 0) {
            aggregation.emptyMeanValue();
        }
    }

    private void requireGradient(Matrix logits, Target target, Matrix gradient) {
        requireRows(logits, target);
        requireShape(gradient, "the gradient", logits);
        gradient.requireWritableWhileReading(logits, "the gradient");
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
