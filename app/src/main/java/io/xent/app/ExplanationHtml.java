package io.xent.app;

import static io.xent.app.Html.element;
import static io.xent.app.Html.escape;

import io.xent.derive.Curve;
import io.xent.derive.Formula;
import io.xent.derive.Grid;
import io.xent.derive.MathMl;
import io.xent.derive.Part;
import io.xent.derive.Prose;
import io.xent.derive.Step;
import java.util.List;

/** An explanation as one HTML page: formulas are MathML, everything is in the file, no script, no network. */
final class ExplanationHtml {

    private final StringBuilder html = new StringBuilder();

    private ExplanationHtml() {}

    static String of(Explained explained) {
        ExplanationHtml out = new ExplanationHtml();
        out.html.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">" + Report.GENERATOR + " "
                + Version.current() + "\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                + element("title", explained.title()) + "<style>" + Style.of("report.css") + Style.of("explanation.css")
                + "</style></head><body><main>\n" + element("h1", explained.title()) + "\n");
        List<Step> steps = explained.steps();
        for (int i = 0; i < steps.size(); i++) {
            out.html.append(
                    "<section>" + "<h2>" + (i + 1) + ". " + words(steps.get(i).title()) + "</h2>" + "\n");
            steps.get(i).parts().forEach(out::part);
            out.html.append("</section>\n");
        }
        return out.html.append("</main></body></html>\n").toString();
    }

    private void part(Part part) {
        if (part instanceof Prose prose) {
            html.append("<p>" + words(prose.text()) + "</p>\n");
        } else if (part instanceof Formula formula) {
            formula(formula);
        } else if (part instanceof Curve curve) {
            html.append("<figure>"
                    + LineChart.linear(curve.caption(), curve.horizontal(), curve.vertical(), curve.x(), curve.y())
                            .toSvg()
                    + element("figcaption", curve.caption()) + "</figure>\n");
        } else if (part instanceof Grid grid) {
            table(grid);
        }
    }

    /** One row of a table for each line, so that signs of equality are below each other. */
    private void formula(Formula formula) {
        List<String> sides = formula.sides().stream().map(MathMl::of).toList();
        html.append("<table class=\"formula\" role=\"presentation\"><tbody>");
        for (int i = 1; i < sides.size(); i++) {
            html.append("<tr><td>" + (i == 1 ? sides.get(0) : "") + "</td><td><math><mo>=</mo></math></td><td>"
                    + sides.get(i) + "</td></tr>");
        }
        html.append("</tbody></table>\n");
    }

    private void table(Grid grid) {
        html.append("<div class=\"scroll\"><table class=\"numbers\">" + "<caption>" + words(grid.caption())
                + "</caption>" + "<thead><tr><th scope=\"col\">" + escape(grid.corner()) + "</th>");
        grid.columns()
                .forEach(column -> html.append("<th scope=\"col\" class=\"n\">" + words(column.heading()) + "</th>"));
        html.append("</tr></thead><tbody>");
        List<List<String>> rows = GridText.rows(grid);
        for (int i = 0; i < rows.size(); i++) {
            boolean total = i == grid.rows().size();
            html.append("<tr" + (total ? " class=\"total\"" : "") + "><th scope=\"row\">"
                    + escape(rows.get(i).get(0)) + "</th>");
            rows.get(i)
                    .subList(1, rows.get(i).size())
                    .forEach(cell -> html.append("<td class=\"n\">" + number(cell) + "</td>"));
            html.append("</tr>");
        }
        html.append("</tbody></table></div>\n");
    }

    private static String number(String cell) {
        return escape(signs(cell)).replaceAll("e(−?[0-9]+)$", " · 10<sup>$1</sup>");
    }

    /** Text with indices set lower, which prose marks as formulas do: p_i. */
    private static String words(String text) {
        return escape(signs(text)).replaceAll("(\\p{L})_([a-z0-9]+)", "$1<sub>$2</sub>");
    }

    /** A hyphen before a digit is a minus sign. */
    private static String signs(String text) {
        return text.replaceAll("-(?=[0-9∞])", "−");
    }
}
