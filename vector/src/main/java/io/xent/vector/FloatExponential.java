package io.xent.vector;

/**
 * {@code exp((x − centre) / T) · 2^−shift} for a whole number {@code shift} that the caller chooses so that the largest of a
 * row is far from overflow and the smallest that matters is far from nothing.
 *
 * <p>A plain softmax rounds {@code x − max} and then takes the exponential; half a unit in the last place of a difference
 * of 64 becomes 32 units of the result. Here x itself is reduced, {@code x = n · T ln 2 + r}, with the product exact
 * inside a fused multiply-add, and the shift is taken from the whole number n: nothing is rounded before the
 * exponential of r, and the shift changes no bit but the exponent's. (Dukhan and Ablavatski keep n as a second number for
 * the same reason, arXiv 2001.04438.)
 *
 * <p>{@code exp(r / T) = 1 + r (c1 + r (c2 + … + r c6))}, where the coefficients for T = 1 have the least maximum relative
 * error (2^−28.2) and the temperature is in those of others. In all at most 1 ulp. What would be below 2^−126 is 0.
 *
 * <p>The centre is 0 as long as logits are within {@link #FARTHEST} temperatures of it, where n fits beside the bits of a
 * float. Beyond, it is the largest logit: neighbours are then so far apart that the difference of two logits that count
 * is exact.
 */
final class FloatExponential {

    /** Added to a number below 2^22, it leaves the nearest whole number in the low bits. */
    static final float MAGIC = 0x1.8p23f;

    private static final int MAGIC_BITS = 0x4B40_0000;

    /** What {@link #MAGIC} makes of the exponent of zero and of subnormals. */
    static final float NO_EXPONENT = MAGIC - 127;

    static final int EXPONENT_AT = 23;

    /** The bits of 1. */
    static final int BIAS = 127 << EXPONENT_AT;

    /**
     * In whole-number arithmetic modulo 2^32, {@code bits − FIRST_IN_RANGE} is at most {@link #LAST_IN_RANGE} for the
     * results from 2^−88 to 2^66 and for no others, NaN included.
     */
    static final int FIRST_IN_RANGE = MAGIC_BITS - 88 + Integer.MIN_VALUE;

    static final int LAST_IN_RANGE = 88 + FloatFormat.RISE + FloatFormat.ROOM + Integer.MIN_VALUE;

    private static final float Q0 = 0x1.fffffcp-2f;
    private static final float Q1 = 0x1.55548cp-3f;
    private static final float Q2 = 0x1.555858p-5f;
    private static final float Q3 = 0x1.123dep-7f;
    private static final float Q4 = 0x1.6ac6b2p-10f;

    static final double LN2 = 0x1.62e42fefa39efp-1;

    /** Logits beyond this many temperatures are referred to the largest of them before anything else. */
    static final double FARTHEST = 2.8e6;

    /** log₂e / T, and −T ln 2 in two parts. */
    float perUnit;

    float high;
    float low;

    float c1;
    float c2;
    float c3;
    float c4;
    float c5;
    float c6;

    void setTemperature(double temperature) {
        double period = temperature * LN2;
        perUnit = (float) (1 / period);
        high = -(float) period;
        low = -(float) lowOfPeriod(temperature, period);
        double power = 1 / temperature;
        c1 = (float) power;
        c2 = (float) (Q0 * (power /= temperature));
        c3 = (float) (Q1 * (power /= temperature));
        c4 = (float) (Q2 * (power /= temperature));
        c5 = (float) (Q3 * (power /= temperature));
        c6 = (float) (Q4 * (power / temperature));
    }

    /** What the nearest float leaves of T ln 2. */
    static double lowOfPeriod(double temperature, double period) {
        return period - (float) period;
    }

    /**
     * @param x a logit minus the centre
     * @param magic {@link #MAGIC} − shift
     */
    float of(float x, float magic) {
        float t = Math.fma(x, perUnit, magic);
        float power = Float.intBitsToFloat((Float.floatToRawIntBits(t) << EXPONENT_AT) + BIAS);
        float n = t - magic;
        float r = Math.fma(n, high, x);
        r = Math.fma(n, low, r);
        float q = Math.fma(r, c6, c5);
        q = Math.fma(q, r, c4);
        q = Math.fma(q, r, c3);
        q = Math.fma(q, r, c2);
        q = Math.fma(q, r, c1);
        float result = Math.fma(q, r * power, power);
        return t <= NO_EXPONENT ? 0 : result;
    }

    /**
     * {@link #MAGIC} − shift for a row whose first values are at most {@code largest}; NaN, and so nothing in range, where
     * that is too far from 0.
     */
    float magic(float largest) {
        float n = (largest * perUnit + MAGIC) - MAGIC;
        return Math.abs(n) <= FARTHEST ? MAGIC - (n - FloatFormat.RISE) : Float.NaN;
    }

    /** Whether the result is from 2^−88 to 2^66. */
    boolean isInRange(float x, float magic) {
        return Float.floatToRawIntBits(Math.fma(x, perUnit, magic)) - FIRST_IN_RANGE <= LAST_IN_RANGE;
    }
}
