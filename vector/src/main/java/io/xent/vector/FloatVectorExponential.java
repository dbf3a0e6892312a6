package io.xent.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** {@link FloatExponential} on vectors: the same bits. A class of its own, so that plain loops load no vectors. */
final class FloatVectorExponential {

    static final VectorSpecies<Float> SPECIES = Width.BITS == 512
            ? FloatVector.SPECIES_512
            : Width.BITS == 256 ? FloatVector.SPECIES_256 : FloatVector.SPECIES_128;

    private FloatVectorExponential() {}

    /**
     * @param x logits minus the centre
     * @param magic {@link FloatExponential#MAGIC} − shift
     */
    static FloatVector of(FloatExponential e, FloatVector x, FloatVector magic) {
        FloatVector t = scaled(e, x, magic);
        FloatVector power = t.reinterpretAsInts()
                .lanewise(VectorOperators.LSHL, FloatExponential.EXPONENT_AT)
                .add(FloatExponential.BIAS)
                .reinterpretAsFloats();
        FloatVector r = rest(e, x, t.sub(magic));
        FloatVector result = slope(e, r).fma(r.mul(power), power);
        return result.blend(0f, t.compare(VectorOperators.LE, FloatExponential.NO_EXPONENT));
    }

    /** {@code x / (T ln 2)} as a whole number beside {@code magic}. */
    static FloatVector scaled(FloatExponential e, FloatVector x, FloatVector magic) {
        return x.fma(FloatVector.broadcast(SPECIES, e.perUnit), magic);
    }

    /** At most {@link #isInRange(IntVector)} where {@link #ofScaled} holds. */
    static IntVector range(FloatVector scaled) {
        return scaled.reinterpretAsInts().sub(FloatExponential.FIRST_IN_RANGE);
    }

    static boolean isInRange(IntVector ranges) {
        return !ranges.compare(VectorOperators.GT, FloatExponential.LAST_IN_RANGE)
                .anyTrue();
    }

    /** The same bits as {@link #of} where the result is from 2^−88 to 2^66: n is added to the exponent of exp(r / T). */
    static FloatVector ofScaled(FloatExponential e, FloatVector x, FloatVector scaled, FloatVector magic) {
        FloatVector r = rest(e, x, scaled.sub(magic));
        IntVector bits = slope(e, r).fma(r, FloatVector.broadcast(SPECIES, 1f)).reinterpretAsInts();
        return bits.add(scaled.reinterpretAsInts().lanewise(VectorOperators.LSHL, FloatExponential.EXPONENT_AT))
                .reinterpretAsFloats();
    }

    private static FloatVector rest(FloatExponential e, FloatVector x, FloatVector n) {
        FloatVector r = n.fma(FloatVector.broadcast(SPECIES, e.high), x);
        return n.fma(FloatVector.broadcast(SPECIES, e.low), r);
    }

    /** {@code (exp(r / T) − 1) / r}. */
    private static FloatVector slope(FloatExponential e, FloatVector r) {
        FloatVector q = r.fma(FloatVector.broadcast(SPECIES, e.c6), FloatVector.broadcast(SPECIES, e.c5));
        q = q.fma(r, FloatVector.broadcast(SPECIES, e.c4));
        q = q.fma(r, FloatVector.broadcast(SPECIES, e.c3));
        q = q.fma(r, FloatVector.broadcast(SPECIES, e.c2));
        return q.fma(r, FloatVector.broadcast(SPECIES, e.c1));
    }
}
