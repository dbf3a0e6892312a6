package io.xent.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** The stages of {@link FloatChunk} on vectors; rows are a multiple of the lanes. */
final class FloatChunkStages {

    private static final VectorSpecies<Float> SPECIES = FloatVectorExponential.SPECIES;
    private static final int LANES = FloatWork.LANES;

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
