package io.xent.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Floats as vectors of doubles, half as many at a time. */
final class FloatWidening {

    /** The first JDK seen to keep vectors of two sizes apart. */
    private static final int KEEPS_SIZES_APART = 25;

    private static final VectorSpecies<Double> WIDE = DoubleVectorExponential.SPECIES;

    private FloatWidening() {}

    /**
     * Whether other loops stay as fast as they are: on JDK 17, once there are vectors of floats of a second size, HotSpot no
     * longer knows of which those of a sum are, and makes objects of them.
     */
    static boolean isFree() {
        return Runtime.version().feature() >= KEEPS_SIZES_APART;
    }

    /** A class of its own, so that asking loads no vectors of a second size. */
    private static final class Half {
        static final VectorSpecies<Float> SPECIES = Width.BITS == 512
                ? FloatVector.SPECIES_256
                : Width.BITS == 256 ? FloatVector.SPECIES_128 : FloatVector.SPECIES_64;
    }

    static DoubleVector load(float[] values, int at) {
        return (DoubleVector)
                FloatVector.fromArray(Half.SPECIES, values, at).convertShape(VectorOperators.F2D, WIDE, 0);
    }

    static void store(DoubleVector wide, float[] values, int at) {
        ((FloatVector) wide.convertShape(VectorOperators.D2F, Half.SPECIES, 0)).intoArray(values, at);
    }
}
