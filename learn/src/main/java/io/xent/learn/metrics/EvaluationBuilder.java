package io.xent.learn.metrics;

import io.xent.core.Matrix;
import io.xent.core.Parallelism;
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
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Takes predictions in batches of rows, so that they need not be in memory all at once, and makes an {@link Evaluation}
 * of them. Give batches in the order of the rows: the same rows in the same order give the same bits, however they are
 * cut. Not for several threads at once.
 */
public final class EvaluationBuilder {

    /** How far from 1 the sum of a row of probabilities may be: a model that computes in 16 bits is that far off. */
    private static final double SUM_TOLERANCE = 1e-2;

    private static final int BLOCK_VALUES = 1 << 16;

    /** Of a batch, however many classes there are: weights are read once for all of them. */
    private static final int FEWEST_ROWS = 16;

    private static final int BATCHES_AT_ONCE = 64;

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
        int rowsPerBlock = Math.max(1, BLOCK_VALUES / classes);
        for (int from = 0; from < logits.rows(); from += rowsPerBlock) {
            int to = Math.min(logits.rows(), from + rowsPerBlock);
            double[] copy = new double[(to - from) * classes];
            for (int i = from, at = 0; i < to; i++) {
                for (int k = 0; k < classes; k++) {
                    copy[at++] = logits.get(i, k);
                }
            }
            int[] own = Arrays.copyOfRange(labels, from, to);
            add(ScoredRows.ofLogits(1, copy, own, new double[copy.length]), own, weights, from);
        }
        return this;
    }

    /** Adds rows in their order; {@code first} is where the weights of these begin. */
    private void add(ScoredRows scored, int[] labels, double[] weights, int first) {
        for (int i = 0; i < scored.rows(); i++) {
            double weight = weights == null ? 1 : weights[first + i];
            rowsSeen++;
            if (weight > 0) {
                if (scored.failure(i) != null) {
                    throw noSoftmax(rowsSeen, scored.failure(i));
                }
                add(scored, i, labels[i], weight);
            }
        }
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
        return addDistributions(new Softmax(), logits, targets, weights);
    }

    private EvaluationBuilder addDistributions(Softmax softmax, Matrix logits, Matrix targets, double[] weights) {
        int rowsPerBlock = Math.max(1, BLOCK_VALUES / classes);
        for (int from = 0; from < logits.rows(); from += rowsPerBlock) {
            int to = Math.min(logits.rows(), from + rowsPerBlock);
            addDistributions(softmax, logits, targets, weights, from, to);
        }
        rowsSeen += logits.rows();
        return this;
    }

    private void addDistributions(Softmax softmax, Matrix logits, Matrix targets, double[] weights, int from, int to) {
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
                    throw noSoftmax(rowsSeen + i + 1, ScoredRows.whyNoSoftmax(scores, 0, classes));
                }
                addDistribution(scores, probabilities, logProbabilities, i - from, targets, i, weight);
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
        ScoredRows scored = new ScoredRows(1);
        boolean impossible = false;
        for (int k = 0; k < classes; k++) {
            double target = targets.get(row, k);
            if (target > 0) {
                scored.set(0, scores, probabilities, 0, classes, k);
                scored.loss[0] = -logProbabilities.get(at, k);
                impossible |= !addClass(scored, 0, k, weight * target);
            }
        }
        impossibleRows += impossible ? 1 : 0;
        addConfidence(scored.confidence[0], targets.get(row, scored.predicted[0]), weight);
    }

    private static InvalidInputException noSoftmax(long row, String why) {
        return new InvalidInputException("row " + row + ": the logits have no softmax (" + why
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
        ScoredRows scored = new ScoredRows(1);
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
                scored.set(0, scores, normalised, 0, classes, labels[i]);
                scored.loss[0] = Math.log1p(others / scores[labels[i]]);
                add(scored, 0, labels[i], weight);
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

    /** Adds all rows of the data, with their weights: a classifier's logits, calibrated. */
    public EvaluationBuilder add(Classifier classifier, Calibration calibration, Dataset data) {
        return add(classifier, calibration, data, Parallelism.sequential());
    }

    /** The same on several threads; the figures do not depend on them. */
    public EvaluationBuilder add(
            Classifier classifier, Calibration calibration, Dataset data, Parallelism parallelism) {
        if (data.targets() != null) {
            return addDistributions(classifier, calibration, data);
        }
        int rowsPerBatch = Math.max(FEWEST_ROWS, BLOCK_VALUES / classes);
        int batches = (data.rows() + rowsPerBatch - 1) / rowsPerBatch;
        Queue<Room> rooms = new ConcurrentLinkedQueue<>();
        for (int first = 0; first < batches; first += BATCHES_AT_ONCE) {
            int start = first * rowsPerBatch;
            int count = Math.min(BATCHES_AT_ONCE, batches - first);
            ScoredRows[] scored = new ScoredRows[count];
            int[][] labels = new int[count][];
            parallelism.forEach(count, batch -> {
                int from = start + batch * rowsPerBatch;
                labels[batch] = Arrays.copyOfRange(data.labels(), from, Math.min(data.rows(), from + rowsPerBatch));
                Room room = rooms.poll();
                room = room != null && room.fits(labels[batch].length, classes)
                        ? room
                        : new Room(labels[batch].length, classes);
                Matrix logits = Matrix.of(room.logits, labels[batch].length, classes);
                data.logits(classifier, from, logits);
                scored[batch] = ScoredRows.ofLogits(
                        calibrate(calibration, logits), room.logits, labels[batch], room.probabilities);
                rooms.add(room);
            });
            for (int batch = 0; batch < count; batch++) {
                add(scored[batch], labels[batch], data.weights(), start + batch * rowsPerBatch);
            }
        }
        return this;
    }

    /** Applies maps, and with them the temperature; returns the temperature that is left to divide by. */
    private static double calibrate(Calibration calibration, Matrix logits) {
        if (calibration.maps().isEmpty()) {
            return calibration.temperature();
        }
        calibration.apply(logits);
        return 1;
    }

    /** What one thread works in. */
    private record Room(double[] logits, double[] probabilities) {

        Room(int rows, int classes) {
            this(new double[rows * classes], new double[rows * classes]);
        }

        boolean fits(int rows, int classes) {
            return logits.length == rows * classes;
        }
    }

    private EvaluationBuilder addDistributions(Classifier classifier, Calibration calibration, Dataset data) {
        Matrix targets = Matrix.of(data.targets(), data.rows(), classes);
        int rowsPerBlock = Math.max(1, BLOCK_VALUES / classes);
        for (int from = 0; from < data.rows(); from += rowsPerBlock) {
            int to = Math.min(data.rows(), from + rowsPerBlock);
            Matrix logits = Matrix.of(new double[(to - from) * classes], to - from, classes);
            data.logits(classifier, from, logits);
            Softmax softmax = new Softmax().withTemperature(calibrate(calibration, logits));
            double[] weights = data.weights() == null ? null : Arrays.copyOfRange(data.weights(), from, to);
            addDistributions(softmax, logits, targets.rows(from, to), weights);
        }
        return this;
    }

    private void add(ScoredRows scored, int row, int label, double weight) {
        impossibleRows += addClass(scored, row, label, weight) ? 0 : 1;
        addConfidence(scored.confidence[row], scored.predicted[row] == label ? 1 : 0, weight);
    }

    /** Returns whether the class was possible. */
    private boolean addClass(ScoredRows scored, int row, int label, double weight) {
        confusion.merge((long) label * classes + scored.predicted[row], weight, Double::sum);
        weightByRank[scored.rank[row]] += weight;
        brier.add(weight * scored.squaredError[row]);
        boolean possible = scored.loss[row] < Double.POSITIVE_INFINITY;
        if (possible) {
            loss.add(weight * scored.loss[row]);
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
