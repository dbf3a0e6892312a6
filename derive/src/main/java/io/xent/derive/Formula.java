package io.xent.derive;

import java.util.ArrayList;
import java.util.List;

/**
 * A formula that holds for every number of classes, as equal expressions one after another.
 *
 * @param sides at least two: what is before the first sign of equality, then what is after each
 */
public record Formula(List<Expression> sides) implements Part {

    public Formula {
        sides = List.copyOf(sides);
    }

    /** From lines such as {@code ∂L/∂z_j = p_j − y_j}, in the notation that {@code xent check} reads; all but the first begin with "=". */
    static Formula of(String... lines) {
        List<Expression> sides = new ArrayList<>();
        for (String line : lines) {
            for (String side : line.split("(^|\\s)=\\s")) {
                if (!side.isBlank()) {
                    sides.add(ExpressionParser.parse(side.strip()));
                }
            }
        }
        return new Formula(sides);
    }

    /** The lines in plain notation. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(PlainText.of(sides.get(0)) + " = " + PlainText.of(sides.get(1)));
        sides.subList(2, sides.size()).forEach(side -> lines.add("= " + PlainText.of(side)));
        return lines;
    }
}
