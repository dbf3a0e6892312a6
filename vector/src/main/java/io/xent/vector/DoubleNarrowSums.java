package io.xent.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The sums of rows of two, three or four classes, as many rows at once as there are lanes: from vectors full of values,
 * where {@link DoubleChunkSums} has a vector for each row. The order is the same, {@code (e0 + e1) + (e2 + e3)}.
 */
final class DoubleNarrowSums {

    private static final int MOST_CLASSES = 4;

    /** The compiler keeps no masks of two lanes in registers. */
    private static final int TOO_FEW = 2;

    private static final VectorSpecies<Double> SPECIES = DoubleVectorExponential.SPECIES;
    private static final int LANES = SPECIES.length();

    private static final Column EVEN = new Column(0, 2);
    private static final Column ODD = new Column(1, 2);
    private static final Column FIRST = new Column(0, 3);
    private static final Column SECOND = new Column(1, 3);
    private static final Column THIRD = new Column(2, 3);

    private DoubleNarrowSums() {}

    /**
     * One class of as many rows as there are lanes: where in its vector the value of each row is, and which of them are in
     * the second vector and in the third.
     */
    private static final class Column {

        final VectorShuffle<Double> place;
        final VectorMask<Double> inSecond;
        final VectorMask<Double> inThird;

        Column(int first, int classes) {
            place = VectorShuffle.fromOp(SPECIES, row -> (row * classes + first) % LANES);
            boolean[] second = new boolean[LANES];
            boolean[] third = new boolean[LANES];
            for (int row = 0; row < LANES; row++) {
                int vector = (row * classes + first) / LANES;
                second[row] = vector == 1;
                third[row] = vector == 2;
            }
            inSecond = VectorMask.fromArray(SPECIES, second, 0);
            inThird = VectorMask.fromArray(SPECIES, third, 0);
        }

        DoubleVector of(DoubleVector a, DoubleVector b) {
            return a.rearrange(place).blend(b.rearrange(place), inSecond);
        }

        DoubleVector of(DoubleVector a, DoubleVector b, DoubleVector c) {
            return of(a, b).blend(c.rearrange(place), inThird);
        }
    }

    static boolean fit(int classes) {
        return classes > 1 && classes <= MOST_CLASSES && classes <= LANES && LANES > TOO_FEW;
    }

    static void run(double[] values, int classes, int rows, double[] sums) {
        if (classes == 2) {
            ofTwo(values, rows, sums);
        } else if (classes == 3) {
            ofThree(values, rows, sums);
        } else {
            ofFour(values, rows, sums);
        }
    }

    private static void ofTwo(double[] values, int rows, double[] sums) {
        for (int row = 0; row < rows; row += LANES) {
            neighbours(at(values, 2 * row), at(values, 2 * row + LANES)).intoArray(sums, row);
        }
    }

    private static void ofThree(double[] values, int rows, double[] sums) {
        for (int row = 0, i = 0; row < rows; row += LANES, i += 3 * LANES) {
            DoubleVector a = at(values, i);
            DoubleVector b = at(values, i + LANES);
            DoubleVector c = at(values, i + 2 * LANES);
            FIRST.of(a, b, c).add(SECOND.of(a, b, c)).add(THIRD.of(a, b, c)).intoArray(sums, row);
        }
    }

    private static void ofFour(double[] values, int rows, double[] sums) {
        for (int row = 0, i = 0; row < rows; row += LANES, i += 4 * LANES) {
            DoubleVector ab = neighbours(at(values, i), at(values, i + LANES));
            DoubleVector cd = neighbours(at(values, i + 2 * LANES), at(values, i + 3 * LANES));
            neighbours(ab, cd).intoArray(sums, row);
        }
    }

    /** Sums of two values next to each other, in two vectors one after the other. */
    private static DoubleVector neighbours(DoubleVector a, DoubleVector b) {
        return EVEN.of(a, b).add(ODD.of(a, b));
    }

    private static DoubleVector at(double[] values, int place) {
        return DoubleVector.fromArray(SPECIES, values, place);
    }
}
