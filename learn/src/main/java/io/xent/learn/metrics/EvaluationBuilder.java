package io.xent.learn.metrics;

import io.xent.core.Matrix;
import io.xent.core.Softmax;
import io.xent.learn.Calibration;
import io.xent.learn.Classifier;
import io.xent.learn.Dataset;
import io.xent.learn.InvalidInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes predictions in batches of rows, so that they need not be in memory all at once, and makes an {@link Evaluation}
 * of them. Give batches in the order of the rows: the same rows in the same order give the same bits, however they are
 * cut. Not for several threads at once.
 */
public final class EvaluationBuilder {

    /** How far from 1 the sum of a row of probabilities may be: a model that computes in 16 bits is that far off. */
    private static final double SUM_TOLERANCE = 1e-2;

    private static final int BLOCK_VALUES = 1 << 16;

    final int classes;
    private long rowsSeen;
    final Proportion accuracy = new Proportion();
    final Sum loss = new Sum();
    long impossibleRows;
    final Sum brier = new Sum();
    final double[] weightByRank;
    final Map<Long, Double> confusion = new HashMap<>();
    private final Proportion[] binAccuracy = new Proportion[Reliability.BINS];
    private final Sum[] binConfidence = new Sum[Reliability.BINS];

    public EvaluationBuilder(int classes) {
        if (classes < 1) {
            throw new IllegalArgumentException(classes + " classes");
        }
        this.classes = classes;
        weightByRank = new double[classes];
        Arrays.setAll(binAccuracy, i -> new Proportion());
        Arrays.setAll(binConfidence, i -> new Sum());
    }

    /**
     * Adds rows by their logits.
     *
     * @param logits rows × classes
     * @param labels the class index of each row
     * @param weights of each row, finite and not negative; null where every row counts 1
     * @throws InvalidInputException if a row of positive weight has no softmax, because of a NaN or because all its
     *     logits are −∞; it names the row, counted from 1 over all batches
     */
    public EvaluationBuilder addLogits(Matrix logits, int[] labels, double[] weights) {
        check(logits, labels, weights);
        return addLogits(new Softmax(), logits, labels, null, weights);
    }

    /**
     * Adds rows with distributions as targets. Each counts as if it were there once for each class, with that part of its weight that
     * the target gives to the class: what is to be expected where classes are drawn from the targets.
     *
     * @param targets rows × classes, distributions
     */
    public EvaluationBuilder addLogits(Matrix logits, Matrix targets, double[] weights) {
        if (targets.rows() != logits.rows() || targets.columns() != classes || logits.columns() != classes) {
            throw new IllegalArgumentException(targets.rows() + " × " + targets.columns() + " targets for "
                    + logits.rows() + " rows of " + logits.columns() + " logits and " + classes + " classes");
        }
        return addLogits(new Softmax(), logits, null, targets, weights);
    }

    /** @param targets in the place of the labels; null where there are those */
    private EvaluationBuilder addLogits(
            Softmax softmax, Matrix logits, int[] labels, Matrix targets, double[] weights) {
        int rowsPerBlock = Math.max(1, BLOCK_VALUES / classes);
        for (int from = 0; from < logits.rows(); from += rowsPerBlock) {
            int to = Math.min(logits.rows(), from + rowsPerBlock);
            addLogitsBlock(softmax, logits, labels, targets, weights, from, to);
        }
        rowsSeen += logits.rows();
        return this;
    }

    private void addLogitsBlock(
            Softmax softmax, Matrix logits, int[] labels, Matrix targets, double[] weights, int from, int to) {
        Matrix logProbabilities = Matrix.of(new double[(to - from) * classes], to - from, classes);
        for (int i = from; i < to; i++) {
            for (int k = 0; k < classes; k++) {
                logProbabilities.set(i - from, k, logits.get(i, k));
            }
        }
        softmax.logProbabilities(logProbabilities, logProbabilities);
        double[] scores = new double[classes];
        double[] probabilities = new double[classes];
        for (int i = from; i < to; i++) {
            double weight = weights == null ? 1 : weights[i];
            if (weight > 0) {
                for (int k = 0; k < classes; k++) {
                    scores[k] = logits.get(i, k);
                    probabilities[k] = Math.exp(logProbabilities.get(i - from, k));
                }
                if (!(Arrays.stream(probabilities).sum() > 0)) {
                    throw noSoftmax(i, scores);
                }
                if (targets == null) {
                    add(scores, probabilities, -logProbabilities.get(i - from, labels[i]), labels[i], weight);
                } else {
                    addDistribution(scores, probabilities, logProbabilities, i - from, targets, i, weight);
                }
            }
        }
    }

