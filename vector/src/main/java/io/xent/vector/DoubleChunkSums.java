package io.xent.vector;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/** The sums of the rows of a chunk: {@link FloatChunkSums} of what is wide already. */
final class DoubleChunkSums extends DoubleStage {

    private static final VectorSpecies<Double> SPECIES = DoubleVectorExponential.SPECIES;
    private static final int LANES = DoubleWork.LANES;

    /** All bits in the first half: from place p on, a mask of the first LANES − p lanes. */
    private static final long[] FIRST_LANES = new long[2 * LANES];

    static {
        Arrays.fill(FIRST_LANES, 0, LANES, -1);
    }

    @Override
    void run(DoubleWork work) {
        double[] sums = work.rowSums;
        if (DoubleNarrowSums.fit(work.classes)) {
            DoubleNarrowSums.run(work.exponentials, work.classes, work.rows, sums);
        } else if (work.classes < 2 * LANES) {
            if (work.classes <= LANES) {
                rowsOfOne(work.exponentials, work.classes, work.rows, sums);
            } else {
                rowsOfTwo(work.exponentials, work.classes, work.rows, sums);
            }
            RowMerge.finish(sums, work.rows);
        } else {
            fold(work.exponentials, work.classes, work.rows, sums);
            RowMerge.finishRows(sums, work.rows);
        }
    }

    /** Rows of up to a vector, without what follows them there. */
    private static void rowsOfOne(double[] values, int classes, int rows, double[] sums) {
        LongVector mask = first(classes);
        for (int row = 0, i = 0; row < rows; row += 2, i += 2 * classes) {
            RowMerge.store(masked(values, i, mask), masked(values, i + classes, mask), sums, row);
        }
    }

    /** Rows of one vector and a part of another. */
    private static void rowsOfTwo(double[] values, int classes, int rows, double[] sums) {
        LongVector mask = first(classes - LANES);
        for (int row = 0, i = 0; row < rows; row += 2, i += 2 * classes) {
            int j = i + classes;
            DoubleVector a = DoubleVector.fromArray(SPECIES, values, i).add(masked(values, i + LANES, mask));
            DoubleVector b = DoubleVector.fromArray(SPECIES, values, j).add(masked(values, j + LANES, mask));
            RowMerge.store(a, b, sums, row);
        }
    }

    /** Rows of more vectors to one each; in passes, because sums would not stay in registers over an inner loop. */
    private static void fold(double[] values, int classes, int rows, double[] sums) {
        for (int row = 0, i = 0; row < rows; row++, i += classes) {
            DoubleVector.fromArray(SPECIES, values, i)
                    .add(DoubleVector.fromArray(SPECIES, values, i + LANES))
                    .intoArray(sums, row * LANES);
        }
        for (int from = 2 * LANES; from < classes; from += LANES) {
            add(values, from, classes, rows, sums, first(Math.min(LANES, classes - from)));
        }
    }

    private static void add(double[] values, int from, int classes, int rows, double[] sums, LongVector mask) {
        for (int row = 0, i = from; row < rows; row++, i += classes) {
            DoubleVector.fromArray(SPECIES, sums, row * LANES)
                    .add(masked(values, i, mask))
                    .intoArray(sums, row * LANES);
        }
    }

    private static DoubleVector masked(double[] values, int from, LongVector mask) {
        return DoubleVector.fromArray(SPECIES, values, from)
                .reinterpretAsLongs()
                .and(mask)
                .reinterpretAsDoubles();
    }

    /** A mask of the first lanes. */
    private static LongVector first(int count) {
        return LongVector.fromArray(DoubleVectorExponential.BITS, FIRST_LANES, LANES - count);
    }
}
