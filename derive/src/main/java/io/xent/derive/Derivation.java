package io.xent.derive;

import java.util.List;

/**
 * A derivation as read: what its names mean, what it assumes, and its chains of equations.
 *
 * @param definitions what the author defines, in order, later ones may use earlier ones: {@code p = softmax(z/T)},
 *     {@code L = −Σ_k y_k log p_k}, {@code z = W x + b}, {@code y = (1, 1, 0)}. Names that nobody defines get their usual meaning when judged.
 * @param assumptions what the author states
 * @param chains the equations, in the order of the text
 * @param notes where the text was taken otherwise than its letters say: {@code softmax(z_i)} as softmax(z)_i
 */
public record Derivation(
        List<Definition> definitions, List<Assumption> assumptions, List<Chain> chains, List<Report.Lint> notes) {

    /** Copies the lists. */
    public Derivation {
        definitions = List.copyOf(definitions);
        assumptions = List.copyOf(assumptions);
        chains = List.copyOf(chains);
        notes = List.copyOf(notes);
    }

    /** One that was not read from a text. */
    public Derivation(List<Definition> definitions, List<Assumption> assumptions, List<Chain> chains) {
        this(definitions, assumptions, chains, List.of());
    }

    /**
     * Reads a derivation, in LaTeX, Unicode or ASCII, as people write it: see {@code docs/guide/derivatives.md}.
     *
     * @throws UnreadableException if something is not understood, which nothing skips; it knows the place
     */
    public static Derivation parse(String text) {
        return DerivationParser.parse(text);
    }

    /**
     * What a name means. With indices it defines the components, {@code a_k = e^{z_k}}; without, the vector or the number.
     *
     * @param name the left side
     * @param meaning the right side
     * @param line its line in the text, from 1
     */
    public record Definition(Expression.Name name, Expression meaning, int line) {}

    /**
     * A left side and the expressions that are said to equal it, each because the one before does:
     * {@code ∂L/∂z_i = … = … = p_i − y_i}. The left side is what the others are judged by.
     *
     * @param left the left side
     * @param line the line of the left side, from 1
     * @param lines what follows each equals sign
     */
    public record Chain(Expression left, int line, List<Line> lines) {
        /** Copies the list. */
        public Chain {
            lines = List.copyOf(lines);
        }
    }

    /**
     * One right side.
     *
     * @param number its line in the text, from 1; several right sides may share one
     * @param expression what is written
     * @param given conditions under which it is said, "for i ≠ j"; mostly none
     */
    public record Line(int number, Expression expression, List<Condition> given) {
        /** Copies the list. */
        public Line {
            given = List.copyOf(given);
        }
    }
}
