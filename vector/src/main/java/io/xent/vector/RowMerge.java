package io.xent.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Makes a sum of each vector of doubles, for as many rows at once as there are lanes. A vector holds partial sums of one row;
 * two of them become one that holds partial sums of both rows, half as many of each, and so on until every lane is the sum
 * of a row.
 */
final class RowMerge {

    private static final VectorSpecies<Double> SPECIES = DoubleVectorExponential.SPECIES;
    private static final int LANES = SPECIES.length();
    private static final int LEVELS = Integer.numberOfTrailingZeros(LANES);

    /** Two lanes are added up one by one: the compiler keeps no masks of two lanes in registers. */
    private static final boolean ONE_BY_ONE = LANES == 2;

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static final VectorMask<Double>[] SECOND = new VectorMask[LEVELS];

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static final VectorShuffle<Double>[] SWAP = new VectorShuffle[LEVELS];

    static {
        for (int level = 0; level < LEVELS; level++) {
            int distance = 1 << level;
            boolean[] second = new boolean[LANES];
            int[] swap = new int[LANES];
            for (int l = 0; l < LANES; l++) {
                second[l] = (l & distance) != 0;
                swap[l] = l ^ distance;
            }
            SECOND[level] = VectorMask.fromArray(SPECIES, second, 0);
            SWAP[level] = VectorShuffle.fromArray(SPECIES, swap, 0);
        }
    }

    private static final VectorMask<Double> FIRST_SECOND = SECOND[0];
    private static final VectorShuffle<Double> FIRST_SWAP = SWAP[0];

    private RowMerge() {}

    /** Stores the partial sums of rows {@code row} and {@code row + 1}, for {@link #finish}. */
    static void store(DoubleVector a, DoubleVector b, double[] parts, int row) {
        if (ONE_BY_ONE) {
            a.intoArray(parts, row * LANES);
            b.intoArray(parts, (row + 1) * LANES);
        } else {
            merge(a, b, FIRST_SECOND, FIRST_SWAP).intoArray(parts, row / 2 * LANES);
        }
    }

    /** What has been stored pair by pair becomes sums, which are the first of the parts. */
    static void finish(double[] parts, int rows) {
        if (ONE_BY_ONE) {
            addNeighbours(parts, rows);
            return;
        }
        for (int level = 1, left = rows / 2; level < LEVELS; level++, left /= 2) {
            halve(parts, left, SECOND[level], SWAP[level]);
        }
    }

    /** As {@link #finish}, of parts that have been stored row by row. */
    static void finishRows(double[] parts, int rows) {
        if (!ONE_BY_ONE) {
            halve(parts, rows, FIRST_SECOND, FIRST_SWAP);
        }
        finish(parts, rows);
    }

    /** Two parts for each row. */
    static void addNeighbours(double[] parts, int rows) {
        if (DoubleNarrowSums.fit(2)) {
            DoubleNarrowSums.run(parts, 2, rows, parts);
            return;
        }
        for (int row = 0; row < rows; row++) {
            parts[row] = parts[2 * row] + parts[2 * row + 1];
        }
    }

    private static void halve(double[] parts, int vectors, VectorMask<Double> second, VectorShuffle<Double> swap) {
        for (int i = 0; i < vectors * LANES; i += 2 * LANES) {
            DoubleVector a = DoubleVector.fromArray(SPECIES, parts, i);
            DoubleVector b = DoubleVector.fromArray(SPECIES, parts, i + LANES);
            merge(a, b, second, swap).intoArray(parts, i / 2);
        }
    }

    private static DoubleVector merge(
            DoubleVector a, DoubleVector b, VectorMask<Double> second, VectorShuffle<Double> swap) {
        return a.blend(b, second).add(b.blend(a, second).rearrange(swap));
    }
}
