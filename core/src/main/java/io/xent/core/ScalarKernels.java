package io.xent.core;

import java.util.Arrays;

/**
 * The specification of all kernels: for each row the plainest loops that are right. Rows of {@code float} are widened,
 * computed in {@code double} and rounded once at the end.
 */
final class ScalarKernels implements Kernels {

    static final ScalarKernels INSTANCE = new ScalarKernels();

    private ScalarKernels() {}

    @Override
    public String name() {
        return "scalar";
    }

    @Override
    public void probabilities(Matrix logits, int from, int to, double temperature, Matrix out) {
        SoftmaxRow row = SoftmaxRow.ofThread(logits, temperature);
        for (int i = from; i < to; i++) {
            row.load(logits, i);
            out.write(i, row.exps, 0, row.inverseSum());
        }
    }

    @Override
    public void logProbabilities(Matrix logits, int from, int to, double temperature, Matrix out) {
        SoftmaxRow row = SoftmaxRow.ofThread(logits, temperature);
        for (int i = from; i < to; i++) {
            row.load(logits, i);
            for (int k = 0; k < logits.columns(); k++) {
                row.exps[k] = -row.surprisal(k);
            }
            out.write(i, row.exps);
        }
    }

    @Override
    public void logSumExp(Matrix logits, int from, int to, double temperature, Matrix out) {
        SoftmaxRow row = SoftmaxRow.ofThread(logits, temperature);
        for (int i = from; i < to; i++) {
            row.load(logits, i);
            out.set(i, 0, row.logSumExp());
        }
    }

    @Override
    public void jacobianTimes(
            JacobianProduct product, Matrix logits, int from, int to, double temperature, Matrix vectors, Matrix out) {
        SoftmaxRow row = SoftmaxRow.ofThread(logits, temperature);
        double[] vector = row.scratch();
        for (int i = from; i < to; i++) {
            row.load(logits, i);
            vectors.read(i, vector);
            SoftmaxDerivatives.times(product, row, vector);
            for (int k = 0; k < vector.length; k++) {
                vector[k] /= temperature;
            }
            out.write(i, vector);
        }
    }

    @Override
    public void crossEntropy(CrossEntropy loss, LossBlock block) {
        if (PlainCrossEntropy.handles(loss, block)) {
            PlainCrossEntropy.compute(loss, block);
            return;
        }
        CrossEntropyRow row = CrossEntropyRow.ofThread(loss, block.logits());
        for (int i = block.from(); i < block.to(); i++) {
            row.compute(block, i);
        }
    }

    @Override
    public void crossEntropyHessianTimes(CrossEntropy loss, LossBlock block, Matrix vector, Matrix out) {
        CrossEntropyRow row = CrossEntropyRow.ofThread(loss, block.logits());
        double[] direction = row.scratch();
        for (int i = block.from(); i < block.to(); i++) {
            double scale = block.scale(i);
            if (scale == 0) {
                Arrays.fill(direction, 0);
            } else {
                vector.read(i, direction);
                row.load(block.logits(), block.target(), i);
                row.hessianTimes(direction, scale);
            }
            out.write(i, direction);
        }
    }
}
