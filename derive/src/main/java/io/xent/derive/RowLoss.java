package io.xent.derive;

import io.xent.derive.Derivation.Chain;
import io.xent.derive.Derivation.Definition;
import io.xent.derive.Derivation.Line;
import io.xent.derive.Expression.Derivative;
import io.xent.derive.Expression.Name;
import java.util.List;
import java.util.Set;

/**
 * Tells L_n, the loss of a row, from L, the mean over rows: {@code L = 1/N Σ_n L_n} uses one letter for both. The one with an index gets an
 * invisible mark, so that the two are different names and look the same.
 */
final class RowLoss {

    /** Unicode's word joiner, which has no width. */
    static final char MARK = '\u2060';

    private final Set<String> letters;

    /** For the letters that mean two things. */
    RowLoss(Set<String> letters) {
        this.letters = letters;
    }

    /** Whether a formula for the name without indices has the name with indices in it. */
    static boolean isIn(Expression formula, String letter) {
        boolean isIt = formula instanceof Name name
                && name.name().equals(letter)
                && !name.indices().isEmpty();
        return isIt || formula.children().stream().anyMatch(child -> isIn(child, letter));
    }

    static String marked(String letter) {
        return letter + MARK;
    }

    Definition in(Definition definition) {
        return new Definition(name(definition.name()), in(definition.meaning()), definition.line());
    }

    Chain in(Chain chain) {
        List<Line> lines = chain.lines().stream()
                .map(line -> new Line(line.number(), in(line.expression()), line.given()))
                .toList();
        return new Chain(in(chain.left()), chain.line(), lines);
    }

    private Expression in(Expression formula) {
        if (formula instanceof Name name) {
            return name(name);
        } else if (formula instanceof Derivative derivative) {
            return new Derivative(in(derivative.of()), name(derivative.variable()), derivative.span());
        }
        return formula.withChildren(formula.children().stream().map(this::in).toList());
    }

    private Name name(Name name) {
        boolean isRow = letters.contains(name.name()) && !name.indices().isEmpty();
        return isRow ? new Name(marked(name.name()), name.indices(), name.span()) : name;
    }
}
