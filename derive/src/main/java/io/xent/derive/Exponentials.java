package io.xent.derive;

import java.math.BigInteger;
import java.util.Map;

/**
 * Exponentials and logarithms of canonical forms: e^{a + b} is e^a e^b, log of a product the sum of the logarithms, and each undoes the other. Where
 * a logarithm need not be real, or the form cannot hold the result, that is {@link Beyond}.
 */
final class Exponentials {

    private final Budget budget;

    Exponentials(Budget budget) {
        this.budget = budget;
    }

    /** e to the power of a form. */
    Fraction exponential(Fraction exponent) {
        if (!exponent.denominator().equals(Polynomial.ONE)) {
            throw new Beyond("an exponential of a quotient");
        }
        Polynomial product = Polynomial.ONE;
        for (Map.Entry<Monomial, Rational> term : exponent.numerator().terms().entrySet()) {
            product = product.times(exponential(term.getKey(), term.getValue()), budget);
        }
        return Fraction.of(product);
    }

    private static Polynomial exponential(Monomial monomial, Rational factor) {
        if (factor.numerator().bitLength() > 10) {
            throw new Beyond("an exponential of a large multiple");
        }
        int times = factor.numerator().intValue();
        if (monomial.powers().size() == 1) {
            Map.Entry<Generator, Integer> only =
                    monomial.powers().entrySet().iterator().next();
            if (only.getKey() instanceof Generator.Logarithm logarithm && only.getValue() == 1) {
                return exponentialOfLogarithm(logarithm.of(), factor);
            }
        }
        for (Generator generator : monomial.powers().keySet()) {
            if (generator instanceof Generator.Delta || generator instanceof Generator.Moment) {
                throw new Beyond("an exponential of a sum");
            }
        }
        return Polynomial.of(
                Monomial.of(new Generator.Exponential(monomial, factor.denominator()), times), Rational.ONE);
    }

    private static Polynomial exponentialOfLogarithm(Generator inner, Rational factor) {
        if (!factor.isWhole()) {
            throw new Beyond("a root");
        }
        int times = factor.numerator().intValue();
        if (inner instanceof Generator.Prime prime) {
            return Polynomial.of(new Rational(prime.value(), BigInteger.ONE).power(times));
        }
        return Polynomial.of(Monomial.of(inner, times), Rational.ONE);
    }

    /** The natural logarithm of a form. */
    Polynomial logarithm(Fraction fraction) {
        return logarithm(fraction.numerator()).minus(logarithm(fraction.denominator()), budget);
    }

    private Polynomial logarithm(Polynomial product) {
        if (!product.isMonomial()) {
            throw new Beyond("the logarithm of a sum");
        }
        Map.Entry<Monomial, Rational> only =
                product.terms().entrySet().iterator().next();
        Rational factor = only.getValue();
        if (factor.signum() < 0) {
            throw new Beyond("the logarithm of a negative number");
        }
        Polynomial sum = Primes.logarithm(factor, budget);
        for (Map.Entry<Generator, Integer> power : only.getKey().powers().entrySet()) {
            sum = sum.plus(logarithm(power.getKey()).times(Rational.of(power.getValue())), budget);
        }
        return sum;
    }

    private static Polynomial logarithm(Generator generator) {
        if (generator instanceof Generator.Exponential exponential) {
            return Polynomial.of(exponential.of(), new Rational(BigInteger.ONE, exponential.over()));
        }
        if (!isPositive(generator)) {
            throw new Beyond("the logarithm of a number whose sign is open");
        }
        return Polynomial.of(new Generator.Logarithm(generator));
    }

    private static boolean isPositive(Generator generator) {
        if (generator instanceof Generator.Atom atom) {
            return atom.symbol().isPositive();
        } else if (generator instanceof Generator.Moment moment) {
            return moment.of().powers().keySet().stream().allMatch(Exponentials::isPositive);
        }
        return generator instanceof Generator.Exponential || generator instanceof Generator.Partition;
    }
}
