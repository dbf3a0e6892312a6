package io.xent.vector;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** The stages on vectors. */
final class FloatVectorStages {

    private static final VectorSpecies<Float> SPECIES = FloatExponential.SPECIES;
    private static final VectorSpecies<Integer> BITS = Width.BITS == 512
            ? IntVector.SPECIES_512
            : Width.BITS == 256 ? IntVector.SPECIES_256 : IntVector.SPECIES_128;
    private static final int LANES = FloatWork.LANES;

    /** All bits in the first half: from place p on, a mask of the first LANES − p lanes. */
    private static final int[] FIRST_LANES = new int[2 * LANES];

    static {
        Arrays.fill(FIRST_LANES, 0, LANES, -1);
    }

    static final FloatStage[] ALL = {
        new Max(),
        new Exponentials(),
        new Scale(),
        new Shift(),
        new ChunkExponentials(),
        new ChunkSums(),
        new ChunkScale(),
        new FloatOnePass(),
        new Sum()
    };

    private FloatVectorStages() {}

    /**
     * Floats as whole numbers are in order where they are positive, and in reverse order where all are negative. The
     * comparison of whole numbers is one instruction on every machine and JDK; that of floats is not.
     */
    private static final class Max extends FloatStage {
        @Override
        void run(FloatWork work) {
            if (work.count < LANES) {
                FloatPlainStages.ALL[MAX].run(work);
                return;
            }
            int max = largestBits(work.source, work.from, work.count, work);
            work.max = Float.intBitsToFloat(max >= 0 ? max : smallestBits(work.source, work.from, work.count, work));
        }

        private static int largestBits(float[] source, int from, int count, FloatWork work) {
            int end = from + count;
            IntVector a = bits(source, end - LANES);
            IntVector b = a;
            int i = from;
            for (; i <= end - 2 * LANES; i += 2 * LANES) {
                a = a.max(bits(source, i));
                b = b.max(bits(source, i + LANES));
            }
            if (i <= end - LANES) {
                a = a.max(bits(source, i));
            }
            a.max(b).reinterpretAsFloats().intoArray(work.largest, 0);
            int max = Integer.MIN_VALUE;
            for (float lane : work.largest) {
                max = Math.max(max, Float.floatToRawIntBits(lane));
            }
            return max;
        }

        private static int smallestBits(float[] source, int from, int count, FloatWork work) {
            int end = from + count;
            IntVector a = bits(source, end - LANES);
            for (int i = from; i <= end - LANES; i += LANES) {
                a = a.min(bits(source, i));
            }
            a.reinterpretAsFloats().intoArray(work.largest, 0);
            int min = Integer.MAX_VALUE;
            for (float lane : work.largest) {
                min = Math.min(min, Float.floatToRawIntBits(lane));
            }
            return min;
        }

        private static IntVector bits(float[] values, int at) {
            return FloatVector.fromArray(SPECIES, values, at).reinterpretAsInts();
        }
    }

    private static final class Exponentials extends FloatStage {
        @Override
        void run(FloatWork work) {
            run(work, work.exponential, work.source, work.from, work.target, work.to, work.count);
        }

        private static void run(
                FloatWork work, FloatExponential exp, float[] source, int from, float[] target, int to, int count) {
            float centre = work.centre;
            FloatVector magic = FloatVector.broadcast(SPECIES, work.magic);
            FloatVector sum = FloatVector.fromArray(SPECIES, work.lanes, 0);
            FloatVector lost = FloatVector.fromArray(SPECIES, work.lost, 0);
            for (int i = 0; i < count; i += LANES) {
                FloatVector x = FloatVector.fromArray(SPECIES, source, from + i).sub(centre);
                FloatVector e = exp.of(x, magic);
                e.intoArray(target, to + i);
                FloatVector next = sum.add(e);
                lost = lost.add(sum.sub(next).add(e));
                sum = next;
            }
            sum.intoArray(work.lanes, 0);
            lost.intoArray(work.lost, 0);
        }
    }

    /** Dekker's addition, as in {@link FloatOnePass}. */
    private static final class Sum extends FloatStage {
        @Override
        void run(FloatWork work) {
            run(work, work.source, work.from, work.count);
        }

        private static void run(FloatWork work, float[] source, int from, int count) {
            FloatVector sum = FloatVector.fromArray(SPECIES, work.lanes, 0);
            FloatVector lost = FloatVector.fromArray(SPECIES, work.lost, 0);
            for (int i = 0; i < count; i += LANES) {
                FloatVector e = FloatVector.fromArray(SPECIES, source, from + i);
                FloatVector next = sum.add(e);
                lost = lost.add(sum.sub(next).add(e));
                sum = next;
            }
            sum.intoArray(work.lanes, 0);
            lost.intoArray(work.lost, 0);
        }
    }

