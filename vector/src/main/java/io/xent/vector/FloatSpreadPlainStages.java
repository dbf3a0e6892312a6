package io.xent.vector;

import java.util.Arrays;

/** The stages of {@link FloatSpreadCrossEntropy} as plain loops. */
final class FloatSpreadPlainStages {

    private static final int LANES = FloatWork.LANES;

    private FloatSpreadPlainStages() {}

    static final class RowTerms extends FloatSpread.RowTerms {

        @Override
        boolean areInRange(FloatExponential exp, float[] values, int from, int count, float magic) {
            for (int i = from; i < from + count; i++) {
                if (!exp.isInRange(values[i], magic)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        void addTerms(
                float[] values, int from, double own, float[] given, int start, int mask, int count, double[] lanes) {
            Arrays.fill(lanes, 0);
            for (int i = 0; i < count; i += lanes.length) {
                for (int l = 0; l < lanes.length; l++) {
                    double weight = given[start + (i + l & mask)];
                    lanes[l] = Math.fma(weight, own - values[from + i + l], lanes[l]);
                }
            }
        }
    }

    static final class Sum extends FloatSpread.Sum {
        @Override
        void add(float[] values, int from, int count, double[] lanes) {
            Arrays.fill(lanes, 0);
            for (int i = from; i < from + count; i += lanes.length) {
                for (int l = 0; l < lanes.length; l++) {
                    lanes[l] += values[i + l];
                }
            }
        }
    }

    static final class RowMix extends FloatStage {
        @Override
        void run(FloatWork work) {
            FloatSpread spread = work.spread;
            for (int row = 0; row < work.rows; row++) {
                if (work.plain[row]) {
                    int start = spread.starts[row];
                    run(work, work.ends[row], work.factors[row], spread.given, start, spread.mask, spread.shifts[row]);
                }
            }
        }

        private static void run(
                FloatWork work, int from, float factor, float[] given, int start, int mask, float shift) {
            float[] values = work.target;
            for (int k = 0; k < work.length; k++) {
                values[from + k] = Math.fma(values[from + k], factor, given[start + (k & mask)] * shift);
            }
        }
    }

    static final class ChunkTerms extends FloatStage {
        @Override
        void run(FloatWork work) {
            FloatSpread spread = work.spread;
            float[] source = work.source;
            for (int row = 0, i = 0; row < work.rows; row++) {
                int start = place(row, work.classes, spread.step, Width.DOUBLES);
                for (int k = 0; k < work.classes; k++, i++) {
                    double weight = spread.given[start + k];
                    spread.products[i] = weight * (spread.own[row] - source[work.from + i]);
                }
            }
        }
    }

    static final class ChunkMix extends FloatStage {
        @Override
        void run(FloatWork work) {
            FloatSpread spread = work.spread;
            float[] values = work.exponentials;
            float[] target = work.target;
            for (int row = 0, i = 0; row < work.rows; row++) {
                int start = place(row, work.classes, spread.step, LANES);
                for (int k = 0; k < work.classes; k++, i++) {
                    float shift = spread.given[start + k] * spread.shifts[row];
                    target[work.to + i] = Math.fma(values[i], work.factors[row], shift);
                }
            }
        }
    }

    /** Where a row's start is, of rows that go by as many at a time as there are lanes. */
    private static int place(int row, int classes, int step, int lanes) {
        return row / lanes * lanes * step + row % lanes * classes;
    }
}
