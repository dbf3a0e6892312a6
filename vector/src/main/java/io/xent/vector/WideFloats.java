package io.xent.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Floats as doubles 2^−896 times as large. Two floats are 64 bits; moved to where a double has the last bits of its exponent
 * and the first 23 of its fraction, each is such a double. So nothing is converted, for which JDK 17 would make objects (see
 * {@link FloatWidening}), and both precisions have vectors of the same size. Numbers are not negative. NaN and infinity become
 * 2^128 and more, which no sum of exponentials is.
 */
final class WideFloats {

    static final VectorSpecies<Double> WIDE = DoubleVectorExponential.SPECIES;
    static final VectorSpecies<Long> BITS = Width.BITS == 512
            ? LongVector.SPECIES_512
            : Width.BITS == 256 ? LongVector.SPECIES_256 : LongVector.SPECIES_128;

    private static final VectorSpecies<Float> SPECIES = FloatVectorExponential.SPECIES;

    /** From the bits of a float to where a double has them. */
    private static final int UP = 29;

    private static final int DOWN = Integer.SIZE - UP;

    static final long BITS_OF_ONE = 0xFFFF_FFFFL << UP;

    private static final double BACK = 0x1p896;

    private WideFloats() {}

    /** The sums of neighbours: of those in even places that are wanted, and those in odd ones. */
    static DoubleVector pairs(float[] values, int at, LongVector even, LongVector odd) {
        LongVector two = FloatVector.fromArray(SPECIES, values, at).reinterpretAsLongs();
        return first(two, even).add(second(two, odd));
    }

    /** Of each two floats the first, where it is wanted. */
    static DoubleVector first(LongVector two, LongVector wanted) {
        return two.lanewise(VectorOperators.LSHL, UP).and(wanted).reinterpretAsDoubles();
    }

    static DoubleVector second(LongVector two, LongVector wanted) {
        return two.lanewise(VectorOperators.LSHR, DOWN).and(wanted).reinterpretAsDoubles();
    }

    /** Multiplies sums by 2^896, which rounds nothing, and makes NaN of those that are as large as no float. */
    static void restore(double[] sums, int rows) {
        for (int i = 0; i < rows; i++) {
            double sum = sums[i] * BACK;
            double infinite = sum * BACK;
            sums[i] = sum + (infinite - infinite);
        }
    }
}
