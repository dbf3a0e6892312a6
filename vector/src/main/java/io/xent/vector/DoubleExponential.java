package io.xent.vector;

/**
 * {@link FloatExponential} in double precision: the same reduction, and Taylor's series of exp to the 13th power, whose
 * remainder is below 2^−57.
 */
final class DoubleExponential {

    /** Added to a number below 2^51, it leaves the nearest whole number and the exponent's bias in the low bits. */
    static final double MAGIC = 0x1.8p52 + 1023;

    /** What {@link #MAGIC} makes of the exponent of zero and of subnormals. */
    static final double NO_EXPONENT = 0x1.8p52;

    static final int EXPONENT_AT = 52;

    static final double Q0 = 1.0 / 2;
    static final double Q1 = 1.0 / 6;
    static final double Q2 = 1.0 / 24;
    static final double Q3 = 1.0 / 120;
    static final double Q4 = 1.0 / 720;
    static final double Q5 = 1.0 / 5040;
    static final double Q6 = 1.0 / 40320;
    static final double Q7 = 1.0 / 362880;
    static final double Q8 = 1.0 / 3628800;
    static final double Q9 = 1.0 / 39916800;
    static final double Q10 = 1.0 / 479001600;
    static final double Q11 = 1.0 / 6227020800L;

    static final double LN2 = 0x1.62e42fefa39efp-1;
    static final double LN2_LOW = 0x1.abc9e3b39803fp-56;

    /** Logits beyond this many temperatures are referred to the largest of them before anything else. */
    static final double FARTHEST = 1e15;

    private static final long MAGIC_BITS = Double.doubleToRawLongBits(MAGIC);

    /** As in {@link FloatExponential}, for the results from 2^−700 to 2^400. */
    static final long FIRST_IN_RANGE = MAGIC_BITS - 700 + Long.MIN_VALUE;

    static final long LAST_IN_RANGE = 700 + DoubleFormat.RISE + DoubleFormat.ROOM + Long.MIN_VALUE;

    double perUnit;
    double high;
    double low;
    double inverse;

    void setTemperature(double temperature) {
        double period = temperature * LN2;
        perUnit = 1 / period;
        high = -period;
        low = -lowOfPeriod(temperature, period);
        inverse = 1 / temperature;
    }

    /** What the nearest double leaves of T ln 2. */
    static double lowOfPeriod(double temperature, double period) {
        return Math.fma(temperature, LN2, -period) + temperature * LN2_LOW;
    }

    double of(double x, double magic) {
        return of(x, magic, perUnit, high, low, inverse);
    }

    /**
     * {@link #MAGIC} − shift for a row whose first values are at most {@code largest}; NaN, and so nothing in range, where
     * that is too far from 0.
     */
    double magic(double largest) {
        double n = (largest * perUnit + MAGIC) - MAGIC;
        return Math.abs(n) <= FARTHEST ? MAGIC - (n - DoubleFormat.RISE) : Double.NaN;
    }

    boolean isInRange(double x, double magic) {
        return Double.doubleToRawLongBits(Math.fma(x, perUnit, magic)) - FIRST_IN_RANGE <= LAST_IN_RANGE;
    }

    static double of(double x, double magic, double perUnit, double high, double low, double inverse) {
        double t = Math.fma(x, perUnit, magic);
        double power = Double.longBitsToDouble(Double.doubleToRawLongBits(t) << EXPONENT_AT);
        double n = t - magic;
        double r = Math.fma(n, high, x);
        r = Math.fma(n, low, r) * inverse;
        double q = Math.fma(r, Q11, Q10);
        q = Math.fma(q, r, Q9);
        q = Math.fma(q, r, Q8);
        q = Math.fma(q, r, Q7);
        q = Math.fma(q, r, Q6);
        q = Math.fma(q, r, Q5);
        q = Math.fma(q, r, Q4);
        q = Math.fma(q, r, Q3);
        q = Math.fma(q, r, Q2);
        q = Math.fma(q, r, Q1);
        q = Math.fma(q, r, Q0);
        q = Math.fma(q * r, r, r);
        double result = Math.fma(q, power, power);
        return t <= NO_EXPONENT ? 0 : result;
    }
}
