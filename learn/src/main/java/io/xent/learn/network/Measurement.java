package io.xent.learn.network;

import io.xent.core.CrossEntropy;
import io.xent.core.Matrix;
import io.xent.core.Parallelism;
import io.xent.core.Reduction;
import io.xent.learn.Dataset;

/**
 * How a network does on the rows of a data set, without dropout.
 *
 * @param loss mean cross-entropy by weight, in nats
 * @param accuracy the fraction by weight whose largest logit, the first of equals, is that of the label
 */
record Measurement(double loss, double accuracy) {

    private static final int ROWS = 512;

    static Measurement of(Architecture architecture, float[] parameters, Dataset data, Parallelism parallelism) {
        int block = Math.min(ROWS, data.rows());
        Pass pass = Pass.toScore(architecture, parameters, block, parallelism);
        CrossEntropy crossEntropy =
                new CrossEntropy().withReduction(Reduction.SUM).withParallelism(parallelism);
        Rows rows = new Rows(data, block, parallelism);
        double loss = 0;
        double right = 0;
        for (int from = 0; from < data.rows(); from += block) {
            int count = Math.min(block, data.rows() - from);
            rows.take(null, from, count);
            float[] values = pass.forward(rows.features(), count);
            right += right(values, architecture.classes(), rows, count);
            Matrix logits = Matrix.of(values, count, architecture.classes());
            loss += crossEntropy.loss(logits, rows.target(count, data.rows()));
        }
        return new Measurement(loss, right / data.rows());
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
}
