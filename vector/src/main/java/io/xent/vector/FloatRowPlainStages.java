package io.xent.vector;

import java.util.Arrays;

/** The stages of {@link FloatRowBatch} as plain loops. */
final class FloatRowPlainStages {

    private static final int LANES = FloatWork.LANES;
    private static final int TOGETHER = FloatFormat.TOGETHER;

    private FloatRowPlainStages() {}

    static final class Pass extends FloatStage {
        @Override
        void run(FloatWork work) {
            for (int row = 0; row < work.rows; row++) {
                if (work.plain[row]) {
                    begin(work, row);
                    for (int i = 0; i + TOGETHER <= work.length && work.plain[row]; i += TOGETHER) {
                        if (i > 0 && i % FloatFormat.BLOCK == 0) {
                            flush(work, row);
                        }
                        group(work, row, i, TOGETHER);
                    }
                }
            }
        }

        private static void begin(FloatWork work, int row) {
            int from = work.starts[row];
            work.flushed[row] = 0;
            clear(work, row);
            float first = FloatFormat.largest(work.source, from, FloatFormat.FIRST);
            work.references[row] = work.exponential.magic(first);
            work.ownLogits[row] = work.source[from + work.singled[row]];
            work.reached[row] = 0;
        }

        private static void flush(FloatWork work, int row) {
            work.flushed[row] = work.sumOfRow(row);
            clear(work, row);
        }

        private static void clear(FloatWork work, int row) {
            Arrays.fill(work.sums, row * LANES, (row + 1) * LANES, 0);
            Arrays.fill(work.lostOfSums, row * LANES, (row + 1) * LANES, 0);
        }
    }

    static final class Ends extends FloatStage {
        @Override
        void run(FloatWork work) {
            int rest = work.length % TOGETHER;
            int step = TOGETHER > 2 * LANES && rest > LANES ? TOGETHER : LANES;
            for (int row = 0; row < work.rows; row++) {
                for (int i = work.length - rest; i < work.length && work.plain[row]; i += step) {
                    group(work, row, i, Math.min(step, work.length - i));
                }
            }
        }
    }

    /** The values {@code [at, at + count)} of a row, unless one of them is out of range. */
    private static void group(FloatWork work, int row, int at, int count) {
        FloatExponential exp = work.exponential;
        float magic = work.references[row];
        float[] source = work.source;
        float[] target = work.target;
        int from = work.starts[row] + at;
        int to = work.ends[row] + at;
        boolean inRange = true;
        for (int i = 0; i < count; i++) {
            inRange &= exp.isInRange(source[from + i], magic);
        }
        work.plain[row] = inRange;
        if (inRange) {
            for (int i = 0; i < count; i++) {
                target[to + i] = exp.of(source[from + i], magic);
            }
            add(target, to, count, work.sums, work.lostOfSums, (row + 1) * LANES);
            work.reached[row] = at + count;
        }
    }

    /** Adds up to four vectors of values, each to its lane; those of a vector that is not full to the last lanes. */
    private static void add(float[] values, int from, int count, float[] sums, float[] losts, int endOfLanes) {
        for (int l = 0; l < LANES; l++) {
            float value = inLane(values, from, count, l);
            if (count > LANES) {
                value += inLane(values, from + LANES, count - LANES, l);
            }
            if (count > 2 * LANES) {
                value += inLane(values, from + 2 * LANES, count - 2 * LANES, l)
                        + inLane(values, from + 3 * LANES, count - 3 * LANES, l);
            }
            int lane = endOfLanes - LANES + l;
            float next = sums[lane] + value;
            losts[lane] += (sums[lane] - next) + value;
            sums[lane] = next;
        }
    }

    /** What a vector of so many values, or fewer, has in a lane. */
    private static float inLane(float[] values, int from, int count, int lane) {
        int place = lane - LANES + Math.max(0, Math.min(LANES, count));
        return place < 0 ? 0 : values[from + place];
    }

    static final class Scale extends FloatStage {
        @Override
        void run(FloatWork work) {
            for (int row = 0; row < work.rows; row++) {
                if (work.plain[row]) {
                    run(work.target, work.ends[row], work.length, work.factors[row]);
                }
            }
        }

        private static void run(float[] values, int from, int count, float factor) {
            for (int i = from; i < from + count; i++) {
                values[i] *= factor;
            }
        }
    }
}
