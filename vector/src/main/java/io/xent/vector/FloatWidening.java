package io.xent.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Floats as vectors of doubles, half as many at a time. */
final class FloatWidening {

    private static final VectorSpecies<Double> WIDE = DoubleVectorExponential.SPECIES;

    private static final VectorSpecies<Float> HALF = Width.BITS == 512
            ? FloatVector.SPECIES_256
            : Width.BITS == 256 ? FloatVector.SPECIES_128 : FloatVector.SPECIES_64;

    private FloatWidening() {}

    static DoubleVector load(float[] values, int at) {
        return (DoubleVector) FloatVector.fromArray(HALF, values, at).convertShape(VectorOperators.F2D, WIDE, 0);
    }

    static void store(DoubleVector wide, float[] values, int at) {
        ((FloatVector) wide.convertShape(VectorOperators.D2F, HALF, 0)).intoArray(values, at);
    }
}
