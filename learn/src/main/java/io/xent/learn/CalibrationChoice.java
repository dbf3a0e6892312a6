package io.xent.learn;

import io.xent.core.Matrix;
import io.xent.learn.metrics.Evaluation;
import io.xent.learn.metrics.EvaluationBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Calibration methods compared by cross-validation: each map is tested on rows that it was not fitted on. The method of the
 * smallest log loss is chosen if that is smaller than the log loss without any, so the log loss of these rows never gets
 * worse.
 *
 * @param before the rows as the classifier left them
 * @param candidates what was tried, in the order of the methods
 */
public record CalibrationChoice(Evaluation before, List<Candidate> candidates) {

    /** Rows × classes² of all methods that matrix scaling may cost by itself. */
    private static final double MOST_WORK = 1e9;

    private static final double[] STRENGTHS = {1, 0.1, 0.01, 0.001};

    /**
     * A method with what its maps did to rows that they were not fitted on.
     *
     * @param outOfFold every row by the map that had not seen it
     */
    public record Candidate(CalibrationMethod method, Evaluation outOfFold) {}

    public CalibrationChoice {
        candidates = List.copyOf(candidates);
    }

    /**
     * All methods that are affordable: matrix scaling, with four strengths of its penalty, where rows · (classes · (classes +
     * 1))² is at most 10⁹.
     */
    public static List<CalibrationMethod> methods(int rows, int classes) {
        List<CalibrationMethod> methods = new ArrayList<>(methods(CalibrationMethod.Kind.TEMPERATURE));
        if (classes <= 1000) {
            methods.addAll(methods(CalibrationMethod.Kind.VECTOR));
        }
        double parameters = classes * (classes + 1.0);
        if (rows * parameters * parameters <= MOST_WORK) {
            methods.addAll(methods(CalibrationMethod.Kind.MATRIX));
        }
        methods.addAll(methods(CalibrationMethod.Kind.ISOTONIC));
        return methods;
    }

    /** The methods of one kind: for matrix scaling one for each strength of its penalty. */
    public static List<CalibrationMethod> methods(CalibrationMethod.Kind kind) {
        List<CalibrationMethod> methods = new ArrayList<>();
        for (double strength : kind == CalibrationMethod.Kind.MATRIX ? STRENGTHS : new double[] {0}) {
            methods.add(new CalibrationMethod(kind, strength));
        }
        return methods;
    }

    /**
     * Compares methods.
     *
     * @param logits rows × classes, finite
     * @param labels the class index of each row
     * @param weights of each row; null where every row counts 1
     */
    public static CalibrationChoice of(
            Matrix logits, int[] labels, double[] weights, StratifiedFolds folds, List<CalibrationMethod> methods) {
        List<Candidate> candidates = new ArrayList<>();
        for (CalibrationMethod method : methods) {
            EvaluationBuilder builder = new EvaluationBuilder(logits.columns());
            for (int j = 0; j < folds.folds(); j++) {
                CalibrationMap map = method.fit(CalibrationRows.select(logits, labels, weights, folds.training(j)));
                add(builder, map, logits, labels, weights, folds.heldOut(j));
            }
            candidates.add(new Candidate(method, builder.build()));
        }
        EvaluationBuilder before = new EvaluationBuilder(logits.columns());
        for (int j = 0; j < folds.folds(); j++) {
            add(before, ScalingMap.ofTemperature(1, logits.columns()), logits, labels, weights, folds.heldOut(j));
        }
        return new CalibrationChoice(before.build(), candidates);
    }

    private static void add(
            EvaluationBuilder builder, CalibrationMap map, Matrix logits, int[] labels, double[] weights, int[] rows) {
        int classes = logits.columns();
        double[] z = new double[classes];
        for (int row : rows) {
            for (int k = 0; k < classes; k++) {
                z[k] = logits.get(row, k);
            }
            builder.addLogits(
                    Matrix.of(map.logits(z), 1, classes),
                    new int[] {labels[row]},
                    weights == null ? null : new double[] {weights[row]});
        }
    }

    /** The best candidate, if it is better than no calibration. */
    public Optional<Candidate> chosen() {
        Candidate best = null;
        double least = before.logLoss();
        for (Candidate candidate : candidates) {
            if (candidate.outOfFold().logLoss() < least) {
                least = candidate.outOfFold().logLoss();
                best = candidate;
            }
        }
        return Optional.ofNullable(best);
    }
}
