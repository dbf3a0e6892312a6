package io.xent.vector;

/**
 * {@code log(1 + x)} for {@code 0 ≤ x ≤ 2^1000}, relative error below 2^−51 however small x is.
 *
 * <p>With {@code u = 1 + x} rounded, {@code log(1 + x) = log u + lost / u} where {@code lost} is what rounding lost. {@code
 * u = 2^k (1 + f)}, {@code √½ ≤ 1 + f < √2}, and with {@code s = f / (2 + f)} the logarithm of 1 + f is {@code 2 atanh s},
 * written {@code f − s (f − w)} so that its leading term is exact; w is the series of atanh to s²¹.
 */
final class DoubleLog1p {

    static final long SQRT_HALF = 0x3fe6a09e667f3bcdL;
    static final long EXPONENT = 0xfff0000000000000L;
    static final int EXPONENT_AT = 52;

    /** The bits of 2^52: with a small whole number in its low bits, it is that much larger. */
    static final long INTEGER = 0x4330000000000000L;

    static final double TWO_52 = 0x1p52;

    /** ln 2 in two parts, the first short enough for exact multiples. */
    static final double LN2_HIGH = 0x1.62e42feep-1;

    static final double LN2_REST = 0x1.a39ef35793c76p-33;

    static final double W1 = 2.0 / 3;
    static final double W2 = 2.0 / 5;
    static final double W3 = 2.0 / 7;
    static final double W4 = 2.0 / 9;
    static final double W5 = 2.0 / 11;
    static final double W6 = 2.0 / 13;
    static final double W7 = 2.0 / 15;
    static final double W8 = 2.0 / 17;
    static final double W9 = 2.0 / 19;
    static final double W10 = 2.0 / 21;

    private DoubleLog1p() {}

    /** @param inverse 1 / (1 + x), which callers have at hand */
    static double of(double x, double inverse) {
        double u = x + 1;
        double one = u - x;
        double lost = (x - (u - one)) + (1 - one);
        long bits = Double.doubleToRawLongBits(u);
        long above = bits - SQRT_HALF;
        double k = Double.longBitsToDouble(above >>> EXPONENT_AT | INTEGER) - TWO_52;
        double f = Double.longBitsToDouble(bits - (above & EXPONENT)) - 1;
        double s = f / (f + 2);
        double z = s * s;
        double w = Math.fma(z, W10, W9);
        w = Math.fma(w, z, W8);
        w = Math.fma(w, z, W7);
        w = Math.fma(w, z, W6);
        w = Math.fma(w, z, W5);
        w = Math.fma(w, z, W4);
        w = Math.fma(w, z, W3);
        w = Math.fma(w, z, W2);
        w = Math.fma(w, z, W1) * z;
        double small = Math.fma(k, LN2_REST, lost * inverse);
        return Math.fma(k, LN2_HIGH, f - (s * (f - w) - small));
    }
}
