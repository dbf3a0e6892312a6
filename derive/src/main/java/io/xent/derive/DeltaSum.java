package io.xent.derive;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Σ_k δ_{ki} f_k = f_i, before anything is brought over a common denominator: derivatives of sums are full of these. */
final class DeltaSum {

    private DeltaSum() {}

    /** The sum without its variable, term by term as far as a delta takes it away; empty if none does. */
    static Optional<Term> collapsed(Term.Sum sum, Budget budget) {
        if (sum.body() instanceof Term.Plus plus) {
            List<Term> parts = new ArrayList<>();
            for (Term part : plus.terms()) {
                parts.add(new Term.Sum(sum.variable(), part));
            }
            return Optional.of(new Term.Plus(parts));
        }
        List<Term> factors = new ArrayList<>();
        flatten(sum.body(), factors, budget);
        for (int f = 0; f < factors.size(); f++) {
            if (factors.get(f) instanceof Term.Same same) {
                boolean isLeft = same.left().equals(sum.variable());
                if (isLeft || same.right().equals(sum.variable())) {
                    Slot other = isLeft ? same.right() : same.left();
                    factors.remove(f);
                    Term rest = Term.times(factors.toArray(Term[]::new));
                    return Optional.of(with(rest, sum.variable(), other, budget));
                }
            }
        }
        return Optional.empty();
    }

    private static void flatten(Term term, List<Term> factors, Budget budget) {
        budget.spend(1);
        if (term instanceof Term.Times product) {
            product.factors().forEach(factor -> flatten(factor, factors, budget));
        } else {
            factors.add(term);
        }
    }

    /** The term with one slot replaced; sums inside have variables of their own. */
    private static Term with(Term term, Slot old, Slot replacement, Budget budget) {
        budget.spend(1);
        if (term instanceof Term.Component component) {
            return new Term.Component(
                    component.symbol(),
                    component.slots().stream()
                            .map(slot -> slot.with(old, replacement))
                            .toList());
        } else if (term instanceof Term.Plus plus) {
            return new Term.Plus(all(plus.terms(), old, replacement, budget));
        } else if (term instanceof Term.Times product) {
            return new Term.Times(all(product.factors(), old, replacement, budget));
        } else if (term instanceof Term.Power power) {
            return new Term.Power(
                    with(power.base(), old, replacement, budget), with(power.exponent(), old, replacement, budget));
        } else if (term instanceof Term.Exp exp) {
            return new Term.Exp(with(exp.of(), old, replacement, budget));
        } else if (term instanceof Term.Log log) {
            return new Term.Log(with(log.of(), old, replacement, budget));
        } else if (term instanceof Term.Sum sum) {
            return new Term.Sum(sum.variable(), with(sum.body(), old, replacement, budget));
        } else if (term instanceof Term.Same same) {
            return new Term.Same(
                    same.left().with(old, replacement), same.right().with(old, replacement));
        } else if (term instanceof Term.Equals equals) {
            return new Term.Equals(with(equals.of(), old, replacement, budget), equals.value());
        }
        return term;
    }

    private static List<Term> all(List<Term> terms, Slot old, Slot replacement, Budget budget) {
        return terms.stream().map(term -> with(term, old, replacement, budget)).toList();
    }
}
