package io.xent.learn.metrics;

import io.xent.core.Matrix;
import io.xent.core.Parallelism;
import io.xent.learn.Calibration;
import io.xent.learn.Classifier;
import io.xent.learn.Dataset;

/**
 * How good predictions are on rows whose class is known. Every mean is over the rows, weighted by their weights; rows of
 * weight 0 are not read and not counted. The predicted class is the one of largest logit or probability, the first of
 * them where several are equal. Immutable.
 */
public final class Evaluation {

    private final long rows;
    private final double weight;
    private final double accuracy;
    private final Interval accuracyInterval;
    private final long impossibleRows;
    private final double logLoss;
    private final double brierScore;
    private final double[] weightByRank;
    private final ConfusionMatrix confusion;
    private final Reliability reliability;

    Evaluation(EvaluationBuilder sums) {
        rows = sums.accuracy.rows();
        weight = sums.accuracy.weight();
        accuracy = sums.accuracy.value();
        accuracyInterval = sums.accuracy.interval();
        impossibleRows = sums.impossibleRows;
        logLoss = impossibleRows > 0 ? Double.POSITIVE_INFINITY : sums.loss.value() / weight;
        brierScore = sums.brier.value() / weight;
        weightByRank = sums.weightByRank.clone();
        confusion = new ConfusionMatrix(sums.classes, sums.confusion);
        reliability = new Reliability(sums.bins());
    }

    /** Evaluates rows × classes logits against the class index of each row. */
    public static Evaluation ofLogits(Matrix logits, int[] labels) {
        return new EvaluationBuilder(logits.columns())
                .addLogits(logits, labels, null)
                .build();
    }

    /** Evaluates rows × classes probabilities against the class index of each row. */
    public static Evaluation ofProbabilities(Matrix probabilities, int[] labels) {
        return new EvaluationBuilder(probabilities.columns())
                .addProbabilities(probabilities, labels, null)
                .build();
    }

    /** Evaluates a classifier, its logits calibrated, with the data's weights. */
    public static Evaluation of(Classifier classifier, Calibration calibration, Dataset data) {
        return of(classifier, calibration, data, Parallelism.sequential());
    }

    /** The same on several threads; the figures do not depend on them. */
    public static Evaluation of(Classifier classifier, Calibration calibration, Dataset data, Parallelism parallelism) {
        return new EvaluationBuilder(data.classes())
                .add(classifier, calibration, data, parallelism)
                .build();
    }

    /** How many rows of positive weight there were. */
    public long rows() {
        return rows;
    }

    /** The sum of the rows' weights. */
    public double weight() {
        return weight;
    }

    public int classes() {
        return confusion.classes();
    }

    /**
     * The mean of −ln p(true class), in nats. +∞ where a row's true class was given probability 0; see
     * {@link #impossibleRows}. From logits it is relatively accurate however small it is.
     */
    public double logLoss() {
        return logLoss;
    }

    /**
     * The entropy of the labels of these rows, {@code −Σ_k f_k ln f_k} with f_k the fraction of class k, in nats: the log
     * loss of the best prediction that is the same for every row.
     */
    public double entropy() {
        Sum entropy = new Sum();
        for (int k = 0; k < classes(); k++) {
            double fraction = confusion.actual(k) / weight;
            if (fraction > 0) {
                entropy.add(-fraction * Math.log(fraction));
            }
        }
        return Math.max(0, entropy.value());
    }

    /**
     * {@code 1 − logLoss / entropy}: 1 is perfect, 0 no better than the best constant prediction, negative worse than
     * that. Where all rows are of one class, the entropy is 0: then 0 if the log loss is 0 as well, else −∞.
     */
    public double skill() {
        return logLoss == 0 && entropy() == 0 ? 0 : 1 - logLoss / entropy();
    }

    /** How many rows are of a class that was given probability 0. */
    public long impossibleRows() {
        return impossibleRows;
    }

    /** The fraction of rows whose predicted class is the true one. */
    public double accuracy() {
        return accuracy;
    }

    /**
     * Wilson's 95 % interval of the accuracy: what other rows drawn like these would give. Rows that weigh differently
     * count as {@code (Σ weight)² / Σ weight²} trials.
     */
    public Interval accuracyInterval() {
        return accuracyInterval;
    }

    /**
     * The fraction of rows whose true class is among the {@code k} classes of largest logit or probability; of equal
     * ones the lower class index comes first.
     *
     * @param k at least 1; more than there are classes gives 1
     */
    public double topAccuracy(int k) {
        if (k < 1) {
            throw new IllegalArgumentException("top " + k);
        }
        if (k >= classes()) {
            return 1;
        }
        Sum hits = new Sum();
        for (int rank = 0; rank < k; rank++) {
            hits.add(weightByRank[rank]);
        }
        return Math.min(1, hits.value() / weight);
    }

    /**
     * The mean of {@code Σ_k (p_k − y_k)²}, with y_k 1 for the true class and 0 for the others; in [0, 2]. G. W. Brier,
     * "Verification of forecasts expressed in terms of probability" (1950). For two classes this is twice the figure
     * that looks at one of them alone.
     */
    public double brierScore() {
        return brierScore;
    }

    /** The expected calibration error of the predicted class's probability; see {@link Reliability#expectedError}. */
    public double calibrationError() {
        return reliability.expectedError();
    }

    public Reliability reliability() {
        return reliability;
    }

    public ConfusionMatrix confusion() {
        return confusion;
    }

    /** Precision, recall and F1 of one class. */
    public Scores scores(int classIndex) {
        return confusion.scores(classIndex);
    }

    /** The plain mean over the classes that occurred or were predicted: every class counts the same. */
    public Scores macro() {
        return mean(false);
    }

    /** The mean over the classes weighted by their rows' weight: every row counts the same. Its recall is the accuracy. */
    public Scores weighted() {
        return mean(true);
    }

    private Scores mean(boolean bySupport) {
        Sum precision = new Sum();
        Sum recall = new Sum();
        Sum f1 = new Sum();
        Sum total = new Sum();
        for (int k = 0; k < classes(); k++) {
            if (confusion.occurs(k)) {
                Scores scores = scores(k);
                double share = bySupport ? scores.support() : 1;
                precision.add(share * scores.precision());
                recall.add(share * scores.recall());
                f1.add(share * scores.f1());
                total.add(share);
            }
        }
        double sum = total.value();
        return new Scores(precision.value() / sum, recall.value() / sum, f1.value() / sum, weight);
    }
}
