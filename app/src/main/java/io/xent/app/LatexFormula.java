package io.xent.app;

import io.xent.derive.Formula;
import io.xent.derive.Latex;
import java.util.List;

/** The lines of a formula as an {@code aligned} block, signs of equality below each other. */
final class LatexFormula {

    private LatexFormula() {}

    static String aligned(Formula formula) {
        List<String> sides = formula.sides().stream().map(Latex::of).toList();
        StringBuilder text = new StringBuilder("\\begin{aligned}\n");
        for (int i = 1; i < sides.size(); i++) {
            text.append(i == 1 ? sides.get(0) + " " : "")
                    .append("&= ")
                    .append(sides.get(i))
                    .append(i < sides.size() - 1 ? " \\\\\n" : "\n");
        }
        return text.append("\\end{aligned}").toString();
    }
}
