package io.xent.app;

import static io.xent.app.Figures.count;
import static io.xent.app.Figures.number;
import static io.xent.app.Figures.percent;
import static io.xent.app.Html.element;
import static io.xent.app.Html.escape;

import io.xent.learn.CalibrationChoice;
import io.xent.learn.metrics.Evaluation;
import io.xent.learn.metrics.Reliability;

/** The part of a report that says which calibrations were tried, and how reliable probabilities are before and after. */
final class CalibrationSection {

    private final ChosenCalibration chosen;
    private final StringBuilder html = new StringBuilder();

    private CalibrationSection(ChosenCalibration chosen) {
        this.chosen = chosen;
    }

    static String of(ChosenCalibration chosen) {
        CalibrationSection section = new CalibrationSection(chosen);
        section.candidates();
        section.reliability();
        return section.html.toString();
    }

    private void candidates() {
        html.append("<section><h2>How probabilities were calibrated</h2><div class=\"scroll\"><table><thead><tr>"
                + "<th scope=\"col\">method</th><th scope=\"col\" class=\"n\">log loss, nats</th>"
                + "<th scope=\"col\" class=\"n\">calibration error</th><th scope=\"col\" class=\"n\">right</th>"
                + "</tr></thead><tbody>");
        row("none", chosen.choice().before());
        for (CalibrationChoice.Candidate candidate : chosen.choice().candidates()) {
            row(
                    ChosenCalibration.name(candidate.method()) + (chosen.isChosen(candidate) ? " (chosen)" : ""),
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
        html.append("<section><h2>Before and after calibration</h2><div class=\"charts\">");
        chart("Before", chosen.choice().before());
        if (chosen.map().isPresent()) {
            chart("After, each row by a calibration that had not seen it", chosen.after());
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
