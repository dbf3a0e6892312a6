package io.xent.app;

import io.xent.derive.Curve;
import io.xent.derive.Formula;
import io.xent.derive.Grid;
import io.xent.derive.Numeral;
import io.xent.derive.Part;
import io.xent.derive.Prose;
import io.xent.derive.Step;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An explanation as a LaTeX document that needs amsmath and nothing else. */
final class ExplanationLatex {

    /** Characters of prose and headings that pdfTeX does not know by themselves. */
    private static final Map<String, String> SYMBOLS = Map.ofEntries(
            Map.entry("−", "$-$"),
            Map.entry("Σ", "$\\Sigma$"),
            Map.entry("δ", "$\\delta$"),
            Map.entry("∂", "$\\partial$"),
            Map.entry("∞", "$\\infty$"),
            Map.entry("√", "$\\surd$"),
            Map.entry("²", "$^2$"),
            Map.entry("₂", "$_2$"),
            Map.entry("·", "$\\cdot$"),
            Map.entry("≠", "$\\neq$"),
            Map.entry("‖", "$\\Vert$"),
            Map.entry("×", "$\\times$"),
            Map.entry("ε", "$\\varepsilon$"),
            Map.entry("–", "--"),
            Map.entry("’", "'"),
            Map.entry("\\", "\\textbackslash{}"),
            Map.entry("{", "\\{"),
            Map.entry("}", "\\}"),
            Map.entry("_", "\\_"),
            Map.entry("^", "\\textasciicircum{}"),
            Map.entry("&", "\\&"),
            Map.entry("%", "\\%"),
            Map.entry("#", "\\#"),
            Map.entry("$", "\\$"),
            Map.entry("~", "\\textasciitilde{}"));

    /** A letter with its index, as prose has it. */
    private static final Pattern INDEXED = Pattern.compile("(\\p{L})_([a-z0-9]+)");

    private final StringBuilder text = new StringBuilder();

    private ExplanationLatex() {}

    static String of(Explained explained) {
        ExplanationLatex out = new ExplanationLatex();
        out.text.append("\\documentclass[11pt]{article}\n\\usepackage[utf8]{inputenc}\n\\usepackage[T1]{fontenc}\n"
                + "\\usepackage{amsmath}\n\\usepackage[a4paper,margin=25mm]{geometry}\n\\setlength{\\parindent}{0pt}\n"
                + "\\setlength{\\parskip}{6pt}\n\\renewcommand{\\arraystretch}{1.15}\n\\begin{document}\n\\section*{"
                + escaped(explained.title()) + "}\n");
        int number = 1;
        for (Step step : explained.steps()) {
            out.text.append("\n\\subsection*{" + number++ + ". " + escaped(step.title()) + "}\n");
            step.parts().forEach(out::part);
        }
        return out.text.append("\\end{document}\n").toString();
    }

    private void part(Part part) {
        text.append('\n');
        if (part instanceof Prose prose) {
            text.append(escaped(prose.text())).append('\n');
        } else if (part instanceof Formula formula) {
            text.append("\\[\n").append(LatexFormula.aligned(formula)).append("\n\\]\n");
        } else if (part instanceof Curve curve) {
            curve(curve);
        } else if (part instanceof Grid grid) {
            table(grid);
        }
    }

    private void table(Grid grid) {
        int columns = grid.columns().size();
        String size = columns > 5 ? "\\footnotesize" : "\\small";
        text.append(escaped(grid.caption()) + ":\n\n{" + size + "\\setlength{\\tabcolsep}{4pt}\\begin{tabular}{l"
                + "r".repeat(columns) + "}\n$" + grid.corner() + "$");
        grid.columns().forEach(column -> text.append(" & ").append(escaped(column.heading())));
        text.append(" \\\\ \\hline\n");
        for (var cells : GridText.rows(grid)) {
            text.append(String.join(
                            " & ", cells.stream().map(ExplanationLatex::number).toList()))
                    .append(" \\\\\n");
        }
        text.append("\\end{tabular}}\n");
    }

    /** Points in a picture of 100 by 40 millimetres. */
    private void curve(Curve curve) {
        double width = curve.x()[curve.x().length - 1] - curve.x()[0];
        double most = java.util.Arrays.stream(curve.y()).max().orElse(1);
        text.append(escaped(curve.caption()) + ":\n\n\\setlength{\\unitlength}{1mm}\n\\begin{picture}(110,50)(-8,-8)\n"
                + "\\put(0,0){\\line(1,0){100}}\n\\put(0,0){\\line(0,1){40}}\n");
        for (int i = 0; i < curve.x().length; i++) {
            text.append("\\put(" + Html.at(100 * (curve.x()[i] - curve.x()[0]) / width) + ","
                    + Html.at(40 * curve.y()[i] / most) + "){\\circle*{1}}\n");
        }
        text.append("\\put(0,-5){" + Numeral.of(curve.x()[0]) + "}\n\\put(50,-5){$" + curve.horizontal()
                + "$}\n\\put(98,-5){"
                + Numeral.of(curve.x()[curve.x().length - 1]) + "}\n\\put(-6,39){" + Numeral.of(most)
                + "}\n\\put(2,41){"
                + escaped(curve.vertical()) + "}\n\\end{picture}\n");
    }

    /** Minus signs and infinities as signs; a sum's letter as a sign. */
    private static String number(String cell) {
        if (cell.isEmpty() || cell.equals("NaN")) {
            return cell;
        }
        return "$"
                + cell.replace("∞", "\\infty").replace("Σ", "\\Sigma").replaceAll("e(-?[0-9]+)$", " \\\\cdot 10^{$1}")
                + "$";
    }

    static String escaped(String plain) {
        StringBuilder out = new StringBuilder();
        Matcher indexed = INDEXED.matcher(plain);
        int from = 0;
        while (indexed.find()) {
            symbols(out, plain.substring(from, indexed.start()));
            symbols(out, indexed.group(1));
            out.append("$_{").append(indexed.group(2)).append("}$");
            from = indexed.end();
        }
        symbols(out, plain.substring(from));
        return out.toString();
    }

    private static void symbols(StringBuilder out, String plain) {
        plain.codePoints().mapToObj(Character::toString).forEach(c -> out.append(SYMBOLS.getOrDefault(c, c)));
    }
}
