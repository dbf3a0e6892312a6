package io.xent.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** {@link DoubleExponential} on vectors: the same bits. */
final class DoubleVectorExponential {

    static final VectorSpecies<Double> SPECIES = Width.BITS == 512
            ? DoubleVector.SPECIES_512
            : Width.BITS == 256 ? DoubleVector.SPECIES_256 : DoubleVector.SPECIES_128;

    /** Of the bits of as many doubles. */
    static final VectorSpecies<Long> BITS = Width.BITS == 512
            ? LongVector.SPECIES_512
            : Width.BITS == 256 ? LongVector.SPECIES_256 : LongVector.SPECIES_128;

    private DoubleVectorExponential() {}

    static DoubleVector of(DoubleExponential e, DoubleVector x, DoubleVector magic) {
        return of(x, magic, e.perUnit, e.high, e.low, e.inverse);
    }

    static DoubleVector scaled(DoubleExponential e, DoubleVector x, DoubleVector magic) {
        return x.fma(DoubleVector.broadcast(SPECIES, e.perUnit), magic);
    }

    static boolean isInRange(DoubleVector scaled) {
        return !scaled.reinterpretAsLongs()
                .sub(DoubleExponential.FIRST_IN_RANGE)
                .compare(VectorOperators.GT, DoubleExponential.LAST_IN_RANGE)
                .anyTrue();
    }

    /** The same bits as {@link #of} where the result is in range. */
    static DoubleVector ofScaled(DoubleExponential e, DoubleVector x, DoubleVector scaled, DoubleVector magic) {
        DoubleVector power = scaled.reinterpretAsLongs()
                .lanewise(VectorOperators.LSHL, DoubleExponential.EXPONENT_AT)
                .reinterpretAsDoubles();
        DoubleVector n = scaled.sub(magic);
        DoubleVector r = n.fma(DoubleVector.broadcast(SPECIES, e.high), x);
        r = n.fma(DoubleVector.broadcast(SPECIES, e.low), r).mul(e.inverse);
        return series(r).mul(r).fma(r, r).fma(power, power);
    }

    static DoubleVector of(
            DoubleVector x, DoubleVector magic, double perUnit, double high, double low, double inverse) {
        DoubleVector t = x.fma(DoubleVector.broadcast(SPECIES, perUnit), magic);
        var bits = t.reinterpretAsLongs().lanewise(VectorOperators.LSHL, DoubleExponential.EXPONENT_AT);
        DoubleVector power = bits.reinterpretAsDoubles();
        DoubleVector n = t.sub(magic);
        DoubleVector r = n.fma(DoubleVector.broadcast(SPECIES, high), x);
        r = n.fma(DoubleVector.broadcast(SPECIES, low), r).mul(inverse);
        DoubleVector q = series(r).mul(r).fma(r, r);
        DoubleVector result = q.fma(power, power);
        return result.blend(0.0, t.compare(VectorOperators.LE, DoubleExponential.NO_EXPONENT));
    }

    /** A method of its own, because the compiler inlines none of more than 325 bytes. */
    private static DoubleVector series(DoubleVector r) {
        DoubleVector q = r.fma(
                DoubleVector.broadcast(SPECIES, DoubleExponential.Q11),
                DoubleVector.broadcast(SPECIES, DoubleExponential.Q10));
        q = q.fma(r, DoubleVector.broadcast(SPECIES, DoubleExponential.Q9));
        q = q.fma(r, DoubleVector.broadcast(SPECIES, DoubleExponential.Q8));
        q = q.fma(r, DoubleVector.broadcast(SPECIES, DoubleExponential.Q7));
        q = q.fma(r, DoubleVector.broadcast(SPECIES, DoubleExponential.Q6));
        q = q.fma(r, DoubleVector.broadcast(SPECIES, DoubleExponential.Q5));
        q = q.fma(r, DoubleVector.broadcast(SPECIES, DoubleExponential.Q4));
        q = q.fma(r, DoubleVector.broadcast(SPECIES, DoubleExponential.Q3));
        q = q.fma(r, DoubleVector.broadcast(SPECIES, DoubleExponential.Q2));
        q = q.fma(r, DoubleVector.broadcast(SPECIES, DoubleExponential.Q1));
        q = q.fma(r, DoubleVector.broadcast(SPECIES, DoubleExponential.Q0));
        return q;
    }
}
