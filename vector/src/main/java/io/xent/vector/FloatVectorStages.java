package io.xent.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/** The stages on vectors. */
final class FloatVectorStages {

    private static final VectorSpecies<Float> SPECIES = FloatVectorExponential.SPECIES;
    private static final int LANES = FloatWork.LANES;

    static final FloatStage[] ALL = {
        new Max(),
        new Exponentials(),
        new Scale(),
        new Shift(),
        new FloatChunkStages.Referred(),
        new FloatChunkSums(),
        new FloatChunkStages.Scale(),
        new FloatOnePass(),
        new Sum(),
        new FloatChunkStages.Flat(),
        new FloatRowStages.Pass(),
        new FloatRowStages.Ends(),
        new FloatRowStages.Scale(),
        FloatWidening.isFree() ? new FloatSpreadStages.RowTerms() : new FloatSpreadPlainStages.RowTerms(),
        new FloatSpreadStages.RowMix(),
        FloatWidening.isFree() ? new FloatSpreadStages.ChunkTerms() : new FloatSpreadPlainStages.ChunkTerms(),
        new FloatSpreadStages.ChunkMix(),
        FloatWidening.isFree() ? new FloatSpreadStages.Sum() : new FloatSpreadPlainStages.Sum(),
        FloatWidening.isFree() ? new FloatSoftCapStages.Exponents() : new FloatSoftCapPlainStages.Exponents(),
        new FloatSoftCapStages.Cap(),
        FloatWidening.isFree() ? new FloatSoftCapStages.Slopes() : new FloatSoftCapPlainStages.Slopes()
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

        /** The last two vectors come first, so that the loop may leave out what is less than two. */
        private static int largestBits(float[] source, int from, int count, FloatWork work) {
            int end = from + count;
            IntVector a = bits(source, end - LANES);
            IntVector b = bits(source, Math.max(from, end - 2 * LANES));
            for (int i = from; i <= end - 2 * LANES; i += 2 * LANES) {
                a = a.max(bits(source, i));
                b = b.max(bits(source, i + LANES));
            }
            a.reinterpretAsFloats().intoArray(work.largest, 0);
            b.reinterpretAsFloats().intoArray(work.largest, LANES);
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
            for (int l = 0; l < LANES; l++) {
                min = Math.min(min, Float.floatToRawIntBits(work.largest[l]));
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
                FloatVector e = FloatVectorExponential.of(exp, x, magic);
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
}
