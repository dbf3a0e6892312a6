package io.xent.app;

import static io.xent.app.Figures.number;
import static io.xent.app.Figures.percent;

import io.xent.core.Matrix;
import io.xent.learn.Calibration;
import io.xent.learn.CalibrationChoice;
import io.xent.learn.CalibrationMap;
import io.xent.learn.CalibrationMethod;
import io.xent.learn.ScalingMap;
import io.xent.learn.StratifiedFolds;
import io.xent.learn.metrics.Evaluation;
import java.util.Optional;

/**
 * Calibrations compared on rows that the classifier was not trained on, and the best of them.
 *
 * @param folds into how many parts the rows were cut, each calibrated by the others
 * @param choice what was compared
 * @param map fitted on all rows; empty where none was better than none
 */
record ChosenCalibration(int folds, CalibrationChoice choice, Optional<CalibrationMap> map) {

    /**
     * Compares, and fits the best.
     *
     * @param logits rows × classes
     * @param weights null where every row counts 1
     */
    static ChosenCalibration of(
            Matrix logits, int[] labels, double[] weights, int folds, long seed, CalibrationKind kind) {
        int classes = logits.columns();
        StratifiedFolds split = StratifiedFolds.of(labels, classes, folds, seed);
        CalibrationChoice choice =
                CalibrationChoice.of(logits, labels, weights, split, kind.methods(labels.length, classes));
        return new ChosenCalibration(
                folds, choice, choice.chosen().map(chosen -> chosen.method().fit(logits, labels, weights)));
    }

    /** The rows after calibration, each by a map that had not seen it; as they were where nothing was better. */
    Evaluation after() {
        return choice.chosen().map(CalibrationChoice.Candidate::outOfFold).orElse(choice.before());
    }

    Calibration calibration() {
        return map.map(Calibration::of).orElse(Calibration.NONE);
    }

    static String name(CalibrationMethod method) {
        return method.kind() == CalibrationMethod.Kind.MATRIX ? "matrix, λ = " + number(method.lambda()) : "" + method;
    }

    /** The name of what was chosen; "none" where nothing was better. */
    String method() {
        return choice.chosen().map(chosen -> chosen.method().toString()).orElse("none");
    }

    boolean isChosen(CalibrationChoice.Candidate candidate) {
        return choice.chosen().map(candidate::equals).orElse(false);
    }

    /** What was done, in one sentence. */
    String sentence() {
        if (map.isEmpty()) {
            return "no calibration made the log loss of rows it had not seen smaller";
        }
        return "calibrated by " + name(choice.chosen().orElseThrow().method()) + temperature() + ": log loss "
                + number(choice.before().logLoss()) + " → " + number(after().logLoss())
                + " nats, calibration error " + percent(choice.before().calibrationError()) + " → "
                + percent(after().calibrationError());
    }

    private String temperature() {
        return map.get() instanceof ScalingMap scaling && scaling.temperature().isPresent()
                ? " (T = " + number(scaling.temperature().getAsDouble()) + ")"
                : "";
    }
}
