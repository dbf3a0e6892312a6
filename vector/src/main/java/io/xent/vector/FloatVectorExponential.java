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

    /** Of the bits of as many floats. */
    static final VectorSpecies<Integer> BITS = Width.BITS == 512
            ? IntVector.SPECIES_512
            : Width.BITS == 256 ? IntVector.SPECIES_256 : IntVector.SPECIES_128;

    private FloatVectorExponential() {}

    static FloatVector scaled(FloatExponential e, FloatVector x, FloatVector magic) {
        return x.fma(FloatVector.broadcast(SPECIES, e.perUnit), magic);
    }

    static boolean isInRange(FloatVector scaled) {
        return !scaled.reinterpretAsInts()
                .sub(FloatExponential.FIRST_IN_RANGE)
                .compare(VectorOperators.GT, FloatExponential.LAST_IN_RANGE)
                .anyTrue();
    }

    /**
     * In one method, because the compiler may refuse to inline more than one of ours.
     *
     * @param x logits minus the centre
     * @param magic {@link FloatExponential#MAGIC} − shift
     */
    static FloatVector of(FloatExponential e, FloatVector x, FloatVector magic) {
        FloatVector t = x.fma(FloatVector.broadcast(SPECIES, e.perUnit), magic);
        FloatVector n = t.sub(magic);
        FloatVector r = n.fma(FloatVector.broadcast(SPECIES, e.high), x);
        r = n.fma(FloatVector.broadcast(SPECIES, e.low), r);
        FloatVector q = r.fma(FloatVector.broadcast(SPECIES, e.c6), FloatVector.broadcast(SPECIES, e.c5));
        q = q.fma(r, FloatVector.broadcast(SPECIES, e.c4));
        q = q.fma(r, FloatVector.broadcast(SPECIES, e.c3));
        q = q.fma(r, FloatVector.broadcast(SPECIES, e.c2));
        q = q.fma(r, FloatVector.broadcast(SPECIES, e.c1));
        FloatVector power = t.reinterpretAsInts()
                .lanewise(VectorOperators.LSHL, FloatExponential.EXPONENT_AT)
                .add(FloatExponential.BIAS)
                .reinterpretAsFloats();
        return q.fma(r.mul(power), power).blend(0f, t.compare(VectorOperators.LE, FloatExponential.NO_EXPONENT));
    }
}
