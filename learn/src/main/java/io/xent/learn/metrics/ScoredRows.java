package io.xent.learn.metrics;

import io.xent.core.CrossEntropy;
import io.xent.core.Matrix;
import io.xent.core.Softmax;
import io.xent.core.Target;
import java.util.Arrays;

/** What an evaluation wants to know of each row of a batch; batches are independent of each other. */
final class ScoredRows {

    final int[] predicted;

    /** How many classes come before the true one: those of larger score, and those of equal score and lower index. */
    final int[] rank;

    /** −log p of the true class. */
    final double[] loss;

    /** {@code Σ_k (p_k − y_k)²}. */
    final double[] squaredError;

    /** The probability of the predicted class. */
    final double[] confidence;

    /** Of each row with no softmax: why; null where all have one. */
    private String[] failures;

    ScoredRows(int rows) {
        predicted = new int[rows];
        rank = new int[rows];
        loss = new double[rows];
        squaredError = new double[rows];
        confidence = new double[rows];
    }

    int rows() {
        return predicted.length;
    }

    /** Why a row has no softmax; null where it has one. */
    String failure(int row) {
        return failures == null ? null : failures[row];
    }

    /**
     * Scores rows by their logits.
     *
     * @param logits rows × classes over an array without gaps
     * @param labels the class index of each row
     * @param probabilities room for as many numbers as there are logits
     */
    static ScoredRows ofLogits(double temperature, double[] logits, int[] labels, double[] probabilities) {
        ScoredRows scored = new ScoredRows(labels.length);
        if (labels.length == 0) {
            return scored;
        }
        int classes = logits.length / labels.length;
        Matrix z = Matrix.of(logits, labels.length, classes);
        new CrossEntropy().withTemperature(temperature).losses(z, Target.classIndices(labels), scored.loss);
        new Softmax().withTemperature(temperature).probabilities(z, Matrix.of(probabilities, labels.length, classes));
        for (int i = 0; i < labels.length; i++) {
            scored.set(i, logits, probabilities, i * classes, classes, labels[i]);
            if (!(scored.confidence[i] > 0)) {
                scored.fail(i, logits, i * classes, classes);
            }
        }
        return scored;
    }

    private void fail(int row, double[] logits, int at, int classes) {
        if (failures == null) {
            failures = new String[predicted.length];
        }
        failures[row] = whyNoSoftmax(logits, at, classes);
    }

    static String whyNoSoftmax(double[] logits, int at, int classes) {
        boolean isNaN = Arrays.stream(logits, at, at + classes).anyMatch(Double::isNaN);
        return isNaN ? "one is NaN" : "all are -Infinity";
    }

    /** Sets everything but the loss. */
    void set(int row, double[] scores, double[] probabilities, int at, int classes, int label) {
        int first = 0;
        int before = 0;
        double own = scores[at + label];
        double others = 0;
        double squares = 0;
        for (int k = 0; k < classes; k++) {
            double score = scores[at + k];
            first = score > scores[at + first] ? k : first;
            before += score > own || (score == own && k < label) ? 1 : 0;
            if (k != label) {
                double p = probabilities[at + k];
                others += p;
                squares += p * p;
            }
        }
        predicted[row] = first;
        rank[row] = before;
        // 1 − p of the true class as the sum of the others keeps its digits when p is nearly 1.
        squaredError[row] = others * others + squares;
        confidence[row] = probabilities[at + first];
    }
}
