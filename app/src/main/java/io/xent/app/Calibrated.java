package io.xent.app;

import static io.xent.app.Figures.count;
import static io.xent.app.Figures.number;

import io.xent.learn.CalibrationChoice;
import io.xent.learn.CalibrationMap;
import io.xent.learn.CalibrationMethod;
import io.xent.learn.Labels;
import io.xent.learn.ScalingMap;
import io.xent.learn.metrics.Evaluation;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What {@code xent calibrate} came to; the text, the JSON and the report say this, each in its way.
 *
 * @param source the model that was calibrated
 * @param data the rows it was calibrated on, as the user wrote them
 * @param choice what was compared
 * @param map fitted on all rows; empty where none was better than none
 * @param notices what was noticed about the data, one sentence each
 */
record Calibrated(
        Path source,
        String data,
        Labels labels,
        int folds,
        CalibrationChoice choice,
        Optional<CalibrationMap> map,
        List<String> notices,
        Path model,
        Path report) {

    /** The rows after calibration, each by a map that had not seen it; as they were where nothing was better. */
    Evaluation after() {
        return choice.chosen().map(CalibrationChoice.Candidate::outOfFold).orElse(choice.before());
    }

    static String name(CalibrationMethod method) {
        return method.kind() == CalibrationMethod.Kind.MATRIX ? "matrix, λ = " + number(method.lambda()) : "" + method;
    }

    boolean isChosen(CalibrationChoice.Candidate candidate) {
        return choice.chosen().map(candidate::equals).orElse(false);
    }

    /** What was done, in one sentence. */
    String sentence() {
        if (map.isEmpty()) {
            return "no calibration made the log loss of rows it had not seen smaller: the file is a copy of the model";
        }
        return "calibrated by " + name(choice.chosen().orElseThrow().method()) + temperature() + ": log loss "
                + number(choice.before().logLoss()) + " → " + number(after().logLoss())
                + " nats, calibration error " + Figures.percent(choice.before().calibrationError()) + " → "
                + Figures.percent(after().calibrationError());
    }

    private String temperature() {
        return map.get() instanceof ScalingMap scaling && scaling.temperature().isPresent()
                ? " (T = " + number(scaling.temperature().getAsDouble()) + ")"
                : "";
    }

    /** For the metadata of the model. */
    String note() {
        return sentence() + ", out of fold, on " + count(choice.before().rows(), "row") + " of " + data;
    }
}
