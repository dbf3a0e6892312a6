package io.xent.app;

import io.xent.derive.Curve;
import io.xent.derive.Formula;
import io.xent.derive.Grid;
import io.xent.derive.Part;
import io.xent.derive.Prose;
import io.xent.derive.Step;
import java.util.ArrayList;
import java.util.List;

/** An explanation in Markdown with tables and formulas between dollars, as GitHub and most notebooks show it. */
final class ExplanationMarkdown {

    private final StringBuilder text = new StringBuilder();

    private ExplanationMarkdown() {}

    static String of(Explained explained) {
        ExplanationMarkdown out = new ExplanationMarkdown();
        out.text.append("# ").append(explained.title()).append('\n');
        List<Step> steps = explained.steps();
        for (int i = 0; i < steps.size(); i++) {
            out.text.append("\n## " + (i + 1) + ". " + steps.get(i).title() + "\n");
            steps.get(i).parts().forEach(out::part);
        }
        return out.text.toString();
    }

    private void part(Part part) {
        text.append('\n');
        if (part instanceof Prose prose) {
            text.append(escaped(prose.text())).append('\n');
        } else if (part instanceof Formula formula) {
            text.append("$$\n").append(LatexFormula.aligned(formula)).append("\n$$\n");
        } else if (part instanceof Curve curve) {
            text.append("```text\n").append(String.join("\n", Bars.of(curve))).append("\n```\n");
        } else if (part instanceof Grid grid) {
            table(grid);
        }
    }

    private void table(Grid grid) {
        text.append(escaped(grid.caption())).append(":\n\n");
        List<String> heads = new ArrayList<>(List.of(grid.corner()));
        grid.columns().forEach(column -> heads.add(column.heading()));
        row(heads);
        text.append("|---|").append("--:|".repeat(grid.columns().size())).append('\n');
        GridText.rows(grid).forEach(this::row);
    }

    private void row(List<String> cells) {
        text.append("| ");
        text.append(String.join(
                " | ", cells.stream().map(ExplanationMarkdown::escaped).toList()));
        text.append(" |\n");
    }

    /** What Markdown would take for markup. */
    private static String escaped(String plain) {
        return plain.replaceAll("([\\\\`*_|<$])", "\\\\$1");
    }
}
