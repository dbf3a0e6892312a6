package io.xent.app;

import io.xent.derive.Curve;
import io.xent.derive.Formula;
import io.xent.derive.Grid;
import io.xent.derive.Part;
import io.xent.derive.Prose;
import io.xent.derive.Step;
import java.util.List;

/** An explanation for the terminal. */
final class ExplanationText {

    private static final int WIDTH = 96;

    private final StringBuilder text = new StringBuilder();

    private ExplanationText() {}

    static String of(Explained explained) {
        ExplanationText out = new ExplanationText();
        out.text.append(explained.title()).append('\n');
        List<Step> steps = explained.steps();
        for (int i = 0; i < steps.size(); i++) {
            out.text.append("\n" + (i + 1) + ". " + steps.get(i).title() + "\n");
            steps.get(i).parts().forEach(out::part);
        }
        return out.text.toString();
    }

    private void part(Part part) {
        text.append('\n');
        if (part instanceof Prose prose) {
            paragraph(prose.text());
        } else if (part instanceof Formula formula) {
            formula(formula);
        } else if (part instanceof Curve curve) {
            text.append((curve.caption() + ":\n" + String.join("\n", Bars.of(curve))).indent(3));
        } else if (part instanceof Grid grid) {
            text.append(GridText.aligned(grid).indent(3));
        }
    }

    /** Later lines have their sign of equality below the first. */
    private void formula(Formula formula) {
        int column = 0;
        for (String line : formula.lines()) {
            int equals = Math.max(0, line.indexOf(" = ") + 1);
            text.append("       ")
                    .append(" ".repeat(line.startsWith("=") ? column : 0))
                    .append(line)
                    .append('\n');
            column = line.startsWith("=") ? column : equals;
        }
    }

    private void paragraph(String words) {
        int column = 0;
        for (String word : words.split(" ")) {
            if (column > 0 && column + 1 + word.length() > WIDTH) {
                text.append('\n');
                column = 0;
            }
            text.append(column == 0 ? "   " : " ").append(word);
            column += column == 0 ? 3 + word.length() : 1 + word.length();
        }
        text.append('\n');
    }
}
