package io.xent.vector;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** The stages of {@link FloatSpreadCrossEntropy} on vectors. */
final class FloatSpreadStages {

    private static final VectorSpecies<Float> SPECIES = FloatVectorExponential.SPECIES;
    private static final VectorSpecies<Double> WIDE = DoubleVectorExponential.SPECIES;
    private static final int LANES = FloatWork.LANES;
    private static final int WIDE_LANES = Width.DOUBLES;

    private FloatSpreadStages() {}

    static final class RowTerms extends FloatSpread.RowTerms {

        @Override
        boolean areInRange(FloatExponential exp, float[] values, int from, int count, float magic) {
            return inRange(exp, values, from, count, magic);
        }

        private static boolean inRange(FloatExponential exp, float[] values, int from, int count, float magic) {
            FloatVector shift = FloatVector.broadcast(SPECIES, magic);
            IntVector range = distance(exp, values, from + count - LANES, shift);
            for (int i = from; i <= from + count - LANES; i += LANES) {
                range = range.max(distance(exp, values, i, shift));
            }
            return !range.compare(VectorOperators.GT, FloatExponential.LAST_IN_RANGE)
                    .anyTrue();
        }

        private static IntVector distance(FloatExponential exp, float[] values, int at, FloatVector magic) {
            return FloatVector.fromArray(SPECIES, values, at)
                    .fma(FloatVector.broadcast(SPECIES, exp.perUnit), magic)
                    .reinterpretAsInts()
                    .sub(FloatExponential.FIRST_IN_RANGE);
        }

        @Override
        void addTerms(
                float[] values, int from, double own, float[] given, int start, int mask, int count, double[] lanes) {
            sum(values, from, own, given, start, mask, count, lanes);
        }

        private static void sum(
                float[] values, int from, double own, float[] given, int start, int mask, int count, double[] lanes) {
            DoubleVector x = DoubleVector.broadcast(WIDE, own);
            DoubleVector a = DoubleVector.zero(WIDE);
            DoubleVector b = DoubleVector.zero(WIDE);
            for (int i = 0; i < count; i += 2 * WIDE_LANES) {
                int j = i + WIDE_LANES;
                a = FloatWidening.load(given, start + (i & mask)).fma(x.sub(FloatWidening.load(values, from + i)), a);
                b = FloatWidening.load(given, start + (j & mask)).fma(x.sub(FloatWidening.load(values, from + j)), b);
            }
            a.intoArray(lanes, 0);
            b.intoArray(lanes, WIDE_LANES);
        }
    }

    static final class Sum extends FloatSpread.Sum {
        @Override
        void add(float[] values, int from, int count, double[] lanes) {
            sum(values, from, count, lanes);
        }

        private static void sum(float[] values, int from, int count, double[] lanes) {
            DoubleVector a = DoubleVector.zero(WIDE);
            DoubleVector b = DoubleVector.zero(WIDE);
            for (int i = from; i < from + count; i += 2 * WIDE_LANES) {
                a = a.add(FloatWidening.load(values, i));
                b = b.add(FloatWidening.load(values, i + WIDE_LANES));
            }
            a.intoArray(lanes, 0);
            b.intoArray(lanes, WIDE_LANES);
        }
    }

    static final class RowMix extends FloatStage {
        @Override
        void run(FloatWork work) {
            FloatSpread spread = work.spread;
            for (int row = 0; row < work.rows; row++) {
                if (work.plain[row]) {
                    run(
                            work.target,
                            work.ends[row],
                            work.length,
                            work.factors[row],
                            spread.given,
                            spread.starts[row],
                            spread.mask,
                            spread.shifts[row]);
                }
            }
        }

