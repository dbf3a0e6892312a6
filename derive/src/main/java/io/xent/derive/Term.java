package io.xent.derive;

import java.util.List;

/** A formula for one number, with every index said: what an {@link Expression} means once names and shapes are resolved. */
sealed interface Term {

    Term ZERO = new Constant(Rational.ZERO);
    Term ONE = new Constant(Rational.ONE);

    record Constant(Rational value) implements Term {}

    /** A component of a symbol. */
    record Component(Symbol symbol, List<Slot> slots) implements Term {
        public Component {
            slots = List.copyOf(slots);
        }
    }

    record Plus(List<Term> terms) implements Term {}

    record Times(List<Term> factors) implements Term {}

    record Power(Term base, Term exponent) implements Term {}

    record Exp(Term of) implements Term {}

    record Log(Term of) implements Term {}

    /** The sum of the body over a whole dimension. */
    record Sum(Slot.Bound variable, Term body) implements Term {}

    /** 1 if two slots coincide, else 0. */
    record Same(Slot left, Slot right) implements Term {}

    /** 1 if a number has this value, else 0. */
    record Equals(Term of, Rational value) implements Term {}

    static Term plus(Term... terms) {
        List<Term> kept =
                List.of(terms).stream().filter(term -> !term.equals(ZERO)).toList();
        return kept.isEmpty() ? ZERO : kept.size() == 1 ? kept.get(0) : new Plus(kept);
    }

    static Term times(Term... factors) {
        List<Term> all = List.of(factors);
        if (all.contains(ZERO)) {
            return ZERO;
        }
        List<Term> kept = all.stream().filter(factor -> !factor.equals(ONE)).toList();
        return kept.isEmpty() ? ONE : kept.size() == 1 ? kept.get(0) : new Times(kept);
    }

    static Term minus(Term term) {
        return times(new Constant(Rational.MINUS_ONE), term);
    }

    static Term inverse(Term term) {
        return new Power(term, new Constant(Rational.MINUS_ONE));
    }

    static Term sum(Slot.Bound variable, Term body) {
        return body.equals(ZERO) ? ZERO : new Sum(variable, body);
    }

    /** 1 if the slots coincide, else 0. */
    static Term same(Slot left, Slot right) {
        return left.equals(right) ? ONE : new Same(left, right);
    }

    /** 1 unless the slots coincide, then 0. */
    static Term different(Slot left, Slot right) {
        return plus(ONE, minus(same(left, right)));
    }
}
