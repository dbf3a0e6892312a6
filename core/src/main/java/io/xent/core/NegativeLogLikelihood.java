package io.xent.core;

import java.util.Arrays;

/**
 * What log-probabilities that are already there lose: {@code r · Σ_k w_k y_k · (−x_k)} for a row of log-probabilities x,
 * target y, class weights w and row weight r; for a class index {@code −x_y}. In the unit of x. Where logits are known,
 * {@link CrossEntropy} is what to use: it is the same number with all its digits.
 *
 * <p>The rows need not be normalised and are taken as they are; only classes whose target is not 0 are looked at, so
 * nothing else there, NaN and −∞ included, has a say. The gradient is {@code −r w_k y_k}, the second derivative 0.
 */
public final class NegativeLogLikelihood extends LossOverRows<NegativeLogLikelihood> {

    /** The mean over the rows of {@code −x_y}. */
    public NegativeLogLikelihood() {
        super(Aggregation.DEFAULT);
    }

    private NegativeLogLikelihood(Aggregation aggregation) {
        super(aggregation);
    }

    @Override
    NegativeLogLikelihood with(Aggregation changed) {
        return new NegativeLogLikelihood(changed);
    }

    @Override
    void compute(LossBlock block) {
        int classes = block.logits().columns();
        RowMemory memory = RowMemory.ofThread(0);
        double[] target = memory.counts(classes);
        for (int i = block.from(); i < block.to(); i++) {
            double scale = block.scale(i);
            Arrays.fill(target, 0);
            if (scale != 0) {
                block.target().read(i, target, classes);
                weigh(target);
            }
            if (block.losses() != null) {
                block.losses()[i - block.from()] = loss(block.logits(), i, target, memory.terms);
            }
            if (block.gradient() != null) {
                for (int k = 0; k < classes; k++) {
                    target[k] *= -scale;
                }
                block.gradient().write(i, target);
            }
        }
    }

    private void weigh(double[] target) {
        double[] classWeights = aggregation.classWeights();
        for (int k = 0; k < target.length && classWeights != null; k++) {
            target[k] *= classWeights[k];
        }
    }

    private static double loss(Matrix logProbabilities, int row, double[] target, CompensatedSum sum) {
        sum.clear();
        int start = logProbabilities.start(row);
        for (int k = 0; k < target.length; k++) {
            if (target[k] != 0) {
                sum.add(-target[k] * logProbabilities.at(start + k));
            }
        }
        return sum.value();
    }

    @Override
    void computeHessianTimes(LossBlock block, Matrix vector, Matrix out) {
        double[] zeros = new double[out.columns()];
        for (int i = block.from(); i < block.to(); i++) {
            out.write(i, zeros);
        }
    }
}
