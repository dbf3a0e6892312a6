package io.xent.learn;

import io.xent.core.Matrix;
import io.xent.core.Softmax;

/**
 * What is done to the logits of a finished classifier so that its probabilities mean what they say. A classifier that gives
 * probabilities p has the logits log p. Immutable.
 */
public sealed interface CalibrationMap permits ScalingMap, MatrixMap, IsotonicMap {

    int classes();

    /**
     * The logits whose softmax is the calibrated distribution.
     *
     * @param z finite logits of one row, not changed
     */
    double[] logits(double[] z);

    /** The calibrated distributions of rows × classes finite logits. */
    default Matrix probabilities(Matrix logits) {
        double[] values = new double[Math.multiplyExact(logits.rows(), logits.columns())];
        Matrix mapped = Matrix.of(values, logits.rows(), logits.columns());
        double[] z = new double[logits.columns()];
        for (int i = 0; i < logits.rows(); i++) {
            for (int k = 0; k < z.length; k++) {
                z[k] = logits.get(i, k);
            }
            System.arraycopy(logits(z), 0, values, i * z.length, z.length);
        }
        new Softmax().probabilities(mapped, mapped);
        return mapped;
    }
}
