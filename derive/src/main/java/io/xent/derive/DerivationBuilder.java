package io.xent.derive;

import io.xent.derive.Derivation.Chain;
import io.xent.derive.Derivation.Definition;
import io.xent.derive.Derivation.Line;
import io.xent.derive.Expression.Literal;
import io.xent.derive.Expression.Name;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Gathers what the rows of a text say: definitions, assumptions, and chains of what equals what. What is said of a name first
 * defines it.
 */
final class DerivationBuilder {

    private final Words words;
    private final List<Definition> definitions = new ArrayList<>();
    private final List<Assumption> assumptions = new ArrayList<>();
    private final List<Chain> chains = new ArrayList<>();

    /** Letters that mean a mean over rows without an index, and what is averaged with one. */
    private final Set<String> shared = new HashSet<>();

    /** The chain that an equals sign goes on with, or null for its left side. */
    private Expression left;

    private int leftLine;
    private List<Condition> given = List.of();
    private List<Line> lines = new ArrayList<>();

    DerivationBuilder(Words words) {
        this.words = words;
    }

    void assume(List<Assumption> granted) {
        assumptions.addAll(granted);
    }

    /** Whether a chain is open that an equals sign could go on with. */
    boolean isOpen() {
        return left != null;
    }

    /** Begins a chain, which ends the one before. */
    void open(Expression side, int line, List<Condition> conditions) {
        close();
        left = side;
        leftLine = line;
        given = conditions;
        lines = new ArrayList<>();
    }

    /** Ends the chain. */
    void close() {
        if (left != null && !lines.isEmpty()) {
            chains.add(new Chain(left, leftLine, lines));
        }
        left = null;
    }

    /** What the chain is said under. */
    List<Condition> given() {
        return given;
    }

    /** Goes on with the chain. */
    void say(Line line) {
        lines.add(line);
    }

    /** Takes what is said of a name for the first time as its definition, and tells whether it did. */
    boolean define(Expression meaning, int line) {
        boolean isFirst = left instanceof Name name && lines.isEmpty() && isDefinition(name, meaning);
        if (isFirst) {
            define((Name) left, meaning, line);
        }
        return isFirst;
    }

    private boolean isDefinition(Name name, Expression meaning) {
        if (name.indices().isEmpty() && !shared.contains(name.name()) && RowLoss.isIn(meaning, name.name())) {
            shared.add(name.name());
            words.remark(name.name() + " with an index is the loss of a row, without one their mean", name.span());
            return true;
        }
        return !words.isDefined(key(name)) && name.indices().stream().noneMatch(Index::isNumber);
    }

    private String key(Name name) {
        boolean isRow = shared.contains(name.name()) && !name.indices().isEmpty();
        return isRow ? RowLoss.marked(name.name()) : name.name();
    }

    private void define(Name name, Expression meaning, int line) {
        words.define(key(name));
        boolean isSetting = name.indices().isEmpty() && name.name().matches("[KNT]");
        if (isSetting && meaning instanceof Literal literal) {
            assumptions.add(new Assumption.Value(name.name(), literal.value()));
        } else {
            definitions.add(new Definition(name, meaning, line));
        }
    }

    /** Whether nothing is derived. */
    boolean isEmpty() {
        return chains.isEmpty();
    }

    /** The whole, in which the loss of a row is told from the mean over rows, and a row that stays the same is left out. */
    Derivation built() {
        RowLoss rows = new RowLoss(shared);
        Derivation derivation = new Derivation(
                definitions.stream().map(rows::in).toList(),
                assumptions,
                chains.stream().map(rows::in).toList(),
                words.remarks());
        return FixedRow.of(derivation).map(row -> row.in(derivation)).orElse(derivation);
    }
}
