package io.xent.app;

import static io.xent.app.Figures.count;
import static io.xent.app.Figures.number;
import static io.xent.app.Figures.percent;

import io.xent.learn.CalibrationChoice;
import io.xent.learn.metrics.Evaluation;
import java.util.Locale;

/** What {@code xent calibrate} prints for a person. */
final class CalibrationText {

    private CalibrationText() {}

    static String of(Calibrated calibrated) {
        StringBuilder text = new StringBuilder();
        CalibrationChoice choice = calibrated.choice();
        line(
                text,
                "%s by %s: %s of %s in %d folds, each calibrated by the others",
                calibrated.labels().column(),
                calibrated.source(),
                count(choice.before().rows(), "row"),
                calibrated.data(),
                calibrated.chosen().folds());
        line(text, "");
        line(text, "  %-18s  %9s  %17s  %8s", "method", "log loss", "calibration error", "right");
        row(text, "none", choice.before(), "");
        for (CalibrationChoice.Candidate candidate : choice.candidates()) {
            row(
                    text,
                    ChosenCalibration.name(candidate.method()),
                    candidate.outOfFold(),
                    calibrated.chosen().isChosen(candidate) ? "  chosen" : "");
        }
        line(text, "");
        line(text, "%s", calibrated.sentence());
        calibrated.notices().forEach(notice -> line(text, "noticed: %s", notice));
        line(text, "");
        line(text, "model    %s", calibrated.model());
        line(text, "report   %s", calibrated.report());
        return text.toString();
    }

    private static void row(StringBuilder text, String name, Evaluation evaluation, String mark) {
        line(
                text,
                "  %-18s  %9s  %17s  %8s%s",
                name,
                number(evaluation.logLoss()),
                percent(evaluation.calibrationError()),
                percent(evaluation.accuracy()),
                mark);
    }

    private static void line(StringBuilder text, String format, Object... arguments) {
        text.append(String.format(Locale.ROOT, format, arguments).stripTrailing())
                .append('\n');
    }
}
