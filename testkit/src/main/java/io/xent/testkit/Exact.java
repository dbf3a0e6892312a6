package io.xent.testkit;

import java.math.BigDecimal;
import java.math.MathContext;

/** Elementary functions to 60 decimal digits and more, by the shortest way to be sure of them. */
public final class Exact {

    /** The precision of intermediate results: 60 digits are promised, the others are spent on the way. */
    static final MathContext DIGITS = new MathContext(80);

    private static final BigDecimal ONE = BigDecimal.ONE;
    private static final BigDecimal TWO = BigDecimal.valueOf(2);
    private static final BigDecimal NEGLIGIBLE = new BigDecimal("1e-90");

    /** Far below the smallest double, whose half is 2.5e-324: sums need not carry what is smaller. */
    private static final double LOG_NEGLIGIBLE = -1000;

    private Exact() {}

    /** {@code exp(x)} for x up to some thousands; zero below exp(−1000). Taylor's series after halving. */
    public static BigDecimal exp(BigDecimal x) {
        if (x.doubleValue() < LOG_NEGLIGIBLE) {
            return BigDecimal.ZERO;
        }
        int halvings = Math.max(0, Math.getExponent(x.doubleValue()) + 20);
        BigDecimal small = x.divide(TWO.pow(halvings), DIGITS);
        BigDecimal term = ONE;
        BigDecimal sum = ONE;
        for (int n = 1; term.abs().compareTo(NEGLIGIBLE) > 0; n++) {
            term = term.multiply(small, DIGITS).divide(BigDecimal.valueOf(n), DIGITS);
            sum = sum.add(term, DIGITS);
        }
        for (int i = 0; i < halvings; i++) {
            sum = sum.multiply(sum, DIGITS);
        }
        return sum;
    }

    /** {@code log(x)} for x in the range of doubles: Halley's iteration from the double's logarithm. */
    public static BigDecimal log(BigDecimal x) {
        BigDecimal y = new BigDecimal(Math.log(x.doubleValue()));
        for (int i = 0; i < 2; i++) {
            BigDecimal e = exp(y);
            y = y.add(TWO.multiply(x.subtract(e, DIGITS)).divide(x.add(e, DIGITS), DIGITS), DIGITS);
        }
        return y;
    }

    /** {@code log(1 + x)} for x ≥ 0, to full relative precision however small x is: 2 artanh(x / (2 + x)). */
    public static BigDecimal log1p(BigDecimal x) {
        if (x.doubleValue() > 0.01) {
            return log(ONE.add(x));
        }
        BigDecimal s = x.divide(TWO.add(x), DIGITS);
        BigDecimal square = s.multiply(s, DIGITS);
        BigDecimal power = s;
        BigDecimal sum = s;
        for (int n = 3; power.signum() != 0 && power.compareTo(s.multiply(NEGLIGIBLE)) > 0; n += 2) {
            power = power.multiply(square, DIGITS);
            sum = sum.add(power.divide(BigDecimal.valueOf(n), DIGITS), DIGITS);
        }
        return sum.multiply(TWO);
    }

    /** {@code tanh(x)}. */
    public static BigDecimal tanh(BigDecimal x) {
        BigDecimal decay = exp(x.abs().multiply(TWO).negate());
        BigDecimal value = ONE.subtract(decay).divide(ONE.add(decay), DIGITS);
        return x.signum() < 0 ? value.negate() : value;
    }
}
