package io.xent.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@code exp((x − centre) / T) · 2^−shift} for a whole number {@code shift} that the caller chooses so that the largest of a row is far from overflow and the smallest that matters is far from nothing.
 *
 * <p>A plain softmax rounds {@code x − max} and then takes the exponential; half a unit in the last place of a difference
 * of 64 becomes 32 units of the result. Here x itself is reduced, {@code x = n · T ln 2 + r}, with the product exact
 * inside a fused multiply-add, and the shift is taken from the whole number n: nothing is rounded before the
 * exponential of r, and the shift changes no bit but the exponent's. (Dukhan and Ablavatski keep n as a second number for
 * the same reason, arXiv 2001.04438.)
 *
 * <p>{@code exp(r) = 1 + r + r² q(r)}, q of degree 4 with the least maximum relative error (2^−28.2). In all at most 1
 * ulp. What would be below 2^−126 is 0.
 *
 * <p>The centre is 0 as long as logits are within {@link #FARTHEST} temperatures of it, where n fits beside the bits of a
 * float. Beyond, it is the largest logit: neighbours are then so far apart that the difference of two logits that count
 * is exact.
 */
final class FloatExponential {

    static final VectorSpecies<Float> SPECIES = Width.BITS == 512
            ? FloatVector.SPECIES_512
            : Width.BITS == 256 ? FloatVector.SPECIES_256 : FloatVector.SPECIES_128;

    /** Added to a number below 2^22, it leaves the nearest whole number and the exponent's bias in the low bits. */
    static final float MAGIC = 0x1.8p23f + 127;

    /** What {@link #MAGIC} makes of the exponent of zero and of subnormals. */
    private static final float NO_EXPONENT = 0x1.8p23f;

    private static final int EXPONENT_AT = 23;

    private static final float Q0 = 0x1.fffffcp-2f;
    private static final float Q1 = 0x1.55548cp-3f;
    private static final float Q2 = 0x1.555858p-5f;
    private static final float Q3 = 0x1.123dep-7f;
    private static final float Q4 = 0x1.6ac6b2p-10f;

    static final double LN2 = 0x1.62e42fefa39efp-1;

    /** Logits beyond this many temperatures are referred to the largest of them before anything else. */
    static final double FARTHEST = 2.8e6;

    private FloatExponential() {}

    /** What the nearest float leaves of T ln 2. */
    static double lowOfPeriod(double temperature, double period) {
        return period - (float) period;
    }

    /**
     * @param x logits minus the centre
     * @param magic {@link #MAGIC} − shift
     * @param perUnit log₂e / T
     * @param high,low −T ln 2 in two parts
     * @param inverse 1 / T
     */
    static FloatVector of(FloatVector x, FloatVector magic, float perUnit, float high, float low, float inverse) {
        FloatVector t = x.fma(FloatVector.broadcast(SPECIES, perUnit), magic);
        IntVector bits = t.reinterpretAsInts().lanewise(VectorOperators.LSHL, EXPONENT_AT);
        FloatVector power = bits.reinterpretAsFloats();
        FloatVector n = t.sub(magic);
        FloatVector r = n.fma(FloatVector.broadcast(SPECIES, high), x);
        r = n.fma(FloatVector.broadcast(SPECIES, low), r).mul(inverse);
        FloatVector q = r.fma(FloatVector.broadcast(SPECIES, Q4), FloatVector.broadcast(SPECIES, Q3));
        q = q.fma(r, FloatVector.broadcast(SPECIES, Q2));
        q = q.fma(r, FloatVector.broadcast(SPECIES, Q1));
        q = q.fma(r, FloatVector.broadcast(SPECIES, Q0));
        q = q.mul(r).fma(r, r);
        FloatVector result = q.fma(power, power);
        return result.blend(0f, t.compare(VectorOperators.LE, NO_EXPONENT));
    }

    /** The same bits, one lane. */
    static float of(float x, float magic, float perUnit, float high, float low, float inverse) {
        float t = Math.fma(x, perUnit, magic);
        float power = Float.intBitsToFloat(Float.floatToRawIntBits(t) << EXPONENT_AT);
        float n = t - magic;
        float r = Math.fma(n, high, x);
        r = Math.fma(n, low, r) * inverse;
        float q = Math.fma(r, Q4, Q3);
        q = Math.fma(q, r, Q2);
        q = Math.fma(q, r, Q1);
        q = Math.fma(q, r, Q0);
        q = Math.fma(q * r, r, r);
        float result = Math.fma(q, power, power);
        return t <= NO_EXPONENT ? 0 : result;
    }
}
