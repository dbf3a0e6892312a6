package io.xent.app;

import static io.xent.app.Figures.count;
import static io.xent.app.Figures.percent;

import io.xent.learn.Labels;
import io.xent.learn.metrics.ConfusionMatrix;
import io.xent.learn.metrics.Evaluation;
import io.xent.learn.metrics.Scores;
import java.util.List;
import java.util.Locale;

/** What {@code xent evaluate} prints for a person. */
final class EvaluationText {

    private static final int CLASSES = 20;
    private static final int MISTAKES = 5;

    private EvaluationText() {}

    static String of(Evaluation evaluation, Labels labels, String source, List<String> notices) {
        StringBuilder text = new StringBuilder();
        line(text, "%s in %s: %s", labels.column(), source, count(evaluation.rows(), "row"));
        line(text, "");
        line(
                text,
                "  right               %s (95 %% interval %s)",
                percent(evaluation.accuracy()),
                percent(evaluation.accuracyInterval()));
        line(text, "  %s", Figures.lossInWords(evaluation));
        line(text, "  calibration error   %s", percent(evaluation.calibrationError()));
        line(text, "  F1, mean of classes %s", percent(evaluation.macro().f1()));
        if (labels.classes() <= CLASSES) {
            perClass(text, evaluation, labels.names());
        }
        mistakes(text, evaluation, labels.names());
        notices.forEach(notice -> line(text, "%n  noticed: %s", notice));
        return text.toString();
    }

    private static void perClass(StringBuilder text, Evaluation evaluation, List<String> names) {
        int width = names.stream().mapToInt(String::length).max().orElse(5);
        line(
                text,
                "%n  %-" + Math.max(5, width) + "s  %9s  %9s  %9s  %9s",
                "class",
                "rows",
                "precision",
                "recall",
                "F1");
        for (int k = 0; k < names.size(); k++) {
            Scores scores = evaluation.scores(k);
            line(
                    text,
                    "  %-" + Math.max(5, width) + "s  %9s  %9s  %9s  %9s",
                    names.get(k),
                    Figures.number(scores.support()),
                    percent(scores.precision()),
                    percent(scores.recall()),
                    percent(scores.f1()));
        }
    }

    private static void mistakes(StringBuilder text, Evaluation evaluation, List<String> names) {
        List<ConfusionMatrix.Mistake> mistakes = evaluation.confusion().largestMistakes(MISTAKES);
        if (!mistakes.isEmpty()) {
            line(text, "%n  most frequent mistakes");
        }
        for (ConfusionMatrix.Mistake mistake : mistakes) {
            line(
                    text,
                    "    %s taken for %s: %s",
                    names.get(mistake.actual()),
                    names.get(mistake.predicted()),
                    Figures.number(mistake.weight()));
        }
    }

    private static void line(StringBuilder text, String format, Object... arguments) {
        text.append(String.format(Locale.ROOT, format, arguments).stripTrailing())
                .append('\n');
    }
}
