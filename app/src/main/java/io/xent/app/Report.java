package io.xent.app;

import static io.xent.app.Figures.count;
import static io.xent.app.Figures.number;
import static io.xent.app.Figures.percent;
import static io.xent.app.Html.element;
import static io.xent.app.Html.escape;

import io.xent.learn.CrossValidation;
import io.xent.learn.Fit;
import io.xent.learn.Progress;
import io.xent.learn.encoding.ColumnEncoding;
import io.xent.learn.encoding.ColumnReport;
import io.xent.learn.metrics.Evaluation;
import io.xent.learn.network.NetworkFit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A training as one HTML page: everything is in the file, no script, no network. Charts are inline SVG, and whatever a
 * chart shows is also there as text or table.
 */
final class Report {

    /** How a page of ours begins; what may be replaced without being asked is told by it. */
    static final String GENERATOR = "<meta name=\"generator\" content=\"Xent";

    private final Outcome outcome;
    private final List<String> classes;
    private final StringBuilder html = new StringBuilder();

    private Report(Outcome outcome) {
        this.outcome = outcome;
        this.classes = outcome.pipeline().labels().names();
    }

    static String of(Outcome outcome) {
        return new Report(outcome).write();
    }

    private String write() {
        String title = outcome.pipeline().labels().column() + " from " + outcome.source();
        html.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">" + GENERATOR + " "
                + Version.current() + "\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                + element("title", title) + "<style>" + Style.of("report.css") + "</style></head><body><main><header>");
        html.append(element("h1", outcome.pipeline().labels().column()));
        html.append("<p class=\"from\">predicted from " + escape(outcome.source()) + " · "
                + count(outcome.rows(), "row") + " · "
                + count(outcome.pipeline().encoding().columns().size(), "column")
                + " · " + count(outcome.features(), "feature") + " · " + count(outcome.classes(), "class") + "</p>");
        verdict();
        figures();
        html.append("</header>");
        notices();
        html.append(EvaluationSection.of(shown(), classes));
        outcome.calibration().ifPresent(calibration -> html.append(CalibrationSection.of(calibration)));
        html.append(CoefficientSection.of(outcome.pipeline()));
        outcome.inference().ifPresent(inference -> html.append(InferenceSection.of(inference, outcome)));
        outcome.validation().ifPresent(this::validation);
        outcome.course().ifPresent(this::course);
        if (outcome.fit() instanceof NetworkFit network) {
            html.append(NetworkSection.of(network));
        } else {
            learningCurve(((Fit) outcome.fit()).history());
        }
        columns();
        use();
        provenance();
        return html.append("</main></body></html>\n").toString();
    }

    /** The figures that count: on rows kept from training where there are any. */
    private Evaluation shown() {
        return outcome.test().map(Outcome.Test::evaluation).orElse(outcome.train());
    }

    private void verdict() {
        boolean complete = outcome.fit().complete();
        html.append("<p class=\"verdict" + (complete ? "" : " stopped") + "\">"
                + escape(capitalised(Certificates.sentence(outcome)) + ".")
                + (complete ? "" : " " + escape(capitalised(outcome.advice()))) + "</p>");
    }

    private static String capitalised(String sentence) {
        return sentence.isEmpty() ? sentence : Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }

    private void figures() {
        Evaluation shown = shown();
        String rows = outcome.test()
                .map(test -> "on " + count(shown.rows(), "row") + " " + test.of()
                        + (test.kind() == Outcome.Kind.HELD_OUT_ESTIMATE ? "; the model is trained on all" : ""))
                .orElse("on the rows it was trained on: new rows will be worse");
        html.append("<dl class=\"figures\">");
        figure("right", percent(shown.accuracy()), "95 % interval " + percent(shown.accuracyInterval()) + ", " + rows);
        figure(
                "log loss",
                number(shown.logLoss()) + " nats",
                "knowing only how frequent the classes are: " + number(shown.entropy()));
        figure("calibration error", percent(shown.calibrationError()), "confidence against how often it was right");
        if (outcome.test().isPresent()) {
            Evaluation train = outcome.train();
            figure(
                    "right in training",
                    percent(train.accuracy()),
                    "log loss " + number(train.logLoss()) + " nats on " + count(train.rows(), "row"));
        }
        html.append("</dl>");
    }

    private void figure(String name, String value, String more) {
        html.append("<div>" + element("dt", name) + "<dd class=\"value\">" + escape(value) + "</dd><dd class=\"more\">"
                + escape(more) + "</dd></div>");
    }

    private void notices() {
        if (!outcome.notices().isEmpty()) {
            html.append("<section><h2>Noticed in the data</h2><ul>");
            outcome.notices().forEach(notice -> html.append(element("li", notice)));
            html.append("</ul></section>");
        }
    }

