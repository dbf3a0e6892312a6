package io.xent.vector;

import io.xent.core.DoubleMatrix;
import io.xent.core.FloatMatrix;
import io.xent.core.Matrix;

/**
 * A row in double precision, for floats too, with its softmax: for what is computed from probabilities that nearly cancel
 * with something else, where single precision would leave nothing. Apart from the exponentials, what is done with such rows
 * are plain loops, short enough that the compiler makes vectors of them.
 */
final class WideRow {

    int classes;
    double[] logits = new double[0];
    double[] probabilities = new double[0];

    /** The first largest logit's class, its probability, and that of all others. */
    int top;

    double topProbability;
    double otherProbability;

    /** {@code −log p_top}, and {@code log Σ exp(x / T)}. */
    double logOfSum;

    double logSum;

    void reserve(int columns) {
        classes = columns;
        if (logits.length < columns) {
            logits = new double[columns];
            probabilities = new double[columns];
        }
    }

    /** Widens a row; false where a value is not finite. */
    static boolean read(Matrix matrix, int row, double[] out, int count) {
        int start = matrix.start(row);
        if (matrix instanceof FloatMatrix floats) {
            float[] values = floats.values();
            for (int k = 0; k < count; k++) {
                out[k] = values[start + k];
            }
        } else {
            System.arraycopy(((DoubleMatrix) matrix).values(), start, out, 0, count);
        }
        boolean finite = true;
        for (int k = 0; k < count; k++) {
            finite &= Math.abs(out[k]) <= Double.MAX_VALUE;
        }
        return finite;
    }

    static void write(Matrix matrix, int row, double[] results, int count) {
        int start = matrix.start(row);
        if (matrix instanceof FloatMatrix floats) {
            float[] values = floats.values();
            for (int k = 0; k < count; k++) {
                values[start + k] = (float) results[k];
            }
        } else {
            System.arraycopy(results, 0, ((DoubleMatrix) matrix).values(), start, count);
        }
    }

    /** The softmax of the logits, which are finite. */
    void exponentiate(DoubleWork work, double temperature) {
        work.setTemperature(temperature);
        DoubleRow row = work.row;
        top = work.top.of(logits, 0, classes);
        row.load(logits, 0, probabilities, 0, classes, top, 1);
        row.complete();
        double sum = row.others() + row.own();
        work.rowResult.multiply(row, 1 / sum, probabilities, 0);
        topProbability = row.own() / sum;
        otherProbability = row.others() / sum;
        probabilities[top] = topProbability;
        logOfSum = row.loss();
        logSum = logits[top] / temperature + logOfSum;
    }
}
