package io.xent.learn;

import io.xent.core.Matrix;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Encoded rows with what is to be learned from them.
 *
 * @param features rows × columns
 * @param labels class index of each row, in {@code [0, classes)}; where there are targets, the first of the most probable classes
 * @param weights weight of each row, finite and not negative, not all zero; null where every row counts 1
 * @param classes how many classes there are, at least 2
 * @param targets rows × classes: a distribution over the classes for each row; null where each row has one class
 * @param offsets rows × classes: what is added to the logits of each row whatever the weights are, finite; null where nothing is
 */
public record Dataset(
        Features features, int[] labels, double[] weights, int classes, double[] targets, double[] offsets) {

    /** How far from 1 the sum of a distribution may be; it is divided by it. */
    private static final double SUM_TOLERANCE = 1e-2;

    public Dataset {
        requireLength(labels.length, features.rows(), "labels");
        requireLength(weights == null ? labels.length : weights.length, labels.length, "weights");
        long cells = (long) labels.length * classes;
        requireLength(targets == null ? cells : targets.length, cells, "probabilities of targets");
        requireLength(offsets == null ? cells : offsets.length, cells, "offsets");
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
        for (int at = 0; offsets != null && at < offsets.length; at++) {
            if (!Double.isFinite(offsets[at])) {
                throw new IllegalArgumentException("row " + at / classes + ": the offset of class " + at % classes
                        + " is " + offsets[at] + ", which is not finite");
            }
        }
    }

    private static void requireLength(long given, long wanted, String what) {
        if (given != wanted) {
            throw new IllegalArgumentException(given + " " + what + " where there should be " + wanted);
        }
    }

    /** Rows of one class each, whose logits begin at nothing. */
    public Dataset(Features features, int[] labels, double[] weights, int classes) {
        this(features, labels, weights, classes, null, null);
    }

    /**
     * Rows of numbers that each count 1.
     *
     * @param rows a copy is taken, in double precision; all of one length
     * @param labels class index of each row; there are as many classes as the largest one plus 1
     */
    public static Dataset of(double[][] rows, int[] labels) {
        int classes = 0;
        for (int label : labels) {
            classes = Math.max(classes, label + 1);
        }
        return new Dataset(DenseFeatures.of(rows), labels, null, classes);
    }

    /**
     * Rows that belong to each class with a probability: shares of votes, or what another model says.
     *
     * @param targets rows × classes, row by row, not negative; each row's sum is within 0.01 of 1, and divided out
     * @param weights of each row; null where every row counts 1
     * @throws InvalidInputException if a row is no distribution; it names the row, counted from 1
     */
    public static Dataset ofDistributions(Features features, double[] targets, double[] weights, int classes) {
        requireLength(targets.length, (long) features.rows() * classes, "probabilities of targets");
        double[] normalised = new double[targets.length];
        int[] labels = new int[features.rows()];
        for (int i = 0; i < labels.length; i++) {
            double sum = checkedSum(targets, i, classes);
            for (int k = 0; k < classes; k++) {
                normalised[i * classes + k] = targets[i * classes + k] / sum;
                labels[i] = targets[i * classes + k] > targets[i * classes + labels[i]] ? k : labels[i];
            }
        }
        return new Dataset(features, labels, weights, classes, normalised, null);
    }

    private static double checkedSum(double[] targets, int row, int classes) {
        double sum = 0;
        for (int k = 0; k < classes; k++) {
            double target = targets[row * classes + k];
            if (!(target >= 0 && target <= 1 + SUM_TOLERANCE)) {
                throw new InvalidInputException("row " + (row + 1L) + ": the target of class " + k + " is "
                        + (Double.isNaN(target) ? "missing" : target) + ": targets are probabilities, from 0 to 1");
            }
            sum += target;
        }
        if (!(Math.abs(sum - 1) <= SUM_TOLERANCE)) {
            throw new InvalidInputException(
                    "row " + (row + 1L) + ": the targets sum to " + sum + ", not to 1: divide them by their sum");
        }
        return sum;
    }

    /** The same with other offsets: rows × classes, or null. */
    public Dataset withOffsets(double[] offsets) {
        return new Dataset(features, labels, weights, classes, targets, offsets);
    }

    /** The same rows with other weights, one per row. */
    Dataset withWeights(double[] weights) {
        return new Dataset(features, labels, weights, classes, targets, offsets);
    }

    public int rows() {
        return labels.length;
    }

    /** The weight of a row: 1 where no weights are given. */
    public double weight(int row) {
        return weights == null ? 1 : weights[row];
    }

    /** The probability of a class in the target of a row: 0 or 1 where each row has one class. */
    public double target(int row, int classIndex) {
        return targets == null ? labels[row] == classIndex ? 1 : 0 : targets[row * classes + classIndex];
    }

    /** The sum of the weights of all rows. */
    public double totalWeight() {
        double total = 0;
        for (double classTotal : classTotals()) {
            total += classTotal;
        }
        return total;
    }

    /** The sum of the weights of the rows of each class; of a row with a target, the share that the class has in it. */
    public double[] classTotals() {
        double[] totals = new double[classes];
        for (int i = 0; i < labels.length; i++) {
            if (targets == null) {
                totals[labels[i]] += weight(i);
            } else {
                for (int k = 0; k < classes; k++) {
                    totals[k] += weight(i) * targets[i * classes + k];
                }
            }
        }
        return totals;
    }

    /** The rows named, in that order. */
    public Dataset select(int[] rows) {
        return new Dataset(
                features.select(rows),
                Arrays.stream(rows).map(row -> labels[row]).toArray(),
                weights == null
                        ? null
                        : Arrays.stream(rows).mapToDouble(row -> weights[row]).toArray(),
                classes,
                selected(targets, rows),
                selected(offsets, rows));
    }

    private double[] selected(double[] cells, int[] rows) {
        if (cells == null) {
            return null;
        }
        double[] chosen = new double[Math.multiplyExact(rows.length, classes)];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(cells, rows[i] * classes, chosen, i * classes, classes);
        }
        return chosen;
    }

    /**
     * Writes the logits of rows {@code [from, from + logits.rows())}: what a classifier makes of the features, and the offsets.
     *
     * @param logits rows × classes
     */
    public void logits(Classifier classifier, int from, Matrix logits) {
        classifier.logits(features, from, logits);
        for (int i = 0; offsets != null && i < logits.rows(); i++) {
            for (int k = 0; k < classes; k++) {
                logits.set(i, k, logits.get(i, k) + offsets[(from + i) * classes + k]);
            }
        }
    }

    /** @throws InvalidInputException where rows have targets or offsets */
    public void requireClasses(String purpose) {
        if (targets != null || offsets != null) {
            throw new InvalidInputException(purpose + " takes rows that each have one class, without "
                    + (targets != null ? "distributions" : "offsets"));
        }
    }

    /**
     * The same without targets: each row once for each class that its target gives any probability, weighing that much of the
     * row. Every mean of a loss over rows and their classes stays what it is.
     */
    public Dataset withoutTargets() {
        if (targets == null) {
            return this;
        }
        int[] cells =
                IntStream.range(0, targets.length).filter(at -> targets[at] > 0).toArray();
        int[] rows = Arrays.stream(cells).map(at -> at / classes).toArray();
        return new Dataset(
                features.select(rows),
                Arrays.stream(cells).map(at -> at % classes).toArray(),
                Arrays.stream(cells)
                        .mapToDouble(at -> weight(at / classes) * targets[at])
                        .toArray(),
                classes,
                null,
                selected(offsets, rows));
    }
}
