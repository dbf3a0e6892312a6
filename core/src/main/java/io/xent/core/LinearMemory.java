package io.xent.core;

import java.util.Arrays;

/**
 * What a call of {@link LinearCrossEntropy} needs and the next one finds again: whoever takes it has it alone. So calls with
 * the same shapes allocate no array.
 */
final class LinearMemory {

    final WideSum sum = new WideSum();

    /** Per row, whatever their number: longer than that where an earlier call had more. */
    double[] weights = new double[0];

    double[] scales = new double[0];
    double[] losses = new double[0];
    int[] counting = new int[0];
    double[] biasGradient = new double[0];

    private Matrix logits;
    private Matrix hidden;

    void reserve(int rows) {
        if (weights.length < rows) {
            weights = new double[rows];
            scales = new double[rows];
            losses = new double[rows];
            counting = new int[rows];
        }
    }

    /** Zeros. */
    double[] biasGradient(int classes) {
        if (biasGradient.length != classes) {
            biasGradient = new double[classes];
        }
        Arrays.fill(biasGradient, 0);
        return biasGradient;
    }

    /** Room for logits in the precision of other values. */
    Matrix logits(Matrix like, int rows, int classes) {
        logits = room(logits, like, rows, classes);
        return logits;
    }

    /** Room for hidden rows. */
    Matrix hidden(Matrix like, int rows) {
        hidden = room(hidden, like, rows, like.columns());
        return hidden.reshaped(rows, like.columns());
    }

    private static Matrix room(Matrix kept, Matrix like, int rows, int columns) {
        return kept != null && kept.holds(like, rows, columns) ? kept : like.room(rows, columns);
    }
}