    private void validation(CrossValidation validation) {
        List<CrossValidation.Point> path = validation.path();
        double[] lambda =
                path.stream().mapToDouble(CrossValidation.Point::lambda).toArray();
        double[] loss =
                path.stream().mapToDouble(CrossValidation.Point::logLoss).toArray();
        double[] low =
                path.stream().mapToDouble(p -> p.logLoss() - p.standardError()).toArray();
        double[] high =
                path.stream().mapToDouble(p -> p.logLoss() + p.standardError()).toArray();
        html.append("<section><h2>How the penalty was chosen</h2><figure>"
                + LineChart.logX(
                                "Log loss of rows not trained on, by penalty",
                                "penalty λ",
                                "log loss, nats",
                                lambda,
                                loss)
                        .whiskers(low, high)
                        .mark(validation.oneStandardError().lambda(), "chosen")
                        .toSvg()
                + "<figcaption>Cross-validated log loss; whiskers are one standard error. Chosen is the largest penalty"
                + " within one standard error of the best.</figcaption></figure></section>");
    }

    private void course(PenaltyCourse course) {
        double[] lambda = course.points().stream()
                .mapToDouble(PenaltyCourse.Point::lambda)
                .toArray();
        double[] weights = course.points().stream()
                .mapToDouble(PenaltyCourse.Point::nonZeroWeights)
                .toArray();
        double[] explained = course.points().stream()
                .mapToDouble(point -> 100 * point.devianceExplained())
                .toArray();
        html.append("<section><h2>As the penalty falls</h2><div class=\"charts\"><figure>"
                + LineChart.logX("Weights that are not zero, by penalty", "penalty λ", "weights", lambda, weights)
                        .toSvg()
                + "<figcaption>Weights that are not zero in the model of all rows.</figcaption></figure><figure>"
                + LineChart.logX(
                                "Share of the loss explained, by penalty",
                                "penalty λ",
                                "explained, %",
                                lambda,
                                explained)
                        .toSvg()
                + "<figcaption>What it saves, on the rows it was trained on, of the log loss of knowing only how frequent"
                + " the classes are.</figcaption></figure></div></section>");
    }

    private void learningCurve(List<Progress> history) {
        if (history.size() < 2) {
            return;
        }
        double[] iteration = history.stream().mapToDouble(Progress::iteration).toArray();
        double[] objective = history.stream().mapToDouble(Progress::objective).toArray();
        double[] norm = history.stream()
                .mapToDouble(p -> Math.max(p.gradientNorm(), 1e-300))
                .toArray();
        html.append(
                "<section><h2>How it was found</h2><div class=\"charts\"><figure>"
                        + LineChart.linear(
                                        "Objective by iteration, from " + number(objective[0]) + " to "
                                                + number(objective[objective.length - 1]) + Certificates.unit(outcome),
                                        "iteration",
                                        "objective" + Certificates.unit(outcome).replace(" ", ", "),
                                        iteration,
                                        objective)
                                .toSvg()
                        + "<figcaption>Mean loss plus penalty.</figcaption></figure><figure>"
                        + LineChart.logY(
                                        "Gradient norm by iteration, from " + number(norm[0]) + " to "
                                                + number(norm[norm.length - 1]),
                                        "iteration",
                                        "gradient norm",
                                        iteration,
                                        norm)
                                .toSvg()
                        + "<figcaption>Norm of its gradient, which is zero at the optimum.</figcaption></figure></div></section>");
    }

    private void columns() {
        Map<String, ColumnEncoding> encodings = new HashMap<>();
        outcome.pipeline().encoding().columns().forEach(encoding -> encodings.put(encoding.column(), encoding));
        html.append("<section><h2>Columns</h2><div class=\"scroll\"><table><thead><tr><th scope=\"col\">column</th>"
                + "<th scope=\"col\" class=\"n\">features</th><th scope=\"col\">becomes</th></tr></thead><tbody>");
        for (ColumnReport column : outcome.columns()) {
            ColumnEncoding encoding = encodings.get(column.column());
            String becomes = encoding == null ? "left out: " + column.detail() : Columns.describe(encoding);
            html.append("<tr><th scope=\"row\">" + escape(column.column()) + "</th><td class=\"n\">"
                    + count(column.features()) + "</td><td>" + escape(becomes)
                    + (column.outcome() == ColumnReport.Outcome.SUSPECT
                            ? " <strong>" + escape("Look at it: " + column.detail()) + "</strong>"
                            : "")
                    + "</td></tr>");
        }
        html.append("</tbody></table></div></section>");
    }

    private void use() {
        String model = Shell.quoted(outcome.model().toString());
        html.append(
                "<section><h2>Use it</h2><pre><code>" + escape("xent predict " + model + " NEW_DATA") + "\n"
                        + escape("xent evaluate " + model + " LABELLED_DATA")
                        + "</code></pre><p class=\"note\">The model file"
                        + " also runs in ONNX Runtime, in any language: raw columns in, label and probabilities out.</p></section>");
    }

    private void provenance() {
        html.append("<section><h2>How it was made</h2><div class=\"scroll\"><table><tbody>");
        for (Map.Entry<String, String> entry :
                outcome.pipeline().provenance().entries().entrySet()) {
            html.append("<tr><th scope=\"row\">" + escape(entry.getKey()) + "</th><td class=\"long\"><code>"
                    + escape(entry.getValue()) + "</code></td></tr>");
        }
        html.append("</tbody></table></div><p class=\"note\">The same is in the model file; "
                + "<code>xent info</code> shows it.</p></section>");
    }
}
