package io.xent.app;

import static io.xent.app.Html.element;
import static io.xent.app.Html.escape;
import static io.xent.app.InferenceWords.p;
import static io.xent.app.InferenceWords.signed;

import io.xent.learn.inference.Coefficient;
import io.xent.learn.inference.ColumnTest;
import io.xent.learn.inference.Inference;
import java.util.List;

/** The part of the report that says how sure the coefficients are and which columns matter. */
final class InferenceSection {

    private static final int COEFFICIENTS = 1000;

    private final Inference inference;
    private final InferenceWords words;
    private final StringBuilder html = new StringBuilder();

    private InferenceSection(Inference inference, Outcome outcome) {
        this.inference = inference;
        words = new InferenceWords(inference, outcome);
    }

    static String of(Inference inference, Outcome outcome) {
        return new InferenceSection(inference, outcome).write();
    }

    private String write() {
        html.append("<section><h2>How sure is it of the columns?</h2>");
        for (String sentence :
                List.of(words.kind(), words.explained(), words.criteria(), words.distance(), words.caution())) {
            html.append(sentence.isEmpty() ? "" : element("p", capitalised(sentence) + "."));
        }
        if (!words.problems().isEmpty()) {
            html.append("<ul>");
            words.problems().forEach(sentence -> html.append(element("li", sentence)));
            html.append("</ul>");
        }
        if (!inference.tests().isEmpty()) {
            tests();
        }
        coefficients();
        return html.append("</section>").toString();
    }

    private static String capitalised(String sentence) {
        return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }

    private void tests() {
        html.append(
                "<h3>Column by column</h3><div class=\"scroll\"><table>" + head("column", "χ²", "df", "p") + "<tbody>");
        for (ColumnTest test : inference.tests()) {
            html.append("<tr><th scope=\"row\">" + escape(words.column(test)) + "</th>"
                    + cell(signed(test.statistic()))
                    + cell("" + test.degreesOfFreedom())
                    + cell(p(test.pValue()))
                    + "</tr>");
        }
        html.append(
                "</tbody></table></div><p class=\"note\">Likelihood-ratio tests: how much better the model explains the"
                        + " rows than the best one without the column. p is how often chance alone would do as much.</p>");
    }

    private void coefficients() {
        html.append("<h3>Coefficient by coefficient</h3><div class=\"scroll\"><table>"
                + head("class", "feature", "estimate", "error", "z", "p", "95 % interval") + "<tbody>");
        inference.coefficients().stream()
                .filter(c -> !Double.isNaN(c.estimate()))
                .limit(COEFFICIENTS)
                .forEach(this::row);
        html.append("</tbody></table></div>"
                + element(
                        "p",
                        "What one unit of a column, in the units of the data (for a date, a day), adds to the logarithm of"
                                + " the odds against class " + words.className(inference.reference()) + "."
                                + (words.bases().isEmpty() ? "" : " " + capitalised(words.bases()) + ".")
                                + (inference.coefficients().size() > COEFFICIENTS
                                        ? " The first " + COEFFICIENTS + " are shown; all are in --format json."
                                        : "")));
    }

    private void row(Coefficient c) {
        html.append("<tr><th scope=\"row\">" + escape(words.className(c.classIndex())) + "</th>"
                + element("td", words.feature(c.feature()))
                + cell(signed(c.estimate()))
                + cell(signed(c.standardError()))
                + cell(signed(c.z()))
                + cell(p(c.pValue()))
                + cell(InferenceWords.interval(c.interval(InferenceWords.LEVEL)))
                + "</tr>");
    }

    private static String cell(String text) {
        return "<td class=\"n\">" + escape(text) + "</td>";
    }

    private static String head(String... names) {
        StringBuilder head = new StringBuilder("<thead><tr>");
        for (String name : names) {
            boolean isText = List.of("column", "class", "feature").contains(name);
            head.append("<th scope=\"col\"" + (isText ? "" : " class=\"n\"") + ">" + escape(name) + "</th>");
        }
        return head.append("</tr></thead>").toString();
    }
}
