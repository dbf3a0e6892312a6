package io.xent.app;

import io.xent.learn.CalibrationMap;
import io.xent.learn.IsotonicMap;
import io.xent.learn.MatrixMap;
import io.xent.learn.ScalingMap;
import java.util.List;

/** What {@code xent calibrate --format json} prints; documented in docs/file-formats.md. */
final class CalibrationJson {

    private CalibrationJson() {}

    static String of(Calibrated calibrated) {
        List<String> classes = calibrated.labels().names();
        return Json.object(json -> {
            json.field("model", calibrated.model().toString())
                    .field("report", calibrated.report().toString())
                    .field("source", calibrated.source().toString())
                    .field("data", calibrated.data())
                    .field("folds", calibrated.chosen().folds())
                    .strings("classNames", classes)
                    .field("method", calibrated.chosen().method());
            calibrated.chosen().map().ifPresent(map -> json.object("parameters", () -> parameters(json, map)));
            candidates(json, calibrated.chosen());
            json.object(
                    "before",
                    () -> EvaluationJson.write(json, calibrated.choice().before(), classes));
            json.object(
                    "after",
                    () -> EvaluationJson.write(json, calibrated.chosen().after(), classes));
            json.strings("notices", calibrated.notices());
        });
    }

    static void candidates(Json json, ChosenCalibration chosen) {
        json.field("logLossBefore", chosen.choice().before().logLoss())
                .objects(
                        "candidates",
                        chosen.choice().candidates(),
                        c -> json.field("method", c.method().toString())
                                .field("lambda", c.method().lambda())
                                .field("logLoss", c.outOfFold().logLoss())
                                .field("calibrationError", c.outOfFold().calibrationError())
                                .field("chosen", chosen.isChosen(c)));
    }

    private static void parameters(Json json, CalibrationMap map) {
        if (map instanceof ScalingMap scaling) {
            json.numbers("factors", scaling.factors()).numbers("bias", scaling.bias());
        } else if (map instanceof MatrixMap matrix) {
            json.rows("weights", matrix.weights()).numbers("bias", matrix.bias());
        } else {
            json.objects(
                    "curves",
                    ((IsotonicMap) map).curves(),
                    curve -> json.numbers("probability", curve.x()).numbers("becomes", curve.y()));
        }
    }
}
