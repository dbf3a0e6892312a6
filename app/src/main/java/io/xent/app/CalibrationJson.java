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
                    .field("folds", calibrated.folds())
                    .strings("classNames", classes)
                    .field(
                            "method",
                            calibrated
                                    .choice()
                                    .chosen()
                                    .map(c -> c.method().toString())
                                    .orElse("none"));
            calibrated.map().ifPresent(map -> json.object("parameters", () -> parameters(json, map)));
            json.objects(
                    "candidates",
                    calibrated.choice().candidates(),
                    c -> json.field("method", c.method().toString())
                            .field("lambda", c.method().lambda())
                            .field("logLoss", c.outOfFold().logLoss())
                            .field("calibrationError", c.outOfFold().calibrationError())
                            .field("chosen", calibrated.isChosen(c)));
            json.object(
                    "before",
                    () -> EvaluationJson.write(json, calibrated.choice().before(), classes));
            json.object("after", () -> EvaluationJson.write(json, calibrated.after(), classes));
            json.strings("notices", calibrated.notices());
        });
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