    private void addDistribution(
            double[] scores,
            double[] probabilities,
            Matrix logProbabilities,
            int at,
            Matrix targets,
            int row,
            double weight) {
        boolean impossible = false;
        for (int k = 0; k < classes; k++) {
            double target = targets.get(row, k);
            if (target > 0) {
                impossible |= !addClass(scores, probabilities, -logProbabilities.get(at, k), k, weight * target);
            }
        }
        impossibleRows += impossible ? 1 : 0;
        int predicted = first(scores);
        addConfidence(probabilities[predicted], targets.get(row, predicted), weight);
    }

    private InvalidInputException noSoftmax(int row, double[] logits) {
        return new InvalidInputException("row " + (rowsSeen + row + 1) + ": the logits have no softmax ("
                + (Arrays.stream(logits).anyMatch(Double::isNaN) ? "one is NaN" : "all are -Infinity")
                + "): check the model and the values of that row");
    }

    /**
     * Adds rows by their probabilities, as a model of another program gives them. Each row is divided by its sum, so
     * that the rounding of 16- and 32-bit numbers does no harm. A loss near 0 is only as accurate as the probabilities
     * of the other classes.
     *
     * @param probabilities rows × classes, not negative, each row's sum within 0.01 of 1
     * @param labels the class index of each row
     * @param weights of each row, finite and not negative; null where every row counts 1
     * @throws InvalidInputException if a row of positive weight is no distribution; it names the row, counted from 1
     *     over all batches
     */
    public EvaluationBuilder addProbabilities(Matrix probabilities, int[] labels, double[] weights) {
        check(probabilities, labels, weights);
        double[] scores = new double[classes];
        double[] normalised = new double[classes];
        for (int i = 0; i < labels.length; i++) {
            double weight = weights == null ? 1 : weights[i];
            if (weight > 0) {
                double others = 0;
                for (int k = 0; k < classes; k++) {
                    scores[k] = checkedProbability(probabilities.get(i, k), i, k);
                    others += k == labels[i] ? 0 : scores[k];
                }
                double sum = checkedSum(others + scores[labels[i]], i);
                for (int k = 0; k < classes; k++) {
                    normalised[k] = scores[k] / sum;
                }
                add(scores, normalised, Math.log1p(others / scores[labels[i]]), labels[i], weight);
            }
        }
        rowsSeen += labels.length;
        return this;
    }

    private double checkedProbability(double probability, int row, int classIndex) {
        if (!(probability >= 0 && probability <= 1 + SUM_TOLERANCE)) {
            throw new InvalidInputException("row " + (rowsSeen + row + 1) + ": the probability of class " + classIndex
                    + " is " + probability + ", outside [0, 1]: give probabilities, or evaluate logits instead");
        }
        return probability;
    }

    private double checkedSum(double sum, int row) {
        if (!(Math.abs(sum - 1) <= SUM_TOLERANCE)) {
            throw new InvalidInputException("row " + (rowsSeen + row + 1) + ": the probabilities sum to " + sum
                    + ", not 1: normalise them, or evaluate logits instead");
        }
        return sum;
    }

    /** Adds all rows of the data, with their weights: a classifier's logits divided by a temperature. */
    public EvaluationBuilder add(Classifier classifier, Calibration calibration, Dataset data) {
        Softmax softmax = new Softmax().withTemperature(calibration.temperature());
        Matrix targets = data.targets() == null ? null : Matrix.of(data.targets(), data.rows(), classes);
        int rowsPerBlock = Math.max(1, BLOCK_VALUES / classes);
        for (int from = 0; from < data.rows(); from += rowsPerBlock) {
            int to = Math.min(data.rows(), from + rowsPerBlock);
            Matrix logits = Matrix.of(new double[(to - from) * classes], to - from, classes);
            data.logits(classifier, from, logits);
            addLogits(
                    softmax,
                    logits,
                    Arrays.copyOfRange(data.labels(), from, to),
                    targets == null ? null : targets.rows(from, to),
                    data.weights() == null ? null : Arrays.copyOfRange(data.weights(), from, to));
        }
        return this;
    }

