package io.xent.app;

import io.xent.learn.CrossValidation;
import io.xent.learn.Fit;
import java.util.List;
import java.util.Locale;

/** What {@code xent train --format json} prints; documented in docs/file-formats.md. */
final class OutcomeJson {

    private OutcomeJson() {}

    static String of(Outcome outcome) {
        Fit fit = outcome.fit();
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
                    .field("converged", fit.converged())
                    .object(
                            "certificate",
                            () -> json.field("gradientNorm", fit.certificate().gradientNorm())
                                    .field("gap", fit.certificate().gap().orElse(Double.NaN)));
            settings(json, outcome);
            if (outcome.penalty().l1() > 0) {
                json.field("nonZeroWeights", fit.classifier().nonZeroWeights())
                        .field("usedFeatures", fit.classifier().usedFeatures());
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
            outcome.validation().ifPresent(validation -> path(json, validation));
            outcome.inference().ifPresent(inference -> InferenceJson.write(json, inference, outcome));
            json.strings("notices", outcome.notices());
        });
    }

    private static void settings(Json json, Outcome outcome) {
        json.field("lambda", outcome.penalty().lambda())
                .field("alpha", outcome.penalty().alpha())
                .field("C", outcome.penalty().c(outcome.totalWeight()))
                .field("temperature", outcome.pipeline().calibration().temperature())
                .field("tolerance", outcome.settings().tolerance())
                .field("seed", outcome.settings().seed())
                .field("threads", outcome.settings().threads())
                .field("precision", outcome.settings().precision().name().toLowerCase(Locale.ROOT));
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

    static String kind(Outcome.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
