package io.xent.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link FloatExponential} in double precision: the same reduction, and Taylor's series of exp to the 13th power, whose
 * remainder is below 2^−57.
 */
final class DoubleExponential {

    static final VectorSpecies<Double> SPECIES = Width.BITS == 512
            ? DoubleVector.SPECIES_512
            : Width.BITS == 256 ? DoubleVector.SPECIES_256 : DoubleVector.SPECIES_128;

    /** Added to a number below 2^51, it leaves the nearest whole number and the exponent's bias in the low bits. */
    static final double MAGIC = 0x1.8p52 + 1023;

    /** What {@link #MAGIC} makes of the exponent of zero and of subnormals. */
    private static final double NO_EXPONENT = 0x1.8p52;

    private static final int EXPONENT_AT = 52;

    private static final double Q0 = 1.0 / 2;
    private static final double Q1 = 1.0 / 6;
    private static final double Q2 = 1.0 / 24;
    private static final double Q3 = 1.0 / 120;
    private static final double Q4 = 1.0 / 720;
    private static final double Q5 = 1.0 / 5040;
    private static final double Q6 = 1.0 / 40320;
    private static final double Q7 = 1.0 / 362880;
    private static final double Q8 = 1.0 / 3628800;
    private static final double Q9 = 1.0 / 39916800;
    private static final double Q10 = 1.0 / 479001600;
    private static final double Q11 = 1.0 / 6227020800L;

    static final double LN2 = 0x1.62e42fefa39efp-1;
    static final double LN2_LOW = 0x1.abc9e3b39803fp-56;

    /** Logits beyond this many temperatures are referred to the largest of them before anything else. */
    static final double FARTHEST = 1e15;

    private static final long MAGIC_BITS = Double.doubleToRawLongBits(MAGIC);

    /** As in {@link FloatExponential}, for the results from 2^−700 to 2^400. */
    private static final long FIRST_IN_RANGE = MAGIC_BITS - 700 + Long.MIN_VALUE;

    private static final long LAST_IN_RANGE = 700 + DoubleFormat.RISE + DoubleFormat.ROOM + Long.MIN_VALUE;

    private double perUnit;
    private double high;
    private double low;
    private double inverse;

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

    DoubleVector of(DoubleVector x, DoubleVector magic) {
        return of(x, magic, perUnit, high, low, inverse);
    }

    DoubleVector scaled(DoubleVector x, DoubleVector magic) {
        return x.fma(DoubleVector.broadcast(SPECIES, perUnit), magic);
    }

    static boolean isInRange(DoubleVector scaled) {
        return !scaled.reinterpretAsLongs()
                .sub(FIRST_IN_RANGE)
                .compare(VectorOperators.GT, LAST_IN_RANGE)
                .anyTrue();
    }

    /** The same bits as {@link #of} where the result is in range. */
    DoubleVector ofScaled(DoubleVector x, DoubleVector scaled, DoubleVector magic) {
        DoubleVector power = scaled.reinterpretAsLongs()
                .lanewise(VectorOperators.LSHL, EXPONENT_AT)
                .reinterpretAsDoubles();
        DoubleVector n = scaled.sub(magic);
        DoubleVector r = n.fma(DoubleVector.broadcast(SPECIES, high), x);
        r = n.fma(DoubleVector.broadcast(SPECIES, low), r).mul(inverse);
        return series(r).mul(r).fma(r, r).fma(power, power);
    }

    /** The same bits as {@link #of(DoubleVector, DoubleVector)}, one lane. */
    double of(double x, double magic) {
        return of(x, magic, perUnit, high, low, inverse);
    }

    boolean isInRange(double x, double magic) {
        return Double.doubleToRawLongBits(Math.fma(x, perUnit, magic)) - FIRST_IN_RANGE <= LAST_IN_RANGE;
    }

    static DoubleVector of(
            DoubleVector x, DoubleVector magic, double perUnit, double high, double low, double inverse) {
        DoubleVector t = x.fma(DoubleVector.broadcast(SPECIES, perUnit), magic);
        LongVector bits = t.reinterpretAsLongs().lanewise(VectorOperators.LSHL, EXPONENT_AT);
        DoubleVector power = bits.reinterpretAsDoubles();
        DoubleVector n = t.sub(magic);
        DoubleVector r = n.fma(DoubleVector.broadcast(SPECIES, high), x);
        r = n.fma(DoubleVector.broadcast(SPECIES, low), r).mul(inverse);
        DoubleVector q = series(r).mul(r).fma(r, r);
        DoubleVector result = q.fma(power, power);
        return result.blend(0.0, t.compare(VectorOperators.LE, NO_EXPONENT));
    }

    /** A method of its own, because the compiler inlines none of more than 325 bytes. */
    private static DoubleVector series(DoubleVector r) {
        DoubleVector q = r.fma(DoubleVector.broadcast(SPECIES, Q11), DoubleVector.broadcast(SPECIES, Q10));
        q = q.fma(r, DoubleVector.broadcast(SPECIES, Q9));
        q = q.fma(r, DoubleVector.broadcast(SPECIES, Q8));
        q = q.fma(r, DoubleVector.broadcast(SPECIES, Q7));
        q = q.fma(r, DoubleVector.broadcast(SPECIES, Q6));
        q = q.fma(r, DoubleVector.broadcast(SPECIES, Q5));
        q = q.fma(r, DoubleVector.broadcast(SPECIES, Q4));
        q = q.fma(r, DoubleVector.broadcast(SPECIES, Q3));
        q = q.fma(r, DoubleVector.broadcast(SPECIES, Q2));
        q = q.fma(r, DoubleVector.broadcast(SPECIES, Q1));
        q = q.fma(r, DoubleVector.broadcast(SPECIES, Q0));
        return q;
    }

    /** The same bits, one lane. */
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
