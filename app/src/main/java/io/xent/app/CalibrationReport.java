package io.xent.app;

import static io.xent.app.Figures.count;
import static io.xent.app.Figures.number;
import static io.xent.app.Figures.percent;
import static io.xent.app.Html.element;
import static io.xent.app.Html.escape;

import io.xent.learn.CalibrationChoice;
import io.xent.learn.metrics.Evaluation;
import io.xent.learn.metrics.Reliability;

/** A calibration as one HTML page, of the kind of {@link Report}. */
final class CalibrationReport {

    private final Calibrated calibrated;
    private final StringBuilder html = new StringBuilder();

    private CalibrationReport(Calibrated calibrated) {
        this.calibrated = calibrated;
    }

    static String of(Calibrated calibrated) {
        return new CalibrationReport(calibrated).write();
    }

    private String write() {
        String title = calibrated.labels().column() + " by " + calibrated.source() + ", calibrated";
        html.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">" + Report.GENERATOR + " "
                + Version.current() + "\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                + element("title", title) + "<style>" + Style.of("report.css") + "</style></head><body><main><header>");
        html.append(element("h1", title));
        html.append(element(
                "p",
                count(calibrated.choice().before().rows(), "row") + " of " + calibrated.data() + " in "
                        + calibrated.folds() + " folds, each calibrated by the others"));
        html.append("<p class=\"verdict\">" + escape(capitalised(calibrated.sentence()) + ".") + "</p></header>");
        notices();
        candidates();
        reliability();
        return html.append("</main></body></html>\n").toString();
    }

    private static String capitalised(String sentence) {
        return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }

    private void notices() {
        if (!calibrated.notices().isEmpty()) {
            html.append("<section><h2>Noticed in the data</h2><ul>");
            calibrated.notices().forEach(notice -> html.append(element("li", notice)));
            html.append("</ul></section>");
        }
    }

    private void candidates() {
        html.append("<section><h2>What was tried</h2><div class=\"scroll\"><table><thead><tr>"
                + "<th scope=\"col\">method</th><th scope=\"col\" class=\"n\">log loss, nats</th>"
                + "<th scope=\"col\" class=\"n\">calibration error</th><th scope=\"col\" class=\"n\">right</th>"
                + "</tr></thead><tbody>");
        row("none", calibrated.choice().before());
        for (CalibrationChoice.Candidate candidate : calibrated.choice().candidates()) {
            row(
                    Calibrated.name(candidate.method()) + (calibrated.isChosen(candidate) ? " (chosen)" : ""),
                    candidate.outOfFold());
        }
        html.append("</tbody></table></div></section>");
    }

    private void row(String name, Evaluation evaluation) {
        html.append("<tr><th scope=\"row\">" + escape(name) + "</th><td class=\"n\">" + number(evaluation.logLoss())
                + "</td><td class=\"n\">" + percent(evaluation.calibrationError()) + "</td><td class=\"n\">"
                + percent(evaluation.accuracy()) + "</td></tr>");
    }

    private void reliability() {
        html.append("<section><h2>Do the probabilities mean what they say?</h2><div class=\"charts\">");
        chart("Before", calibrated.choice().before());
        if (calibrated.map().isPresent()) {
            chart("After, each row by a calibration that had not seen it", calibrated.after());
        }
        html.append(
                "</div><p class=\"note\">On the dashed line, confidence is how often predictions are right; whiskers are"
                        + " 95 % intervals. Below: how many predictions there are.</p></section>");
    }

    private void chart(String name, Evaluation evaluation) {
        html.append("<figure>" + ReliabilityChart.of(evaluation.reliability()) + element("figcaption", name)
                + "<details><summary>The same in numbers</summary><div class=\"scroll\"><table><thead><tr>"
                + "<th scope=\"col\">mean confidence</th><th scope=\"col\" class=\"n\">rows</th>"
                + "<th scope=\"col\" class=\"n\">right</th><th scope=\"col\" class=\"n\">95 % interval</th></tr></thead>"
                + "<tbody>");
        for (Reliability.Bin bin : evaluation.reliability().bins()) {
            if (bin.rows() > 0) {
                html.append("<tr><th scope=\"row\">" + percent(bin.meanConfidence()) + "</th><td class=\"n\">"
                        + count(bin.rows()) + "</td><td class=\"n\">" + percent(bin.accuracy())
                        + "</td><td class=\"n\">" + percent(bin.band()) + "</td></tr>");
            }
        }
        html.append("</tbody></table></div></details></figure>");
    }
}
