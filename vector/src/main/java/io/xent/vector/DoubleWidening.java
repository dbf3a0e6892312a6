package io.xent.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** {@link FloatWidening} of what is wide already. */
final class DoubleWidening {

    private static final VectorSpecies<Double> WIDE = DoubleVectorExponential.SPECIES;

    private DoubleWidening() {}

    static boolean isFree() {
        return true;
    }

    static DoubleVector load(double[] values, int at) {
        return DoubleVector.fromArray(WIDE, values, at);
    }

    static void store(DoubleVector wide, double[] values, int at) {
        wide.intoArray(values, at);
    }
}
