package io.xent.vector;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** The stages of {@link FloatChunk} on vectors; rows are a multiple of the lanes. */
final class FloatChunkStages {

    private static final VectorSpecies<Float> SPECIES = FloatVectorExponential.SPECIES;
    private static final VectorSpecies<Integer> BITS = FloatVectorExponential.BITS;
    private static final int LANES = FloatWork.LANES;

    /** All bits in the first half: from place p on, a mask of the first LANES − p lanes. */
    private static final int[] FIRST_LANES = new int[2 * LANES];

    static {
        Arrays.fill(FIRST_LANES, 0, LANES, -1);
    }

    private FloatChunkStages() {}

    static final class Flat extends FloatStage {
        @Override
        void run(FloatWork work) {
            run(work, work.source, work.from, work.exponentials, work.count);
        }

        private static void run(FloatWork work, float[] source, int from, float[] target, int count) {
            FloatVector magic = FloatVector.broadcast(SPECIES, work.magic);
            FloatExponential exp = work.exponential;
            for (int i = 0; i < count; i += LANES) {
                FloatVector x = FloatVector.fromArray(SPECIES, source, from + i);
                FloatVectorExponential.of(exp, x, magic).intoArray(target, i);
            }
        }
    }

    static final class Referred extends FloatStage {
        @Override
        void run(FloatWork work) {
            run(work, work.source, work.from, work.exponentials, work.magics, work.centres);
        }

        private static void run(
                FloatWork work, float[] source, int from, float[] target, float[] magics, float[] centres) {
            FloatExponential exp = work.exponential;
            for (int i = 0; i < work.count; i += LANES) {
                FloatVector x = FloatVector.fromArray(SPECIES, source, from + i)
                        .sub(FloatVector.fromArray(SPECIES, centres, i));
                FloatVector magic = FloatVector.fromArray(SPECIES, magics, i);
                FloatVectorExponential.of(exp, x, magic).intoArray(target, i);
            }
        }
    }

    /**
     * Adds up as many rows as there are lanes at once. A vector holds partial sums of one row; two of them become one
     * that holds partial sums of both rows, half as many of each, and so on until every lane is the sum of a row.
     */
    static final class Sums extends FloatStage {

        private static final int LEVELS = Integer.numberOfTrailingZeros(LANES);

        @SuppressWarnings({"unchecked", "rawtypes"})
        private static final VectorMask<Float>[] SECOND = new VectorMask[LEVELS];

        @SuppressWarnings({"unchecked", "rawtypes"})
        private static final VectorShuffle<Float>[] SWAP = new VectorShuffle[LEVELS];

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

        @Override
        void run(FloatWork work) {
            if (FloatNarrowSums.fit(work.classes)) {
                FloatNarrowSums.run(work.exponentials, work.classes, work.rows, work.sums);
                return;
            }
            int level = 0;
            int left = work.rows;
            if (work.classes < 2 * LANES) {
                if (work.classes <= LANES) {
                    pairs(work.exponentials, work.classes, work.rows, work.sums, SECOND[0], SWAP[0]);
                } else {
                    pairsOfTwo(work.exponentials, work.classes, work.rows, work.sums, SECOND[0], SWAP[0]);
                }
                level = 1;
                left /= 2;
            } else {
                fold(work.exponentials, work.classes, work.rows, work.sums);
            }
            for (; level < LEVELS; level++, left /= 2) {
                halve(work.sums, left, SECOND[level], SWAP[level]);
            }
        }

        /** Rows of up to a vector, without what follows them there, two by two. */
        private static void pairs(
                float[] values,
                int classes,
                int rows,
                float[] sums,
                VectorMask<Float> second,
                VectorShuffle<Float> swap) {
            IntVector mask = first(classes);
            for (int row = 0, i = 0; row < rows; row += 2, i += 2 * classes) {
                FloatVector a = masked(values, i, mask);
                FloatVector b = masked(values, i + classes, mask);
                merge(a, b, second, swap).intoArray(sums, row / 2 * LANES);
            }
        }

        /** Rows of one vector and a part of another. */
        private static void pairsOfTwo(
                float[] values,
                int classes,
                int rows,
                float[] sums,
                VectorMask<Float> second,
                VectorShuffle<Float> swap) {
            IntVector mask = first(classes - LANES);
            for (int row = 0, i = 0; row < rows; row += 2, i += 2 * classes) {
                int j = i + classes;
                FloatVector a = FloatVector.fromArray(SPECIES, values, i).add(masked(values, i + LANES, mask));
                FloatVector b = FloatVector.fromArray(SPECIES, values, j).add(masked(values, j + LANES, mask));
                merge(a, b, second, swap).intoArray(sums, row / 2 * LANES);
            }
        }

