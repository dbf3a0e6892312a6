package io.xent.derive;

import java.math.BigInteger;
import java.util.Map;

/**
 * Fractions, and quotients of polynomials in the logarithms of primes. Those logarithms are kept as letters: equal forms are equal numbers; different
 * ones are different as far as anyone knows, which {@link EnclosureArithmetic} confirms. What has no such form throws {@link Beyond}.
 */
final class ExactArithmetic implements Arithmetic<Fraction> {
    private final Budget budget;

    ExactArithmetic(Budget budget) {
        this.budget = budget;
    }

    @Override
    public Fraction of(Rational value) {
        return Fraction.of(Polynomial.of(value));
    }

    @Override
    public Fraction plus(Fraction left, Fraction right) {
        return left.plus(right, budget);
    }

    @Override
    public Fraction times(Fraction left, Fraction right) {
        return left.times(right, budget);
    }

    @Override
    public Fraction inverse(Fraction value) {
        if (value.numerator().isZero()) {
            throw new Undefined();
        }
        return value.inverse(budget);
    }

    @Override
    public Fraction exp(Fraction value) {
        if (!value.denominator().equals(Polynomial.ONE)) {
            throw new Beyond("an exponential that is no fraction");
        }
        Rational product = Rational.ONE;
        for (Map.Entry<Monomial, Rational> term : value.numerator().terms().entrySet()) {
            product = product.times(exp(term.getKey(), term.getValue()));
        }
        return of(product);
    }

    private Rational exp(Monomial monomial, Rational factor) {
        boolean isLogarithm = monomial.powers().size() == 1
                && monomial.powers().entrySet().iterator().next().getValue() == 1
                && factor.isWhole()
                && factor.numerator().bitLength() < 8;
        if (!isLogarithm) {
            throw new Beyond("an exponential that is no fraction");
        }
        Generator.Logarithm logarithm =
                (Generator.Logarithm) monomial.powers().keySet().iterator().next();
        BigInteger prime = ((Generator.Prime) logarithm.of()).value();
        budget.spend(prime.bitLength());
        return new Rational(prime, BigInteger.ONE).power(factor.numerator().intValue());
    }

    @Override
    public Fraction log(Fraction value) {
        Rational constant = constant(value);
        if (constant == null) {
            throw new Beyond("the logarithm of a logarithm");
        }
        if (constant.signum() <= 0) {
            throw new Undefined();
        }
        return Fraction.of(Primes.logarithm(constant, budget));
    }

    @Override
    public Fraction root(Fraction base, Fraction exponent) {
        return exp(times(exponent, log(base)));
    }

    @Override
    public Rational constant(Fraction value) {
        if (value.numerator().isZero()) {
            return Rational.ZERO;
        }
        boolean isConstant = value.numerator().isMonomial()
                && value.numerator().terms().containsKey(Monomial.ONE)
                && value.denominator().equals(Polynomial.ONE);
        return isConstant ? value.numerator().terms().get(Monomial.ONE) : null;
    }
}
