package io.xent.app;

import static io.xent.app.Figures.count;
import static io.xent.app.Figures.number;
import static io.xent.app.Figures.percent;
import static io.xent.app.Html.escape;

import io.xent.learn.metrics.ConfusionMatrix;
import io.xent.learn.metrics.Evaluation;
import io.xent.learn.metrics.Reliability;
import io.xent.learn.metrics.Scores;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** The part of the report that says how good predictions are: per class, where they err, whether they are calibrated. */
final class EvaluationSection {

    private static final int LARGEST_MATRIX = 30;
    private static final int CLASSES = 100;
    private static final int MISTAKES = 10;

    private final Evaluation evaluation;
    private final List<String> classes;
    private final StringBuilder html = new StringBuilder();

    private EvaluationSection(Evaluation evaluation, List<String> classes) {
        this.evaluation = evaluation;
        this.classes = classes;
    }

    static String of(Evaluation evaluation, List<String> classes) {
        EvaluationSection section = new EvaluationSection(evaluation, classes);
        section.perClass();
        section.confusion();
        section.reliability();
        return section.html.toString();
    }

    private void perClass() {
        html.append(
                "<section><h2>Class by class</h2><div class=\"scroll\"><table><thead><tr><th scope=\"col\">class</th>"
                        + "<th scope=\"col\" class=\"n\">rows</th><th scope=\"col\" class=\"n\">precision</th>"
                        + "<th scope=\"col\" class=\"n\">recall</th><th scope=\"col\" class=\"n\">F1</th></tr></thead><tbody>");
        IntStream.range(0, classes.size())
                .boxed()
                .sorted(byRows())
                .limit(CLASSES)
                .forEach(k -> scores(classes.get(k), evaluation.scores(k), ""));
        scores("mean over classes", evaluation.macro(), "mean");
        scores("mean over rows", evaluation.weighted(), "mean");
        html.append(
                "</tbody></table></div><p class=\"note\">Precision: of the rows predicted to be of the class, how many"
                        + " are. Recall: of the rows of the class, how many were found. F1: their harmonic mean."
                        + (classes.size() > CLASSES ? " The " + CLASSES + " classes of most rows are shown." : "")
                        + "</p></section>");
    }

    /** All classes in their order or, where there are too many, those of most rows. */
    private Comparator<Integer> byRows() {
        return classes.size() <= CLASSES
                ? Comparator.naturalOrder()
                : Comparator.comparingDouble(k -> -evaluation.confusion().actual(k));
    }

    private void scores(String name, Scores scores, String style) {
        html.append("<tr class=\"" + style + "\"><th scope=\"row\">" + escape(name) + "</th>");
        html.append("<td class=\"n\">" + number(scores.support()) + "</td>");
        for (double value : new double[] {scores.precision(), scores.recall(), scores.f1()}) {
            html.append("<td class=\"n\">" + percent(value) + "</td>");
        }
        html.append("</tr>");
    }

    private void confusion() {
        html.append("<section><h2>Where it errs</h2>");
        if (classes.size() <= LARGEST_MATRIX) {
            matrix();
        }
        List<ConfusionMatrix.Mistake> mistakes = evaluation.confusion().largestMistakes(MISTAKES);
        if (mistakes.isEmpty()) {
            html.append("<p>No row was mistaken.</p>");
        } else if (classes.size() > 4) {
            mistakes(mistakes);
        }
        html.append("</section>");
    }

    private void matrix() {
        html.append("<div class=\"scroll\"><table class=\"matrix\"><caption>Rows of each class (down) by what they were"
                + " predicted to be (across)</caption><thead><tr><td></td>");
        classes.forEach(name -> html.append("<th scope=\"col\">" + escape(name) + "</th>"));
        html.append("</tr></thead><tbody>");
        for (int k = 0; k < classes.size(); k++) {
            html.append("<tr><th scope=\"row\">" + escape(classes.get(k)) + "</th>");
            for (int j = 0; j < classes.size(); j++) {
                cell(k, j);
            }
            html.append("</tr>");
        }
        html.append("</tbody></table></div>");
    }

    private void cell(int actual, int predicted) {
        double rows = evaluation.confusion().get(actual, predicted);
        double share = rows == 0 ? 0 : rows / evaluation.confusion().actual(actual);
        String style = rows == 0 ? "zero" : actual == predicted ? "right" : "wrong";
        html.append(String.format(
                Locale.ROOT, "<td class=\"%s\" style=\"--share:%.3f\">%s</td>", style, share, number(rows)));
    }

    private void mistakes(List<ConfusionMatrix.Mistake> mistakes) {
        html.append(
                "<h3>Most frequent mistakes</h3><div class=\"scroll\"><table><thead><tr><th scope=\"col\">class</th>"
                        + "<th scope=\"col\">taken for</th><th scope=\"col\" class=\"n\">rows</th>"
                        + "<th scope=\"col\" class=\"n\">of that class</th></tr></thead><tbody>");
        for (ConfusionMatrix.Mistake mistake : mistakes) {
            double share = mistake.weight() / evaluation.confusion().actual(mistake.actual());
            html.append("<tr><td>" + escape(classes.get(mistake.actual())) + "</td><td>"
                    + escape(classes.get(mistake.predicted())) + "</td><td class=\"n\">" + number(mistake.weight())
                    + "</td><td class=\"n\">" + percent(share) + "</td></tr>");
        }
        html.append("</tbody></table></div>");
    }

    private void reliability() {
        html.append("<section><h2>Do the probabilities mean what they say?</h2><figure>"
                + ReliabilityChart.of(evaluation.reliability())
                + "<figcaption>Predictions sorted by their confidence. On the dashed line, confidence is how often they"
                + " are right; whiskers are 95 % intervals. Below: how many predictions there are. The mean distance"
                + " from the line, weighted by rows, is the calibration error: "
                + percent(evaluation.calibrationError())
                + ".</figcaption></figure><details><summary>The same in numbers</summary><div class=\"scroll\"><table>"
                + "<thead><tr><th scope=\"col\">confidence</th><th scope=\"col\" class=\"n\">rows</th>"
                + "<th scope=\"col\" class=\"n\">mean confidence</th><th scope=\"col\" class=\"n\">right</th>"
                + "<th scope=\"col\" class=\"n\">95 % interval</th></tr></thead><tbody>");
        evaluation.reliability().bins().stream().filter(bin -> bin.rows() > 0).forEach(this::bin);
        html.append("</tbody></table></div></details></section>");
    }

    private void bin(Reliability.Bin bin) {
        html.append("<tr><th scope=\"row\">" + percent(bin.from()) + " to " + percent(bin.to())
                + "</th><td class=\"n\">"
                + count(bin.rows()) + "</td><td class=\"n\">" + percent(bin.meanConfidence()) + "</td><td class=\"n\">"
                + percent(bin.accuracy()) + "</td><td class=\"n\">" + percent(bin.band()) + "</td></tr>");
    }
}
