package io.xent.vector;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;

/**
 * The sums of the rows of a chunk, in double precision: what a sum of single precision rounds, once per addition, is all that a
 * loss may be off. {@link WideFloats} says how the floats become doubles.
 *
 * <p>Each loop is a stage of its own, because together they are more than the compiler keeps in registers.
 */
final class FloatChunkSums extends FloatStage {

    private static final int ROWS_OF_ONE = 0;
    private static final int ROWS_OF_TWO = 1;
    private static final int BEGIN = 2;
    private static final int ADD_TWO = 3;
    private static final int ADD_ONE = 4;

    /** In an array, of which the compiler does not know what is in it: a constant would be looked through. */
    private static final FloatStage[] PASSES = {
        new RowsOfOne(), new RowsOfTwo(), new Begin(), new AddTwo(), new AddOne()
    };

    private static final int LANES = FloatWork.LANES;
    private static final int WIDE_LANES = LANES / 2;

    /** What the first lanes keep and the others do not: from place p on, for the first WIDE_LANES − p. */
    private static final long[] FIRST_LANES = new long[2 * WIDE_LANES];

    static {
        Arrays.fill(FIRST_LANES, 0, WIDE_LANES, WideFloats.BITS_OF_ONE);
    }

    @Override
    void run(FloatWork work) {
        int classes = work.classes;
        if (FloatNarrowSums.fit(classes)) {
            FloatNarrowSums.run(work);
        } else if (classes < 2 * LANES) {
            FloatStage.run(PASSES[classes <= LANES ? ROWS_OF_ONE : ROWS_OF_TWO], work);
            RowMerge.finish(work.rowSums, work.rows);
        } else {
            fold(work, classes);
            RowMerge.finishRows(work.rowSums, work.rows);
        }
        WideFloats.restore(work.rowSums, work.rows);
    }

    /** Rows of more vectors to one each; in passes, because sums would not stay in registers over an inner loop. */
    private static void fold(FloatWork work, int classes) {
        FloatStage.run(PASSES[BEGIN], work);
        work.column = 2 * LANES;
        for (; work.column <= classes - 2 * LANES; work.column += 2 * LANES) {
            FloatStage.run(PASSES[ADD_TWO], work);
        }
        for (; work.column < classes; work.column += LANES) {
            FloatStage.run(PASSES[ADD_ONE], work);
        }
    }

    /** Rows of up to a vector, without what follows them there. */
    private static final class RowsOfOne extends FloatStage {
        @Override
        void run(FloatWork work) {
            run(work.exponentials, work.classes, work.rows, work.rowSums);
        }

        private static void run(float[] values, int classes, int rows, double[] sums) {
            LongVector even = even(classes);
            LongVector odd = odd(classes);
            for (int row = 0, i = 0; row < rows; row += 2, i += 2 * classes) {
                DoubleVector a = WideFloats.pairs(values, i, even, odd);
                DoubleVector b = WideFloats.pairs(values, i + classes, even, odd);
                RowMerge.store(a, b, sums, row);
            }
        }
    }

    /** Rows of one vector and a part of another. */
    private static final class RowsOfTwo extends FloatStage {
        @Override
        void run(FloatWork work) {
            run(work.exponentials, work.classes, work.rows, work.rowSums);
        }

        private static void run(float[] values, int classes, int rows, double[] sums) {
            LongVector all = even(LANES);
            LongVector even = even(classes - LANES);
            LongVector odd = odd(classes - LANES);
            for (int row = 0, i = 0; row < rows; row += 2, i += 2 * classes) {
                int j = i + classes;
                DoubleVector a = WideFloats.pairs(values, i, all, all);
                DoubleVector b = WideFloats.pairs(values, j, all, all);
                a = a.add(WideFloats.pairs(values, i + LANES, even, odd));
                b = b.add(WideFloats.pairs(values, j + LANES, even, odd));
                RowMerge.store(a, b, sums, row);
            }
        }
    }

    private static final class Begin extends FloatStage {
        @Override
        void run(FloatWork work) {
            run(work.exponentials, work.classes, work.rows, work.rowSums);
        }

        private static void run(float[] values, int classes, int rows, double[] sums) {
            LongVector all = even(LANES);
            for (int row = 0, i = 0; row < rows; row++, i += classes) {
                WideFloats.pairs(values, i, all, all)
                        .add(WideFloats.pairs(values, i + LANES, all, all))
                        .intoArray(sums, row * WIDE_LANES);
            }
        }
    }

    private static final class AddTwo extends FloatStage {
        @Override
        void run(FloatWork work) {
            run(work.exponentials, work.column, work.classes, work.rows, work.rowSums);
        }

        private static void run(float[] values, int from, int classes, int rows, double[] sums) {
            LongVector all = even(LANES);
            for (int row = 0, i = from; row < rows; row++, i += classes) {
                DoubleVector.fromArray(WideFloats.WIDE, sums, row * WIDE_LANES)
                        .add(WideFloats.pairs(values, i, all, all))
                        .add(WideFloats.pairs(values, i + LANES, all, all))
                        .intoArray(sums, row * WIDE_LANES);
            }
        }
    }

    /** A whole vector or a part of one. */
    private static final class AddOne extends FloatStage {
        @Override
        void run(FloatWork work) {
            run(work.exponentials, work.column, work.classes, work.rows, work.rowSums);
        }

        private static void run(float[] values, int from, int classes, int rows, double[] sums) {
            int count = Math.min(LANES, classes - from);
            LongVector even = even(count);
            LongVector odd = odd(count);
            for (int row = 0, i = from; row < rows; row++, i += classes) {
                DoubleVector.fromArray(WideFloats.WIDE, sums, row * WIDE_LANES)
                        .add(WideFloats.pairs(values, i, even, odd))
                        .intoArray(sums, row * WIDE_LANES);
            }
        }
    }

    /** Of the first so many values, those in even places. */
    private static LongVector even(int count) {
        return LongVector.fromArray(WideFloats.BITS, FIRST_LANES, WIDE_LANES - (count + 1) / 2);
    }

    private static LongVector odd(int count) {
        return LongVector.fromArray(WideFloats.BITS, FIRST_LANES, WIDE_LANES - count / 2);
    }
}