        /** Rows of more vectors to one each; in passes, because sums would not stay in registers over an inner loop. */
        private static void fold(float[] values, int classes, int rows, float[] sums) {
            for (int row = 0, i = 0; row < rows; row++, i += classes) {
                FloatVector.fromArray(SPECIES, values, i)
                        .add(FloatVector.fromArray(SPECIES, values, i + LANES))
                        .intoArray(sums, row * LANES);
            }
            int from = 2 * LANES;
            for (; from <= classes - LANES; from += LANES) {
                addWhole(values, from, classes, rows, sums);
            }
            if (from < classes) {
                addRest(values, from, classes, rows, sums, first(classes - from));
            }
        }

        private static void addWhole(float[] values, int from, int classes, int rows, float[] sums) {
            for (int row = 0, i = from; row < rows; row++, i += classes) {
                FloatVector sum = FloatVector.fromArray(SPECIES, sums, row * LANES);
                sum.add(FloatVector.fromArray(SPECIES, values, i)).intoArray(sums, row * LANES);
            }
        }

        private static void addRest(float[] values, int from, int classes, int rows, float[] sums, IntVector mask) {
            for (int row = 0, i = from; row < rows; row++, i += classes) {
                FloatVector sum = FloatVector.fromArray(SPECIES, sums, row * LANES);
                sum.add(masked(values, i, mask)).intoArray(sums, row * LANES);
            }
        }

        private static FloatVector masked(float[] values, int from, IntVector mask) {
            return FloatVector.fromArray(SPECIES, values, from)
                    .reinterpretAsInts()
                    .and(mask)
                    .reinterpretAsFloats();
        }

        /** A mask of the first lanes. */
        private static IntVector first(int count) {
            return IntVector.fromArray(BITS, FIRST_LANES, LANES - count);
        }

        private static void halve(float[] sums, int vectors, VectorMask<Float> second, VectorShuffle<Float> swap) {
            for (int i = 0; i < vectors * LANES; i += 2 * LANES) {
                FloatVector a = FloatVector.fromArray(SPECIES, sums, i);
                FloatVector b = FloatVector.fromArray(SPECIES, sums, i + LANES);
                merge(a, b, second, swap).intoArray(sums, i / 2);
            }
        }

        private static FloatVector merge(
                FloatVector a, FloatVector b, VectorMask<Float> second, VectorShuffle<Float> swap) {
            return a.blend(b, second).add(b.blend(a, second).rearrange(swap));
        }
    }

    static final class Scale extends FloatStage {

        /** For each number of classes, which of LANES rows each lane of their values belongs to. */
        @SuppressWarnings({"unchecked", "rawtypes"})
        private static final VectorShuffle<Float>[][] ROW_OF_LANE = new VectorShuffle[FloatChunk.MOST_CLASSES + 1][];

        @Override
        void run(FloatWork work) {
            VectorShuffle<Float>[] rowOfLane = rowOfLane(work.classes);
            run(work.exponentials, work.factors, rowOfLane, work.rows, work.classes, work.target, work.to);
        }

        private static void run(
                float[] values,
                float[] factors,
                VectorShuffle<Float>[] rowOfLane,
                int rows,
                int classes,
                float[] target,
                int to) {
            for (int row = 0, i = 0; row < rows; row += LANES) {
                FloatVector factor = FloatVector.fromArray(SPECIES, factors, row);
                for (int j = 0; j < classes; j++, i += LANES) {
                    FloatVector.fromArray(SPECIES, values, i)
                            .mul(factor.rearrange(rowOfLane[j]))
                            .intoArray(target, to + i);
                }
            }
        }

        /** Made twice where two threads are first at once, with the same content. */
        @SuppressWarnings({"unchecked", "rawtypes"})
        private static VectorShuffle<Float>[] rowOfLane(int classes) {
            VectorShuffle<Float>[] known = ROW_OF_LANE[classes];
            if (known == null) {
                known = new VectorShuffle[classes];
                for (int j = 0; j < classes; j++) {
                    int start = j * LANES;
                    known[j] = VectorShuffle.fromOp(SPECIES, l -> (start + l) / classes);
                }
                ROW_OF_LANE[classes] = known;
            }
            return known;
        }
    }
}