    private static FloatVector masked(FloatVector values, int[] masks, int at) {
        return values.reinterpretAsInts()
                .and(IntVector.fromArray(BITS, masks, at))
                .reinterpretAsFloats();
    }

    private static final class Scale extends FloatStage {
        @Override
        void run(FloatWork work) {
            if (work.count < LANES) {
                FloatPlainStages.ALL[SCALE].run(work);
                return;
            }
            run(work.source, work.from, work.target, work.to, work.count, work.factor);
        }

        private static void run(float[] source, int from, float[] target, int to, int count, float factor) {
            FloatVector last =
                    FloatVector.fromArray(SPECIES, source, from + count - LANES).mul(factor);
            int i = 0;
            for (; i <= count - 2 * LANES; i += 2 * LANES) {
                FloatVector.fromArray(SPECIES, source, from + i).mul(factor).intoArray(target, to + i);
                FloatVector.fromArray(SPECIES, source, from + i + LANES)
                        .mul(factor)
                        .intoArray(target, to + i + LANES);
            }
            if (i <= count - LANES) {
                FloatVector.fromArray(SPECIES, source, from + i).mul(factor).intoArray(target, to + i);
            }
            last.intoArray(target, to + count - LANES);
        }
    }

    private static final class Shift extends FloatStage {
        @Override
        void run(FloatWork work) {
            if (work.count < LANES) {
                FloatPlainStages.ALL[SHIFT].run(work);
                return;
            }
            run(work, work.source, work.from, work.target, work.to, work.count);
        }

        private static void run(FloatWork work, float[] source, int from, float[] target, int to, int count) {
            float centre = work.centre;
            float inverse = work.inverse;
            float factor = work.factor;
            FloatVector last = FloatVector.fromArray(SPECIES, source, from + count - LANES);
            for (int i = 0; i <= count - LANES; i += LANES) {
                FloatVector.fromArray(SPECIES, source, from + i)
                        .sub(centre)
                        .mul(inverse)
                        .sub(factor)
                        .intoArray(target, to + i);
            }
            last.sub(centre).mul(inverse).sub(factor).intoArray(target, to + count - LANES);
        }
    }

    private static final class ChunkExponentials extends FloatStage {
        @Override
        void run(FloatWork work) {
            run(work, work.exponential, work.source, work.from, work.exponentials, work.magics, work.centres);
        }

        private static void run(
                FloatWork work,
                FloatExponential exp,
                float[] source,
                int from,
                float[] target,
                float[] magics,
                float[] centres) {
            for (int i = 0; i < work.count; i += LANES) {
                FloatVector x = FloatVector.fromArray(SPECIES, source, from + i)
                        .sub(FloatVector.fromArray(SPECIES, centres, i));
                FloatVector magic = FloatVector.fromArray(SPECIES, magics, i);
                exp.of(x, magic).intoArray(target, i);
            }
        }
    }

    /**
     * Adds up as many rows as there are lanes at once. A vector holds partial sums of one row; two of them become one
     * that holds partial sums of both rows, half as many of each, and so on until every lane is the sum of a row.
     */
    private static final class ChunkSums extends FloatStage {

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
            pairs(work.exponentials, work.classes, work.rows, work.sums);
            for (int level = 1, left = work.rows / 2; level < LEVELS; level++, left /= 2) {
                halve(work.sums, left, SECOND[level], SWAP[level]);
            }
        }

        private static void pairs(float[] values, int classes, int rows, float[] sums) {
            VectorMask<Float> second = SECOND[0];
            VectorShuffle<Float> swap = SWAP[0];
            for (int row = 0, i = 0, out = 0; row < rows; row += 2, i += 2 * classes, out += LANES) {
                FloatVector a = row(values, i, classes);
                FloatVector b = row(values, i + classes, classes);
                merge(a, b, second, swap).intoArray(sums, out);
            }
        }

        private static FloatVector row(float[] values, int from, int classes) {
            if (classes < LANES) {
                return masked(FloatVector.fromArray(SPECIES, values, from), FIRST_LANES, LANES - classes);
            }
            FloatVector sum = FloatVector.fromArray(SPECIES, values, from);
            int i = LANES;
            for (; i <= classes - LANES; i += LANES) {
                sum = sum.add(FloatVector.fromArray(SPECIES, values, from + i));
            }
            if (i < classes) {
                FloatVector last = FloatVector.fromArray(SPECIES, values, from + i);
                sum = sum.add(masked(last, FIRST_LANES, LANES + i - classes));
            }
            return sum;
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

    private static final class ChunkScale extends FloatStage {

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
