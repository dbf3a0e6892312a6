package io.xent.derive;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/**
 * A fraction in lowest terms with a positive denominator.
 *
 * @param numerator the numerator
 * @param denominator the denominator, positive and without a common factor
 */
public record Rational(BigInteger numerator, BigInteger denominator) implements Comparable<Rational> {

    /** 0. */
    public static final Rational ZERO = new Rational(BigInteger.ZERO, BigInteger.ONE);

    /** 1. */
    public static final Rational ONE = new Rational(BigInteger.ONE, BigInteger.ONE);

    /** −1. */
    public static final Rational MINUS_ONE = new Rational(BigInteger.ONE.negate(), BigInteger.ONE);

    /**
     * Reduces to lowest terms.
     *
     * @throws ArithmeticException if the denominator is 0
     */
    public Rational {
        if (denominator.signum() == 0) {
            throw new ArithmeticException("division by zero");
        }
        if (!denominator.equals(BigInteger.ONE)) {
            BigInteger common = numerator.gcd(denominator);
            if (denominator.signum() < 0) {
                common = common.negate();
            }
            if (!common.equals(BigInteger.ONE)) {
                numerator = numerator.divide(common);
                denominator = denominator.divide(common);
            }
        }
    }

    /** A whole number. */
    public static Rational of(long value) {
        return new Rational(BigInteger.valueOf(value), BigInteger.ONE);
    }

    /** The fraction of two whole numbers; the denominator is not 0. */
    public static Rational of(long numerator, long denominator) {
        return new Rational(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
    }

    /** The number of decimal digits without a sign, perhaps with a point among them: {@code 2}, {@code 0.5}. */
    static Rational ofDecimal(String digits) {
        BigDecimal value = new BigDecimal(digits);
        return new Rational(value.unscaledValue(), BigInteger.TEN.pow(value.scale()));
    }

    /** The sum. */
    public Rational plus(Rational other) {
        if (denominator.equals(other.denominator)) {
            return new Rational(numerator.add(other.numerator), denominator);
        }
        return new Rational(
                numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
                denominator.multiply(other.denominator));
    }

    /** The difference. */
    public Rational minus(Rational other) {
        return plus(other.negated());
    }

    /** The product. */
    public Rational times(Rational other) {
        return new Rational(numerator.multiply(other.numerator), denominator.multiply(other.denominator));
    }

    /**
     * The quotient.
     *
     * @throws ArithmeticException if {@code other} is 0
     */
    public Rational dividedBy(Rational other) {
        return new Rational(numerator.multiply(other.denominator), denominator.multiply(other.numerator));
    }

    /**
     * A whole power; 0⁰ is 1.
     *
     * @throws ArithmeticException if this is 0 and the exponent negative
     */
    public Rational power(int exponent) {
        return exponent >= 0
                ? new Rational(numerator.pow(exponent), denominator.pow(exponent))
                : new Rational(denominator.pow(-exponent), numerator.pow(-exponent));
    }

    /** The negative. */
    public Rational negated() {
        return new Rational(numerator.negate(), denominator);
    }

    /** −1, 0 or 1. */
    public int signum() {
        return numerator.signum();
    }

    /** Whether this is 0. */
    public boolean isZero() {
        return signum() == 0;
    }

    /** Whether this is 1. */
    public boolean isOne() {
        return numerator.equals(BigInteger.ONE) && denominator.equals(BigInteger.ONE);
    }

    /** Whether this is a whole number. */
    public boolean isWhole() {
        return denominator.equals(BigInteger.ONE);
    }

    /** Whether finitely many decimals write it. */
    boolean isDecimal() {
        BigInteger rest = denominator;
        for (BigInteger prime : List.of(BigInteger.TWO, BigInteger.valueOf(5))) {
            while (rest.mod(prime).signum() == 0) {
                rest = rest.divide(prime);
            }
        }
        return rest.equals(BigInteger.ONE);
    }

    /** The decimals of a number that {@link #isDecimal}. */
    String toDecimal() {
        return new BigDecimal(numerator).divide(new BigDecimal(denominator)).toPlainString();
    }

    /** The value as a {@code double}, within two ulp; infinite or 0 beyond its range. */
    public double toDouble() {
        int bits = Math.max(numerator.bitLength(), denominator.bitLength());
        if (bits < 1000) {
            return numerator.doubleValue() / denominator.doubleValue();
        }
        int shift = 64 + denominator.bitLength() - numerator.bitLength();
        return Math.scalb(numerator.shiftLeft(shift).divide(denominator).doubleValue(), -shift);
    }

    @Override
    public int compareTo(Rational other) {
        return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
    }

    /** As {@code 3}, {@code -1/2}. */
    @Override
    public String toString() {
        return isWhole() ? numerator.toString() : numerator + "/" + denominator;
    }
}
