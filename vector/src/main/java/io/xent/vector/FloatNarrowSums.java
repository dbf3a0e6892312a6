package io.xent.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The sums of rows of two, three or four classes, as many rows at once as there are lanes: from vectors full of values,
 * where {@link FloatChunkStages.Sums} has a vector for each row. The order is the same, {@code (e0 + e1) + (e2 + e3)}.
 */
final class FloatNarrowSums {

    private static final int MOST_CLASSES = 4;

    private static final VectorSpecies<Float> SPECIES = FloatVectorExponential.SPECIES;
    private static final int LANES = FloatWork.LANES;

    private static final Column EVEN = new Column(0, 2);
    private static final Column ODD = new Column(1, 2);
    private static final Column FIRST = new Column(0, 3);
    private static final Column SECOND = new Column(1, 3);
    private static final Column THIRD = new Column(2, 3);

    private FloatNarrowSums() {}

    /**
     * One class of as many rows as there are lanes: where in its vector the value of each row is, and which of them are in
     * the second vector and in the third.
     */
    private static final class Column {

        final VectorShuffle<Float> place;
        final VectorMask<Float> inSecond;
        final VectorMask<Float> inThird;

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

        FloatVector of(FloatVector a, FloatVector b) {
            return a.rearrange(place).blend(b.rearrange(place), inSecond);
        }

        FloatVector of(FloatVector a, FloatVector b, FloatVector c) {
            return of(a, b).blend(c.rearrange(place), inThird);
        }
    }

    static boolean fit(int classes) {
        return classes > 1 && classes <= MOST_CLASSES && classes <= LANES;
    }

    static void run(float[] values, int classes, int rows, float[] sums) {
        if (classes == 2) {
            ofTwo(values, rows, sums);
        } else if (classes == 3) {
            ofThree(values, rows, sums);
        } else {
            ofFour(values, rows, sums);
        }
    }

    private static void ofTwo(float[] values, int rows, float[] sums) {
        for (int row = 0; row < rows; row += LANES) {
            neighbours(at(values, 2 * row), at(values, 2 * row + LANES)).intoArray(sums, row);
        }
    }

    private static void ofThree(float[] values, int rows, float[] sums) {
        for (int row = 0, i = 0; row < rows; row += LANES, i += 3 * LANES) {
            FloatVector a = at(values, i);
            FloatVector b = at(values, i + LANES);
            FloatVector c = at(values, i + 2 * LANES);
            FIRST.of(a, b, c).add(SECOND.of(a, b, c)).add(THIRD.of(a, b, c)).intoArray(sums, row);
        }
    }

    private static void ofFour(float[] values, int rows, float[] sums) {
        for (int row = 0, i = 0; row < rows; row += LANES, i += 4 * LANES) {
            FloatVector ab = neighbours(at(values, i), at(values, i + LANES));
            FloatVector cd = neighbours(at(values, i + 2 * LANES), at(values, i + 3 * LANES));
            neighbours(ab, cd).intoArray(sums, row);
        }
    }

    /** Sums of two values next to each other, in two vectors one after the other. */
    private static FloatVector neighbours(FloatVector a, FloatVector b) {
        return EVEN.of(a, b).add(ODD.of(a, b));
    }

    private static FloatVector at(float[] values, int place) {
        return FloatVector.fromArray(SPECIES, values, place);
    }
}