        private static void run(
                float[] values, int from, int count, float factor, float[] given, int start, int mask, float shift) {
            FloatVector scale = FloatVector.broadcast(SPECIES, factor);
            int end = count - LANES;
            FloatVector last = FloatVector.fromArray(SPECIES, values, from + end)
                    .fma(
                            scale,
                            FloatVector.fromArray(SPECIES, given, start + (end & mask))
                                    .mul(shift));
            for (int i = 0; i <= end; i += LANES) {
                FloatVector.fromArray(SPECIES, values, from + i)
                        .fma(
                                scale,
                                FloatVector.fromArray(SPECIES, given, start + (i & mask))
                                        .mul(shift))
                        .intoArray(values, from + i);
            }
            last.intoArray(values, from + end);
        }
    }

    static final class ChunkTerms extends FloatStage {
        @Override
        void run(FloatWork work) {
            FloatSpread spread = work.spread;
            run(
                    work.source,
                    work.from,
                    spread.own,
                    spread.given,
                    spread.step,
                    rowOfWideLane(work.classes),
                    work.rows,
                    work.classes,
                    spread.products);
        }

        private static void run(
                float[] values,
                int from,
                double[] own,
                float[] given,
                int step,
                VectorShuffle<Double>[] rowOfLane,
                int rows,
                int classes,
                double[] products) {
            for (int row = 0, i = 0; row < rows; row += WIDE_LANES) {
                DoubleVector x = DoubleVector.fromArray(WIDE, own, row);
                int at = row * step;
                for (int j = 0; j < classes; j++, i += WIDE_LANES) {
                    FloatWidening.load(given, at + j * WIDE_LANES)
                            .mul(x.rearrange(rowOfLane[j]).sub(FloatWidening.load(values, from + i)))
                            .intoArray(products, i);
                }
            }
        }
    }

    static final class ChunkMix extends FloatStage {
        @Override
        void run(FloatWork work) {
            FloatSpread spread = work.spread;
            run(
                    work.exponentials,
                    work.factors,
                    spread.given,
                    spread.step,
                    spread.shifts,
                    rowOfLane(work.classes),
                    work.rows,
                    work.classes,
                    work.target,
                    work.to);
        }

        private static void run(
                float[] values,
                float[] factors,
                float[] given,
                int step,
                float[] shifts,
                VectorShuffle<Float>[] rowOfLane,
                int rows,
                int classes,
                float[] target,
                int to) {
            for (int row = 0, i = 0; row < rows; row += LANES) {
                FloatVector factor = FloatVector.fromArray(SPECIES, factors, row);
                FloatVector shift = FloatVector.fromArray(SPECIES, shifts, row);
                int at = row * step;
                for (int j = 0; j < classes; j++, i += LANES) {
                    FloatVector.fromArray(SPECIES, values, i)
                            .fma(
                                    factor.rearrange(rowOfLane[j]),
                                    FloatVector.fromArray(SPECIES, given, at + j * LANES)
                                            .mul(shift.rearrange(rowOfLane[j])))
                            .intoArray(target, to + i);
                }
            }
        }
    }

    /** For each number of classes, which of as many rows as lanes each lane of their values belongs to. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static final VectorShuffle<Float>[][] ROW_OF_LANE = new VectorShuffle[FloatChunk.MOST_CLASSES + 1][];

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static final VectorShuffle<Double>[][] ROW_OF_WIDE_LANE = new VectorShuffle[FloatChunk.MOST_CLASSES + 1][];

    private static VectorShuffle<Float>[] rowOfLane(int classes) {
        return rowOfLane(ROW_OF_LANE, SPECIES, classes);
    }

    private static VectorShuffle<Double>[] rowOfWideLane(int classes) {
        return rowOfLane(ROW_OF_WIDE_LANE, WIDE, classes);
    }

    /** Made twice where two threads are first at once, with the same content. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static <E> VectorShuffle<E>[] rowOfLane(
            VectorShuffle<E>[][] ofClasses, VectorSpecies<E> species, int classes) {
        VectorShuffle<E>[] known = ofClasses[classes];
        if (known == null) {
            known = new VectorShuffle[classes];
            Arrays.setAll(known, j -> {
                int start = j * species.length();
                return VectorShuffle.fromOp(species, l -> (start + l) / classes);
            });
            ofClasses[classes] = known;
        }
        return known;
    }
}
