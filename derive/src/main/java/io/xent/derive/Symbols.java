package io.xent.derive;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The symbols that have to be given numbers before a term has a value, and the dimensions that it needs sizes for. */
final class Symbols {
    private final Budget budget;
    private final Map<Symbol, Boolean> found = new LinkedHashMap<>();
    private final Set<Symbol> seen = new LinkedHashSet<>();
    private final Set<Dimension> dimensions = new LinkedHashSet<>();

    Symbols(Budget budget) {
        this.budget = budget;
    }

    Set<Symbol> chosen() {
        return found.keySet();
    }

    /** Whether the symbol occurs in an exponent, where logarithms of whole numbers keep everything a fraction. */
    boolean isInExponent(Symbol symbol) {
        return found.get(symbol);
    }

    Set<Dimension> dimensions() {
        return dimensions;
    }

    /** Adds what a symbol needs. */
    void add(Symbol symbol) {
        List<Slot> first = symbol.dimensions.stream()
                .map(dimension -> (Slot) new Slot.Fixed(1, dimension))
                .toList();
        collect(new Term.Component(symbol, symbol.role == Symbol.Role.SIZE ? List.of() : first), false);
    }

    void add(Term term) {
        collect(term, false);
    }

    private void collect(Term term, boolean inExponent) {
        budget.spend(1);
        if (term instanceof Term.Component component) {
            collect(component, inExponent);
        } else if (term instanceof Term.Plus plus) {
            plus.terms().forEach(part -> collect(part, inExponent));
        } else if (term instanceof Term.Times product) {
            product.factors().forEach(part -> collect(part, inExponent));
        } else if (term instanceof Term.Power power) {
            collect(power.base(), inExponent);
            collect(power.exponent(), inExponent);
        } else if (term instanceof Term.Exp exp) {
            collect(exp.of(), true);
        } else if (term instanceof Term.Log log) {
            collect(log.of(), inExponent);
        } else if (term instanceof Term.Sum sum) {
            dimensions.add(sum.variable().dimension());
            collect(sum.body(), inExponent);
        } else if (term instanceof Term.Same same) {
            dimensions.add(same.left().dimension());
        } else if (term instanceof Term.Equals equals) {
            collect(equals.of(), inExponent);
        }
    }

    private void collect(Term.Component component, boolean inExponent) {
        Symbol symbol = component.symbol();
        dimensions.addAll(symbol.dimensions);
        if (symbol.role == Symbol.Role.SIZE) {
            return;
        }
        List<Slot> slots = component.slots();
        Term meaning = symbol.computableAt(slots);
        if (meaning == null) {
            found.merge(symbol, inExponent, Boolean::logicalOr);
        } else if (seen.add(symbol)) {
            collect(meaning, inExponent);
        }
    }
}
