package io.xent.derive;

import java.util.List;

/** The numbers of a vector that an author writes out. */
final class Constants {
    private final Budget budget;

    Constants(Budget budget) {
        this.budget = budget;
    }

    List<Rational> of(Expression.Tuple tuple) {
        return tuple.elements().stream().map(this::of).toList();
    }

    private Rational of(Expression element) {
        budget.spend(1);
        if (element instanceof Expression.Literal literal) {
            return literal.value();
        } else if (element instanceof Expression.Negation negation) {
            return of(negation.operand()).negated();
        } else if (element instanceof Expression.Quotient quotient
                && !of(quotient.denominator()).isZero()) {
            return of(quotient.numerator()).dividedBy(of(quotient.denominator()));
        }
        throw new Unreadable("a number is expected here", element.span());
    }
}
