package io.xent.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The sums of rows of two, three or four classes, as many rows at once as there are lanes: from vectors full of values,
 * where {@link FloatChunkSums} has a vector for each row. The order is the same, {@code (e0 + e1) + (e2 + e3)}, and so are
 * {@link WideFloats}.
 */
final class FloatNarrowSums {

    private static final int MOST_CLASSES = 4;

    private static final int NEIGHBOURS = 0;
    private static final int FIRST_TWO_OF_THREE = 1;
    private static final int THIRD_OF_THREE = 2;

    /** As in {@link FloatChunkSums}. */
    private static final FloatStage[] PASSES = {new Neighbours(), new FirstTwoOfThree(), new ThirdOfThree()};

    private static final VectorSpecies<Float> SPECIES = FloatVectorExponential.SPECIES;
    private static final int LANES = FloatWork.LANES;
    private static final int WIDE_LANES = LANES / 2;

    private static final Column FIRST = new Column(0);
    private static final Column SECOND = new Column(1);
    private static final Column THIRD = new Column(2);

    private FloatNarrowSums() {}

    /**
     * One of three classes of as many rows as there are lanes, those of the first half in even lanes: where in its vector the
     * value of each row is, and which of them are in the second vector and in the third.
     */
    private static final class Column {

        private static final int CLASSES = 3;

        final VectorShuffle<Float> place;
        final VectorMask<Float> inSecond;
        final VectorMask<Float> inThird;

        Column(int first) {
            int[] places = new int[LANES];
            boolean[] second = new boolean[LANES];
            boolean[] third = new boolean[LANES];
            for (int lane = 0; lane < LANES; lane++) {
                int row = lane / 2 + lane % 2 * WIDE_LANES;
                int at = row * CLASSES + first;
                places[lane] = at % LANES;
                second[lane] = at / LANES == 1;
                third[lane] = at / LANES == 2;
            }
            place = VectorShuffle.fromArray(SPECIES, places, 0);
            inSecond = VectorMask.fromArray(SPECIES, second, 0);
            inThird = VectorMask.fromArray(SPECIES, third, 0);
        }

        LongVector of(FloatVector a, FloatVector b, FloatVector c) {
            return a.rearrange(place)
                    .blend(b.rearrange(place), inSecond)
                    .blend(c.rearrange(place), inThird)
                    .reinterpretAsLongs();
        }
    }

    static boolean fit(int classes) {
        return classes > 1 && classes <= MOST_CLASSES;
    }

    static void run(FloatWork work) {
        if (work.classes == 3) {
            FloatStage.run(PASSES[FIRST_TWO_OF_THREE], work);
            FloatStage.run(PASSES[THIRD_OF_THREE], work);
            return;
        }
        FloatStage.run(PASSES[NEIGHBOURS], work);
        if (work.classes == 4) {
            RowMerge.addNeighbours(work.rowSums, work.rows);
        }
    }

    private static final class Neighbours extends FloatStage {
        @Override
        void run(FloatWork work) {
            run(work.exponentials, work.rows * work.classes, work.rowSums);
        }

        private static void run(float[] values, int count, double[] sums) {
            LongVector all = all();
            for (int i = 0; i < count; i += LANES) {
                WideFloats.pairs(values, i, all, all).intoArray(sums, i / 2);
            }
        }
    }

    private static final class FirstTwoOfThree extends FloatStage {
        @Override
        void run(FloatWork work) {
            run(work.exponentials, work.rows, work.rowSums);
        }

        private static void run(float[] values, int rows, double[] sums) {
            LongVector all = all();
            for (int row = 0, i = 0; row < rows; row += LANES, i += 3 * LANES) {
                FloatVector a = FloatVector.fromArray(SPECIES, values, i);
                FloatVector b = FloatVector.fromArray(SPECIES, values, i + LANES);
                FloatVector c = FloatVector.fromArray(SPECIES, values, i + 2 * LANES);
                LongVector first = FIRST.of(a, b, c);
                LongVector second = SECOND.of(a, b, c);
                WideFloats.first(first, all).add(WideFloats.first(second, all)).intoArray(sums, row);
                WideFloats.second(first, all)
                        .add(WideFloats.second(second, all))
                        .intoArray(sums, row + WIDE_LANES);
            }
        }
    }

    private static final class ThirdOfThree extends FloatStage {
        @Override
        void run(FloatWork work) {
            run(work.exponentials, work.rows, work.rowSums);
        }

        private static void run(float[] values, int rows, double[] sums) {
            LongVector all = all();
            for (int row = 0, i = 0; row < rows; row += LANES, i += 3 * LANES) {
                FloatVector a = FloatVector.fromArray(SPECIES, values, i);
                FloatVector b = FloatVector.fromArray(SPECIES, values, i + LANES);
                FloatVector c = FloatVector.fromArray(SPECIES, values, i + 2 * LANES);
                LongVector third = THIRD.of(a, b, c);
                add(WideFloats.first(third, all), sums, row);
                add(WideFloats.second(third, all), sums, row + WIDE_LANES);
            }
        }

        private static void add(DoubleVector values, double[] sums, int at) {
            DoubleVector.fromArray(WideFloats.WIDE, sums, at).add(values).intoArray(sums, at);
        }
    }

    private static LongVector all() {
        return LongVector.broadcast(WideFloats.BITS, WideFloats.BITS_OF_ONE);
    }
}
