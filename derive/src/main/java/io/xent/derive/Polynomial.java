package io.xent.derive;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/** A sum of monomials with exact rational coefficients, none of them 0. */
final class Polynomial {
    static final Polynomial ZERO = new Polynomial(Map.of());
    static final Polynomial ONE = of(Monomial.ONE, Rational.ONE);

    private final Map<Monomial, Rational> terms;

    private Polynomial(Map<Monomial, Rational> terms) {
        this.terms = terms;
    }

    static Polynomial of(Monomial monomial, Rational coefficient) {
        return coefficient.isZero() ? ZERO : new Polynomial(Map.of(monomial, coefficient));
    }

    static Polynomial of(Rational constant) {
        return of(Monomial.ONE, constant);
    }

    static Polynomial of(Generator generator) {
        return of(Monomial.of(generator, 1), Rational.ONE);
    }

    Map<Monomial, Rational> terms() {
        return terms;
    }

    boolean isZero() {
        return terms.isEmpty();
    }

    boolean isMonomial() {
        return terms.size() == 1;
    }

    Polynomial plus(Polynomial other, Budget budget) {
        if (terms.isEmpty()) {
            return other;
        }
        budget.spend(terms.size() + other.terms.size());
        Map<Monomial, Rational> sum = new HashMap<>(terms);
        other.terms.forEach((monomial, coefficient) -> add(sum, monomial, coefficient));
        return new Polynomial(Collections.unmodifiableMap(sum));
    }

    Polynomial minus(Polynomial other, Budget budget) {
        return plus(other.times(Rational.MINUS_ONE), budget);
    }

    Polynomial times(Polynomial other, Budget budget) {
        if (equals(ONE)) {
            return other;
        }
        if (other.equals(ONE)) {
            return this;
        }
        Map<Monomial, Rational> product = new HashMap<>();
        terms.forEach((left, a) -> other.terms.forEach((right, b) -> {
            budget.spend(4L * (1 + left.powers().size() + right.powers().size()) + words(a) * words(b));
            add(product, left.times(right), a.times(b));
        }));
        return new Polynomial(Collections.unmodifiableMap(product));
    }

    /** Words of 64 bits, so that numbers that grow cost what they take. */
    private static long words(Rational coefficient) {
        return (coefficient.numerator().bitLength() + coefficient.denominator().bitLength()) / 64;
    }

    Polynomial times(Rational factor) {
        if (factor.isZero()) {
            return ZERO;
        }
        Map<Monomial, Rational> product = new HashMap<>();
        terms.forEach((monomial, coefficient) -> product.put(monomial, coefficient.times(factor)));
        return new Polynomial(Collections.unmodifiableMap(product));
    }

    private static void add(Map<Monomial, Rational> sum, Monomial monomial, Rational coefficient) {
        Rational total = sum.getOrDefault(monomial, Rational.ZERO).plus(coefficient);
        if (total.isZero()) {
            sum.remove(monomial);
        } else {
            sum.put(monomial, total);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Polynomial polynomial && terms.equals(polynomial.terms);
    }

    @Override
    public int hashCode() {
        return terms.hashCode();
    }

    @Override
    public String toString() {
        return terms.toString();
    }
}
