package io.xent.vector;

import java.util.Arrays;

/** The stages of {@link FloatChunk} as plain loops. */
final class FloatChunkPlainStages {

    private static final int LANES = FloatWork.LANES;

    private FloatChunkPlainStages() {}

    static final class Flat extends FloatStage {
        @Override
        void run(FloatWork work) {
            run(work, work.source, work.from, work.exponentials, work.count);
        }

        private static void run(FloatWork work, float[] source, int from, float[] target, int count) {
            float magic = work.magic;
            FloatExponential exp = work.exponential;
            for (int i = 0; i < count; i++) {
                target[i] = exp.of(source[from + i], magic);
            }
        }
    }

    static final class Referred extends FloatStage {
        @Override
        void run(FloatWork work) {
            float[] source = work.source;
            float[] magics = work.magics;
            float[] centres = work.centres;
            int from = work.from;
            for (int i = 0; i < work.count; i++) {
                work.exponentials[i] = work.exponential.of(source[from + i] - centres[i], magics[i]);
            }
        }
    }

    static final class Sums extends FloatStage {

        /** Neighbours come first: so many that there is one sum for each lane of doubles. */
        private static final int NEIGHBOURS = LANES / Width.DOUBLES;

        @Override
        void run(FloatWork work) {
            for (int row = 0; row < work.rows; row++) {
                work.rowSums[row] = sum(work.exponentials, row * work.classes, work.classes, work.each.lanes);
            }
        }

        private static double sum(float[] values, int from, int count, double[] lanes) {
            Arrays.fill(lanes, 0);
            for (int i = 0; i < count; i += LANES) {
                for (int l = 0; l < lanes.length; l++) {
                    double part = 0;
                    for (int k = i + l * NEIGHBOURS; k < Math.min(count, i + (l + 1) * NEIGHBOURS); k++) {
                        part += values[from + k];
                    }
                    lanes[l] += part;
                }
            }
            for (int distance = 1; distance < lanes.length; distance *= 2) {
                for (int l = 0; l < lanes.length; l += 2 * distance) {
                    lanes[l] += lanes[l + distance];
                }
            }
            return lanes[0];
        }
    }

    static final class Scale extends FloatStage {
        @Override
        void run(FloatWork work) {
            float[] target = work.target;
            for (int row = 0, i = 0; row < work.rows; row++) {
                float factor = work.factors[row];
                for (int end = i + work.classes; i < end; i++) {
                    target[work.to + i] = work.exponentials[i] * factor;
                }
            }
        }
    }
}
