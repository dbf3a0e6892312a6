package io.xent.derive;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Decimal intervals of 40 digits, rounded outwards: two that do not overlap enclose different numbers. */
final class EnclosureArithmetic implements Arithmetic<Enclosure> {
    private static final MathContext DOWN = new MathContext(40, RoundingMode.FLOOR);
    private static final MathContext UP = new MathContext(40, RoundingMode.CEILING);
    private static final MathContext WORK = new MathContext(60, RoundingMode.HALF_EVEN);

    /** More than the relative error of {@link #exponential} and the absolute one of {@link #logarithm}, which work with 60 digits. */
    private static final BigDecimal SLACK = new BigDecimal("1e-50");

    private static final int LARGEST_SCALE = 100_000;
    private static final BigDecimal TWO = BigDecimal.valueOf(2);
    private static final BigDecimal LARGEST_EXPONENT = BigDecimal.valueOf(1000);

    @Override
    public Enclosure of(Rational value) {
        BigDecimal numerator = new BigDecimal(value.numerator());
        BigDecimal denominator = new BigDecimal(value.denominator());
        return new Enclosure(numerator.divide(denominator, DOWN), numerator.divide(denominator, UP));
    }

    @Override
    public Enclosure plus(Enclosure left, Enclosure right) {
        return new Enclosure(left.low().add(right.low(), DOWN), left.high().add(right.high(), UP));
    }

    @Override
    public Enclosure times(Enclosure left, Enclosure right) {
        BigDecimal a = left.low().multiply(right.low());
        BigDecimal b = left.low().multiply(right.high());
        BigDecimal c = left.high().multiply(right.low());
        BigDecimal d = left.high().multiply(right.high());
        BigDecimal low = a.min(b).min(c.min(d)).round(DOWN);
        BigDecimal high = a.max(b).max(c.max(d)).round(UP);
        if (Math.abs((long) high.scale()) > LARGEST_SCALE || Math.abs((long) low.scale()) > LARGEST_SCALE) {
            throw new Undefined();
        }
        return new Enclosure(low, high);
    }

    @Override
    public Enclosure inverse(Enclosure value) {
        if (value.contains(BigDecimal.ZERO)) {
            throw new Undefined();
        }
        return new Enclosure(BigDecimal.ONE.divide(value.high(), DOWN), BigDecimal.ONE.divide(value.low(), UP));
    }

    @Override
    public Enclosure exp(Enclosure value) {
        if (value.low().abs().max(value.high().abs()).compareTo(LARGEST_EXPONENT) > 0) {
            throw new Undefined();
        }
        BigDecimal low = exponential(value.low());
        BigDecimal high = exponential(value.high());
        return new Enclosure(
                low.multiply(BigDecimal.ONE.subtract(SLACK), DOWN), high.multiply(BigDecimal.ONE.add(SLACK), UP));
    }

    /** e^x = (e^{x/2^m})^{2^m}, the inner one by its series; each squaring doubles the relative error, at most 2^m · 1e-58. */
    private static BigDecimal exponential(BigDecimal x) {
        int halvings = 0;
        BigDecimal small = x;
        while (small.abs().compareTo(new BigDecimal("0.01")) > 0) {
            small = small.divide(TWO, WORK);
            halvings++;
        }
        BigDecimal term = BigDecimal.ONE;
        BigDecimal sum = BigDecimal.ONE;
        for (int n = 1; n <= 30; n++) {
            term = term.multiply(small, WORK).divide(BigDecimal.valueOf(n), WORK);
            sum = sum.add(term, WORK);
        }
        for (int h = 0; h < halvings; h++) {
            sum = sum.multiply(sum, WORK);
        }
        return sum;
    }

    @Override
    public Enclosure log(Enclosure value) {
        if (!value.isPositive()) {
            throw new Undefined();
        }
        return new Enclosure(
                logarithm(value.low()).subtract(SLACK, DOWN),
                logarithm(value.high()).add(SLACK, UP));
    }

    /** Newton's iteration on e^y = x, which squares the error each time, from a start within 1e-10. */
    private static BigDecimal logarithm(BigDecimal x) {
        int exponent = x.precision() - x.scale() - 1;
        double leading = x.movePointLeft(exponent).doubleValue();
        BigDecimal y = BigDecimal.valueOf(Math.log(leading) + exponent * Math.log(10));
        for (int step = 0; step < 4; step++) {
            BigDecimal ratio = x.divide(exponential(y), WORK);
            BigDecimal correction =
                    ratio.subtract(BigDecimal.ONE).multiply(TWO).divide(ratio.add(BigDecimal.ONE), WORK);
            y = y.add(correction, WORK);
        }
        return y;
    }

    @Override
    public Enclosure root(Enclosure base, Enclosure exponent) {
        return exp(times(exponent, log(base)));
    }

    @Override
    public Rational constant(Enclosure value) {
        boolean isWhole = value.low().compareTo(value.high()) == 0
                && value.low().stripTrailingZeros().scale() <= 0
                && value.low().precision() - value.low().scale() < 10;
        return isWhole ? Rational.of(value.low().longValue()) : null;
    }
}