    private void add(double[] scores, double[] probabilities, double rowLoss, int label, double weight) {
        impossibleRows += addClass(scores, probabilities, rowLoss, label, weight) ? 0 : 1;
        int predicted = first(scores);
        addConfidence(probabilities[predicted], predicted == label ? 1 : 0, weight);
    }

    /** Returns whether the class was possible. */
    private boolean addClass(double[] scores, double[] probabilities, double rowLoss, int label, double weight) {
        confusion.merge((long) label * classes + first(scores), weight, Double::sum);
        weightByRank[rank(scores, label)] += weight;
        brier.add(weight * squaredError(probabilities, label));
        boolean possible = rowLoss < Double.POSITIVE_INFINITY;
        if (possible) {
            loss.add(weight * rowLoss);
        }
        return possible;
    }

    /** @param right how likely the predicted class is the row's */
    private void addConfidence(double confidence, double right, double weight) {
        accuracy.add(right, weight);
        int bin = Math.max(0, (int) Math.ceil(confidence * Reliability.BINS) - 1);
        int inside = Math.min(bin, Reliability.BINS - 1);
        binAccuracy[inside].add(right, weight);
        binConfidence[inside].add(weight * confidence);
    }

    private static int first(double[] scores) {
        int first = 0;
        for (int k = 1; k < scores.length; k++) {
            if (scores[k] > scores[first]) {
                first = k;
            }
        }
        return first;
    }

    /** How many classes come before the label: those of larger score, and those of equal score and lower index. */
    private static int rank(double[] scores, int label) {
        int rank = 0;
        for (int k = 0; k < scores.length; k++) {
            if (scores[k] > scores[label] || (scores[k] == scores[label] && k < label)) {
                rank++;
            }
        }
        return rank;
    }

    /** Takes 1 − p of the true class as the sum of the others, which keeps its digits when p is nearly 1. */
    private static double squaredError(double[] probabilities, int label) {
        double others = 0;
        double squares = 0;
        for (int k = 0; k < probabilities.length; k++) {
            if (k != label) {
                others += probabilities[k];
                squares += probabilities[k] * probabilities[k];
            }
        }
        return others * others + squares;
    }

    private void check(Matrix scores, int[] labels, double[] weights) {
        if (scores.columns() != classes) {
            throw new IllegalArgumentException(scores.columns() + " columns for " + classes + " classes");
        }
        if (scores.rows() != labels.length || (weights != null && weights.length != labels.length)) {
            throw new IllegalArgumentException(scores.rows() + " rows, " + labels.length + " labels"
                    + (weights == null ? "" : ", " + weights.length + " weights"));
        }
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] >= classes) {
                throw new IllegalArgumentException(
                        "row " + i + ": label " + labels[i] + " is outside [0, " + classes + ")");
            }
            if (weights != null && !(weights[i] >= 0 && weights[i] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "row " + i + ": weight " + weights[i] + " is negative or not finite");
            }
        }
    }

    /**
     * The figures of the rows added so far.
     *
     * @throws InvalidInputException if there are none, or none of positive weight
     */
    public Evaluation build() {
        if (accuracy.rows() == 0) {
            throw new InvalidInputException("nothing to evaluate: "
                    + (rowsSeen == 0 ? "there are no rows" : "all " + rowsSeen + " rows have weight 0"));
        }
        return new Evaluation(this);
    }

    List<Reliability.Bin> bins() {
        List<Reliability.Bin> bins = new ArrayList<>();
        for (int m = 0; m < Reliability.BINS; m++) {
            Proportion right = binAccuracy[m];
            bins.add(new Reliability.Bin(
                    (double) m / Reliability.BINS,
                    (double) (m + 1) / Reliability.BINS,
                    right.rows(),
                    right.weight(),
                    right.rows() == 0 ? Double.NaN : binConfidence[m].value() / right.weight(),
                    right.value(),
                    right.interval()));
        }
        return bins;
    }
}
