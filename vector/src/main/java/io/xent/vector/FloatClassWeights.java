package io.xent.vector;

import io.xent.core.CrossEntropy;

/** The class weights of a loss, with their sums; kept from call to call of the same loss. */
final class FloatClassWeights {

    /** For short rows as many times as there are lanes, as {@link FloatSpread#given} has them. */
    float[] forLanes = new float[0];

    private CrossEntropy known;
    private int classes;
    private double[] weights = new double[0];
    private double largest;

    /** Sums of the weights of the classes before one, and from one on. */
    private double[] before = new double[0];

    private double[] after = new double[0];

    void use(CrossEntropy loss, int columns) {
        if (loss == known && columns == classes) {
            return;
        }
        known = loss;
        classes = columns;
        largest = 1;
        if (differ()) {
            read(loss);
        }
    }

    private void read(CrossEntropy loss) {
        if (weights.length < classes) {
            weights = new double[classes];
            before = new double[classes + 1];
            after = new double[classes + 1];
        }
        largest = 0;
        before[0] = 0;
        after[classes] = 0;
        for (int k = 0; k < classes; k++) {
            weights[k] = loss.classWeight(k);
            largest = Math.max(largest, weights[k]);
            before[k + 1] = before[k] + weights[k];
        }
        for (int k = classes - 1; k >= 0; k--) {
            after[k] = after[k + 1] + weights[k];
        }
        int times = classes <= FloatChunk.MOST_CLASSES ? FloatWork.LANES : 1;
        if (forLanes.length < times * classes) {
            forLanes = new float[times * classes];
        }
        for (int at = 0; at < times * classes; at++) {
            forLanes[at] = (float) weights[at % classes];
        }
    }

    /** Whether not all are 1. */
    boolean differ() {
        return known.hasClassWeights();
    }

    double of(int k) {
        return differ() ? weights[k] : 1;
    }

    double ofOthers(int k) {
        return differ() ? before[k] + after[k + 1] : classes - 1;
    }

    double largest() {
        return largest;
    }

    void multiply(double[] values) {
        multiply(values, weights, classes);
    }

    private static void multiply(double[] values, double[] factors, int count) {
        for (int k = 0; k < count; k++) {
            values[k] *= factors[k];
        }
    }

    /** {@code Σ w_k y_k}. */
    double mass(double[] target) {
        double sum = 0;
        for (int k = 0; k < classes; k++) {
            sum += weights[k] * target[k];
        }
        return sum;
    }
}
