package io.xent.app;

import static io.xent.app.Html.element;
import static io.xent.app.Html.escape;

import io.xent.derive.Expression;
import io.xent.derive.MathMl;
import io.xent.derive.Mend;
import io.xent.derive.Report;
import io.xent.derive.UnreadableException;
import java.util.Optional;

/** A checked derivation as a page of its own: no script, nothing fetched, readable on paper. */
final class CheckedHtml {

    private final Checked checked;
    private final StringBuilder html = new StringBuilder();

    private CheckedHtml(Checked checked) {
        this.checked = checked;
    }

    static String of(Checked checked) {
        return new CheckedHtml(checked).write();
    }

    private String write() {
        html.append(Page.opening(checked.file(), "check.css"));
        html.append("<header>").append(element("h1", checked.file())).append("</header>");
        checked.error().ifPresent(this::error);
        verdict();
        steps();
        readings();
        return html.append(Page.CLOSING).toString();
    }

    private void error(UnreadableException e) {
        String line = checked.text().split("\n", -1)[e.line() - 1].replaceAll("[\\r\\t]", " ");
        int from = line.offsetByCodePoints(0, e.column() - 1);
        int to = Math.min(line.length(), from + e.width());
        html.append("<p class=\"verdict stopped\">Line " + e.line() + ", column " + e.column() + ": "
                + escape(e.getMessage()) + ".</p><pre><code>" + escape(line.substring(0, from)) + "<mark>"
                + escape(line.substring(from, to)) + "</mark>" + escape(line.substring(to)) + "</code></pre>");
    }

    private void verdict() {
        Optional<Checked.Step> wrong = checked.firstWrong();
        if (wrong.isPresent()) {
            html.append("<p class=\"verdict stopped\">" + escape(String.join(" ", VerdictText.sentences(wrong.get())))
                    + "</p>");
            wrong.get().judged().mend().ifPresent(this::mend);
        } else if (checked.verdict() == VerdictKind.PROVED) {
            html.append("<p class=\"verdict\">Every line is proved, for every number of classes.</p>");
        }
    }

    private void mend(Mend mend) {
        html.append("<p>It should read</p>" + MathMl.of(mend.line(), part -> part == mend.instead()));
    }

    private void steps() {
        html.append(
                "<section><div class=\"scroll\"><table class=\"steps\"><thead><tr><th scope=\"col\" class=\"n\">line</th>"
                        + "<th></th><th scope=\"col\">formula</th><th scope=\"col\">verdict</th></tr></thead><tbody>");
        Expression left = null;
        for (Checked.Step step : checked.steps()) {
            step(step, step.left() == left ? "" : MathMl.of(step.left()));
            left = step.left();
        }
        html.append("</tbody></table></div></section>");
    }

    private void step(Checked.Step step, String left) {
        Report.JudgedLine judged = step.judged();
        Expression marked = judged.mend().map(Mend::written).orElse(null);
        String status = judged.status().name().toLowerCase(java.util.Locale.ROOT);
        html.append("<tr class=\"" + status + "\"><td class=\"n\">" + step.line() + "</td><td class=\"side\">" + left
                + "</td><td><div class=\"formula\">= "
                + MathMl.of(judged.line().expression(), part -> part == marked) + "</div>");
        html.append("<code>" + escape(checked.written(judged.line().expression().span())) + "</code>");
        for (Report.Lint lint : judged.lints()) {
            html.append("<p class=\"note\">" + escape(lint.message()) + "</p>");
        }
        html.append("</td><td>" + escape(VerdictText.brief(judged)));
        boolean isTold = !step.isFirstWrong() && judged.status() != Report.Status.INHERITED;
        if (isTold) {
            VerdictText.sentences(step).forEach(sentence -> html.append(element("p", sentence)));
        }
        html.append("</td></tr>");
    }

    private void readings() {
        if (checked.readings().isEmpty()) {
            return;
        }
        html.append("<section><h2>How names were read</h2><table><tbody>");
        for (Report.Reading reading : checked.readings()) {
            html.append("<tr><th scope=\"row\"><code>" + escape(reading.name()) + "</code></th><td>"
                    + escape(reading.meaning()) + (reading.stated() ? "" : " (taken for granted)") + "</td></tr>");
        }
        html.append("</tbody></table>");
        checked.notes().forEach(note -> html.append("<p class=\"note\">" + escape(note) + "</p>"));
        html.append("</section>");
    }
}
