package io.xent.app;

import io.xent.learn.Fit;
import io.xent.learn.inference.Coefficient;
import io.xent.learn.inference.Inference;
import io.xent.learn.metrics.Interval;
import java.util.List;

/** The field {@code inference} of {@code xent train --format json}; documented in docs/file-formats.md. */
final class InferenceJson {

    private InferenceJson() {}

    static void write(Json json, Inference inference, Outcome outcome) {
        InferenceWords words = new InferenceWords(inference, outcome);
        InferenceDistance distance = InferenceDistance.of(inference, (Fit) outcome.fit());
        json.object("inference", () -> {
            json.field("penalised", inference.penalty().lambda() > 0)
                    .field("reference", words.className(inference.reference()))
                    .field("decided", inference.isDecided())
                    .field("logLikelihood", inference.logLikelihood())
                    .field("nullLogLikelihood", inference.nullLogLikelihood())
                    .field("degreesOfFreedom", inference.degreesOfFreedom())
                    .field("aic", inference.aic())
                    .field("bic", inference.bic())
                    .field("pseudoRSquared", inference.pseudoRSquared())
                    .field("lossDifference", distance.loss())
                    .field("coefficientDifference", distance.coefficients().orElse(Double.NaN));
            json.objects("coefficients", inference.coefficients(), c -> coefficient(json, words, c));
            json.objects(
                    "tests",
                    inference.tests(),
                    test -> json.field("column", words.column(test))
                            .field("chiSquared", test.statistic())
                            .field("degreesOfFreedom", test.degreesOfFreedom())
                            .field("p", test.pValue()));
            json.objects(
                    "aliases",
                    inference.aliases(),
                    alias -> json.field("feature", words.feature(alias.feature()))
                            .field("base", alias.isBase())
                            .strings(
                                    "of",
                                    alias.of().stream().map(words::feature).toList()));
            inference
                    .separation()
                    .ifPresent(separation -> json.objects(
                            "separation",
                            separation.pairs(),
                            pair -> json.strings(
                                            "classes",
                                            List.of(words.className(pair.first()), words.className(pair.second())))
                                    .field("complete", pair.isComplete())
                                    .strings(
                                            "columns",
                                            pair.columns().stream()
                                                    .map(c -> inference
                                                            .layout()
                                                            .columns()
                                                            .get(c)
                                                            .name())
                                                    .toList())));
        });
    }

    private static void coefficient(Json json, InferenceWords words, Coefficient c) {
        Interval interval = c.interval(InferenceWords.LEVEL);
        json.field("class", words.className(c.classIndex()))
                .field("feature", words.feature(c.feature()))
                .field("estimate", c.estimate())
                .field("standardError", c.standardError())
                .field("z", c.z())
                .field("p", c.pValue())
                .field("low", interval.low())
                .field("high", interval.high());
        if (Double.isInfinite(c.estimate())) {
            json.field("infinite", c.estimate() > 0 ? "+" : "-");
        }
    }
}
