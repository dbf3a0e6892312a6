package io.xent.app;

import io.xent.learn.metrics.Evaluation;
import io.xent.learn.metrics.Interval;
import io.xent.learn.metrics.Scores;
import java.util.List;
import java.util.stream.IntStream;

/** The fields that {@code train}, {@code test} and {@code evaluate} share; documented in docs/file-formats.md. */
final class EvaluationJson {

    /** A larger confusion matrix would be most of the output; the report and {@code perClass} still say where it errs. */
    private static final int LARGEST_CONFUSION = 50;

    private EvaluationJson() {}

    static void write(Json json, Evaluation evaluation, List<String> classes) {
        Interval interval = evaluation.accuracyInterval();
        json.field("rows", evaluation.rows())
                .field("weight", evaluation.weight())
                .field("logLoss", evaluation.logLoss())
                .field("entropy", evaluation.entropy())
                .field("accuracy", evaluation.accuracy())
                .numbers("accuracyInterval", interval.low(), interval.high())
                .field("calibrationError", evaluation.calibrationError())
                .field("brierScore", evaluation.brierScore())
                .field("impossibleRows", evaluation.impossibleRows())
                .object("macro", () -> scores(json, evaluation.macro()))
                .object("weighted", () -> scores(json, evaluation.weighted()))
                .objects("perClass", IntStream.range(0, classes.size()).boxed().toList(), k -> {
                    json.field("class", classes.get(k));
                    scores(json, evaluation.scores(k));
                });
        if (classes.size() <= LARGEST_CONFUSION) {
            json.rows("confusion", evaluation.confusion().toArray());
        }
    }

    private static void scores(Json json, Scores scores) {
        json.field("precision", scores.precision())
                .field("recall", scores.recall())
                .field("f1", scores.f1())
                .field("support", scores.support());
    }
}
