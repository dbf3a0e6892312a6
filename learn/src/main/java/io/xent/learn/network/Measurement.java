package io.xent.learn.network;

import io.xent.core.CrossEntropy;
import io.xent.core.Matrix;
import io.xent.core.Parallelism;
import io.xent.core.Reduction;
import io.xent.learn.Dataset;

/**
 * How a network does on the rows of a data set, without dropout; sums over blocks are in 64 bits.
 *
 * @param loss mean cross-entropy by weight, in nats
 * @param accuracy the fraction by weight whose largest logit, the first of equals, is that of the label
 * @param gradientNorm of that mean loss; NaN where it was not asked for
 */
record Measurement(double loss, double accuracy, double gradientNorm) {

    private static final int ROWS = 512;

    static Measurement of(Architecture architecture, float[] parameters, Dataset data, Parallelism parallelism) {
        return measure(architecture, parameters, null, data, parallelism);
    }

    static Measurement withGradient(
            Architecture architecture, float[] parameters, Dataset data, Parallelism parallelism) {
        return measure(architecture, parameters, new float[parameters.length], data, parallelism);
    }

    private static Measurement measure(
            Architecture architecture, float[] parameters, float[] gradient, Dataset data, Parallelism parallelism) {
        int block = Math.min(ROWS, data.rows());
        Pass pass = gradient == null
                ? Pass.toScore(architecture, parameters, block, parallelism)
                : Pass.toMeasure(architecture, parameters, gradient, block, parallelism);
        CrossEntropy crossEntropy =
                new CrossEntropy().withReduction(Reduction.SUM).withParallelism(parallelism);
        Rows rows = new Rows(data, block, parallelism);
        double[] sums = new double[gradient == null ? 0 : gradient.length];
        double loss = 0;
        double right = 0;
        for (int from = 0; from < data.rows(); from += block) {
            int count = Math.min(block, data.rows() - from);
            rows.take(null, from, count);
            float[] values = pass.forward(rows.features(), count);
            right += right(values, architecture.classes(), rows, count);
            Matrix logits = Matrix.of(values, count, architecture.classes());
            if (gradient == null) {
                loss += crossEntropy.loss(logits, rows.target(count, data.rows()));
                continue;
            }
            loss += crossEntropy.lossAndGradient(logits, rows.target(count, data.rows()), logits);
            pass.backward(values, count);
            for (int i = 0; i < sums.length; i++) {
                sums[i] += gradient[i];
            }
        }
        return new Measurement(loss, right / data.rows(), gradient == null ? Double.NaN : norm(sums));
    }

    private static double right(float[] logits, int classes, Rows rows, int count) {
        double weight = 0;
        for (int i = 0; i < count; i++) {
            int first = i * classes;
            for (int k = 1; k < classes; k++) {
                if (logits[i * classes + k] > logits[first]) {
                    first = i * classes + k;
                }
            }
            weight += first - i * classes == rows.label(i) ? rows.weight(i) : 0;
        }
        return weight;
    }

    private static double norm(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value * value;
        }
        return Math.sqrt(sum);
    }
}
