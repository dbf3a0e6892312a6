package io.xent.app;

import io.xent.learn.CrossValidation;
import io.xent.learn.Fit;
import io.xent.learn.LinearClassifier;
import io.xent.learn.Trained;
import io.xent.learn.TrainingLoss;
import io.xent.learn.network.NetworkFit;
import java.util.List;
import java.util.Locale;

/** What {@code xent train --format json} prints; documented in docs/file-formats.md. */
final class OutcomeJson {

    private OutcomeJson() {}

    static String of(Outcome outcome) {
        Trained fit = outcome.fit();
        List<String> classes = outcome.pipeline().labels().names();
        return Json.object(json -> {
            json.field("rows", outcome.rows())
                    .field("features", outcome.features())
                    .field("classes", outcome.classes())
                    .field("label", outcome.pipeline().labels().column())
                    .strings("classNames", classes)
                    .field("solver", fit.solver())
                    .field("iterations", fit.iterations())
                    .field("objective", fit.objective())
                    .field(
                            fit instanceof NetworkFit ? "complete" : "converged",
                            fit instanceof Fit linear ? linear.converged() : fit.complete())
                    .object(
                            "certificate",
                            () -> json.field("gradientNorm", fit.certificate().gradientNorm())
                                    .field("gap", fit.certificate().gap().orElse(Double.NaN)));
            if (fit instanceof Fit linear) {
                linear.early()
                        .ifPresent(stop -> json.object(
                                "stoppedEarly",
                                () -> json.field("iteration", stop.iteration()).field("validationLoss", stop.loss())));
            }
            settings(json, outcome);
            if (outcome.penalty().l1() > 0) {
                LinearClassifier sparse = (LinearClassifier) fit.classifier();
                json.field("nonZeroWeights", sparse.nonZeroWeights()).field("usedFeatures", sparse.usedFeatures());
            }
            if (fit instanceof NetworkFit network) {
                NetworkJson.write(json, network);
            }
            json.field("seconds", outcome.seconds())
                    .field("model", outcome.model().toString())
                    .field("report", outcome.report().toString());
            outcome.checkpoint().ifPresent(path -> json.field("checkpoint", path.toString()));
            json.object("train", () -> EvaluationJson.write(json, outcome.train(), classes));
            outcome.test()
                    .ifPresent(test -> json.object("test", () -> {
                        json.field("kind", kind(test.kind()));
                        EvaluationJson.write(json, test.evaluation(), classes);
                    }));
            outcome.settings().update().ifPresent(update -> update(json, update, classes));
            outcome.calibration().ifPresent(calibration -> calibration(json, calibration));
            outcome.validation().ifPresent(validation -> path(json, validation));
            outcome.course().ifPresent(course -> path(json, course));
            outcome.inference().ifPresent(inference -> InferenceJson.write(json, inference, outcome));
            json.strings("notices", outcome.notices());
        });
    }

    private static void settings(Json json, Outcome outcome) {
        if (!(outcome.fit() instanceof NetworkFit)) {
            json.field("lambda", outcome.penalty().lambda())
                    .field("alpha", outcome.penalty().alpha())
                    .field("C", outcome.penalty().c(outcome.totalWeight()))
                    .field("tolerance", outcome.settings().tolerance());
            if (outcome.settings().loss() != TrainingLoss.CROSS_ENTROPY) {
                json.field("loss", outcome.settings().loss().toString());
            }
        }
        json.field("temperature", outcome.pipeline().calibration().temperature())
                .field("seed", outcome.settings().seed())
                .field("threads", outcome.settings().threads())
                .field("precision", outcome.settings().precision().name().toLowerCase(Locale.ROOT));
    }

    private static void update(Json json, Outcome.Update update, List<String> classes) {
        json.object("update", () -> {
            json.field("from", update.held().model().file().toString())
                    .field("strength", update.held().rows())
                    .field("proximity", update.strength());
            json.object("before", () -> EvaluationJson.write(json, update.before(), classes));
        });
    }

    private static void calibration(Json json, ChosenCalibration calibration) {
        json.object("calibration", () -> {
            json.field("method", calibration.method());
            CalibrationJson.candidates(json, calibration);
        });
    }

    private static void path(Json json, CrossValidation validation) {
        json.objects(
                "crossValidation",
                validation.path(),
                point -> json.field("lambda", point.lambda())
                        .field("logLoss", point.logLoss())
                        .field("standardError", point.standardError())
                        .field("chosen", point.equals(validation.oneStandardError())));
    }

    private static void path(Json json, PenaltyCourse course) {
        json.objects(
                "path",
                course.points(),
                point -> json.field("lambda", point.lambda())
                        .field("nonZeroWeights", point.nonZeroWeights())
                        .field("usedFeatures", point.usedFeatures())
                        .field("objective", point.objective())
                        .field("gap", point.gap().orElse(Double.NaN))
                        .field("devianceExplained", point.devianceExplained())
                        .field("converged", point.converged()));
    }

    static String kind(Outcome.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
