package io.xent.derive;

import java.util.Map;

/**
 * A quotient of polynomials. Monomial denominators are moved into the numerator as negative powers, so that the denominator is 1 unless it has
 * several terms.
 */
record Fraction(Polynomial numerator, Polynomial denominator) {
    static final Fraction ZERO = of(Polynomial.ZERO);
    static final Fraction ONE = of(Polynomial.ONE);

    static Fraction of(Polynomial polynomial) {
        return new Fraction(polynomial, Polynomial.ONE);
    }

    Fraction plus(Fraction other, Budget budget) {
        if (denominator.equals(other.denominator)) {
            return new Fraction(numerator.plus(other.numerator, budget), denominator);
        }
        return new Fraction(
                numerator.times(other.denominator, budget).plus(other.numerator.times(denominator, budget), budget),
                denominator.times(other.denominator, budget));
    }

    Fraction times(Fraction other, Budget budget) {
        return new Fraction(numerator.times(other.numerator, budget), denominator.times(other.denominator, budget));
    }

    Fraction inverse(Budget budget) {
        if (numerator.isZero()) {
            throw new Beyond("a division by zero");
        }
        if (!numerator.isMonomial()) {
            return new Fraction(denominator, numerator);
        }
        Map.Entry<Monomial, Rational> only =
                numerator.terms().entrySet().iterator().next();
        Polynomial inverse = Polynomial.of(only.getKey().power(-1), Rational.ONE.dividedBy(only.getValue()));
        return of(denominator.times(inverse, budget));
    }

    Fraction power(int exponent, Budget budget) {
        Fraction base = exponent < 0 ? inverse(budget) : this;
        Fraction result = ONE;
        for (int e = 0; e < Math.abs(exponent); e++) {
            result = result.times(base, budget);
        }
        return result;
    }

    /** Whether both are the same function wherever both have a value. */
    Polynomial difference(Fraction other, Budget budget) {
        if (denominator.equals(other.denominator)) {
            return numerator.minus(other.numerator, budget);
        }
        return numerator.times(other.denominator, budget).minus(other.numerator.times(denominator, budget), budget);
    }
}
