package io.xent.learn;

import io.xent.learn.metrics.Evaluation;
import io.xent.learn.metrics.EvaluationBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The penalty λ chosen by the log loss on rows that were not trained on. For each fold the path of λ is followed from
 * the largest to the smallest, each fit starting from the one before.
 *
 * <p>λ multiplies ‖W‖²/2 beside the mean loss, so the same λ means the same for the training rows of a fold and for all
 * rows. (A penalty beside the sum of the losses, such as 1/C, would have to be rescaled.)
 */
public final class CrossValidation {

    private final List<Point> path;
    private final int best;

    CrossValidation(List<Point> path) {
        this.path = List.copyOf(path);
        best = best(path);
    }

    /** Training and held-out rows of one fold, encoded by what was learned from its training rows alone. */
    public record Fold(Dataset training, Dataset heldOut) {}

    /** Makes the data of one fold. Whatever is learned from rows, such as scales and levels, is learned here. */
    @FunctionalInterface
    public interface FoldEncoder {
        Fold encode(int[] trainingRows, int[] heldOutRows);
    }

    /** Fits a classifier. */
    @FunctionalInterface
    public interface FoldTrainer<C extends Classifier> {
        /**
         * @param training the training rows of a fold
         * @param lambda the penalty
         * @param start the classifier of the same fold at the next larger λ; null for the largest
         */
        C train(Dataset training, double lambda, C start);
    }

    /**
     * What one λ gave.
     *
     * @param lambda the penalty
     * @param logLoss of all held-out rows, in nats: the mean of the folds' log losses weighted by their rows' weights
     * @param standardError of that mean, from how the folds differ: {@code √(Σ s_j (ℓ_j − ℓ)² / (Σ s_j · (k − 1)))} for k
     *     folds of weights s_j and log losses ℓ_j
     * @param outOfFold the evaluation of every row by the classifier that had not seen it
     * @param folds the evaluation of each fold
     */
    public record Point(
            double lambda, double logLoss, double standardError, Evaluation outOfFold, List<Evaluation> folds) {
        public Point {
            folds = List.copyOf(folds);
        }

        static Point of(double lambda, Evaluation outOfFold, List<Evaluation> folds) {
            double mean = outOfFold.logLoss();
            double weight = 0;
            double squares = 0;
            for (Evaluation fold : folds) {
                weight += fold.weight();
                squares += fold.weight() * (fold.logLoss() - mean) * (fold.logLoss() - mean);
            }
            return new Point(lambda, mean, Math.sqrt(squares / weight / (folds.size() - 1)), outOfFold, folds);
        }
    }

    /**
     * Trains and evaluates at every λ on every fold: as many fits as folds times λs. One fold's data is held at a time.
     *
     * @param lambdas positive and finite, all different, in any order
     * @throws InvalidInputException if no λ gives a finite log loss
     */
    public static <C extends Classifier> CrossValidation run(
            StratifiedFolds folds, double[] lambdas, FoldEncoder encoder, FoldTrainer<C> trainer) {
        double[] descending = descending(lambdas);
        List<List<Evaluation>> evaluations = new ArrayList<>();
        EvaluationBuilder[] outOfFold = new EvaluationBuilder[descending.length];
        for (int j = 0; j < folds.folds(); j++) {
            Fold fold = encoder.encode(folds.training(j), folds.heldOut(j));
            C classifier = null;
            for (int i = 0; i < descending.length; i++) {
                if (j == 0) {
                    evaluations.add(new ArrayList<>());
                    outOfFold[i] = new EvaluationBuilder(fold.heldOut().classes());
                }
                classifier = trainer.train(fold.training(), descending[i], classifier);
                evaluations.get(i).add(Evaluation.of(classifier, Calibration.NONE, fold.heldOut()));
                outOfFold[i].add(classifier, Calibration.NONE, fold.heldOut());
            }
        }
        List<Point> path = new ArrayList<>();
        for (int i = 0; i < descending.length; i++) {
            path.add(Point.of(descending[i], outOfFold[i].build(), evaluations.get(i)));
        }
        return new CrossValidation(path);
    }

    private static double[] descending(double[] lambdas) {
        if (lambdas.length == 0) {
            throw new IllegalArgumentException("no λ");
        }
        double[] sorted = lambdas.clone();
        Arrays.sort(sorted);
        double[] descending = new double[sorted.length];
        for (int i = 0; i < sorted.length; i++) {
            if (!(sorted[i] > 0 && sorted[i] < Double.POSITIVE_INFINITY) || (i > 0 && sorted[i] == sorted[i - 1])) {
                throw new IllegalArgumentException("λ " + sorted[i] + " is not positive and finite, or is there twice");
            }
            descending[sorted.length - 1 - i] = sorted[i];
        }
        return descending;
    }

    private static int best(List<Point> path) {
        int best = 0;
        for (int i = 1; i < path.size(); i++) {
            if (path.get(i).logLoss() < path.get(best).logLoss()) {
                best = i;
            }
        }
        if (path.get(best).logLoss() == Double.POSITIVE_INFINITY) {
            throw new InvalidInputException("cross-validation gives an infinite log loss for every penalty: some rows'"
                    + " class got probability 0; look for infinite or huge feature values");
        }
        return best;
    }

    /** Every λ that was tried, the largest first. */
    public List<Point> path() {
        return path;
    }

    /** The smallest log loss; of equal ones the largest λ. */
    public Point best() {
        return path.get(best);
    }

    /**
     * The largest λ whose log loss is at most one standard error above the best: the simplest model that is not clearly
     * worse. Breiman, Friedman, Olshen, Stone, "Classification and Regression Trees" (1984), 3.4.3.
     */
    public Point oneStandardError() {
        double limit = best().logLoss() + best().standardError();
        return path.stream()
                .filter(point -> point.logLoss() <= limit)
                .findFirst()
                .orElseThrow();
    }

    /** Whether the best λ is the smallest or the largest tried, so that a better one may lie outside. */
    public boolean bestIsAtAnEnd() {
        return best == 0 || best == path.size() - 1;
    }
}
