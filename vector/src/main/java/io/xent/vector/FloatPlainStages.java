package io.xent.vector;

/** The stages as plain loops: what runs until the vector ones are compiled, and what says which bits those give. */
final class FloatPlainStages {

    static final FloatStage[] ALL = {
        new Max(),
        new Exponentials(),
        new Scale(),
        new Shift(),
        new FloatChunkPlainStages.Referred(),
        new FloatChunkPlainStages.Sums(),
        new FloatChunkPlainStages.Scale(),
        new OnePass(),
        new Sum(),
        new FloatChunkPlainStages.Flat(),
        new FloatRowPlainStages.Pass(),
        new FloatRowPlainStages.Ends(),
        new FloatRowPlainStages.Scale(),
        new FloatSpreadPlainStages.RowTerms(),
        new FloatSpreadPlainStages.RowMix(),
        new FloatSpreadPlainStages.ChunkTerms(),
        new FloatSpreadPlainStages.ChunkMix(),
        new FloatSpreadPlainStages.Sum(),
        new FloatSoftCapPlainStages.Exponents(),
        new FloatSoftCapPlainStages.Cap(),
        new FloatSoftCapPlainStages.Slopes()
    };

    private static final int LANES = FloatWork.LANES;

    private FloatPlainStages() {}

    private static final class Max extends FloatStage {
        @Override
        void run(FloatWork work) {
            float max = Float.NEGATIVE_INFINITY;
            float[] source = work.source;
            for (int i = work.from; i < work.from + work.count; i++) {
                max = source[i] > max ? source[i] : max;
            }
            work.max = max;
        }
    }

    private static final class Exponentials extends FloatStage {
        @Override
        void run(FloatWork work) {
            exponentials(work, work.source, work.from, work.target, work.to, work.count);
            for (int i = 0; i < work.count; i += LANES) {
                add(work.target, work.to + i, LANES, work.lanes, work.lost);
            }
        }
    }

    /** Adds one, two or four vectors of values, each to its lane. */
    private static void add(float[] values, int from, int count, float[] lanes, float[] lost) {
        for (int l = 0; l < LANES; l++) {
            float value = values[from + l];
            if (count > LANES) {
                value += values[from + l + LANES];
            }
            if (count > 2 * LANES) {
                value += values[from + l + 2 * LANES] + values[from + l + 3 * LANES];
            }
            float next = lanes[l] + value;
            lost[l] += (lanes[l] - next) + value;
            lanes[l] = next;
        }
    }

    private static void exponentials(FloatWork work, float[] source, int from, float[] target, int to, int count) {
        FloatExponential exp = work.exponential;
        float centre = work.centre;
        float magic = work.magic;
        for (int i = 0; i < count; i++) {
            target[to + i] = exp.of(source[from + i] - centre, magic);
        }
    }

    private static final class OnePass extends FloatStage {

        private static final int TOGETHER = FloatFormat.TOGETHER;

        @Override
        void run(FloatWork work) {
            work.done = countInRange(work, work.source, work.from, work.count);
            exponentials(work, work.source, work.from, work.target, work.to, work.done);
            for (int i = 0; i < work.done; i += TOGETHER) {
                add(work.target, work.to + i, Math.min(TOGETHER, work.done - i), work.lanes, work.lost);
            }
        }

        private static int countInRange(FloatWork work, float[] source, int from, int count) {
            float magic = work.magic;
            for (int i = 0; i < count; i++) {
                if (!work.exponential.isInRange(source[from + i], magic)) {
                    return i - i % TOGETHER;
                }
            }
            return count;
        }
    }

    private static final class Sum extends FloatStage {
        @Override
        void run(FloatWork work) {
            for (int i = 0; i < work.count; i += LANES) {
                add(work.source, work.from + i, LANES, work.lanes, work.lost);
            }
        }
    }

    private static final class Scale extends FloatStage {
        @Override
        void run(FloatWork work) {
            float[] source = work.source;
            float[] target = work.target;
            int from = work.from;
            int to = work.to;
            float factor = work.factor;
            for (int i = 0; i < work.count; i++) {
                target[to + i] = source[from + i] * factor;
            }
        }
    }

    private static final class Shift extends FloatStage {
        @Override
        void run(FloatWork work) {
            float[] source = work.source;
            float[] target = work.target;
            int from = work.from;
            int to = work.to;
            float centre = work.centre;
            float inverse = work.inverse;
            float factor = work.factor;
            for (int i = 0; i < work.count; i++) {
                target[to + i] = (source[from + i] - centre) * inverse - factor;
            }
        }
    }
}
