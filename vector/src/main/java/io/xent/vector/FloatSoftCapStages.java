package io.xent.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/** The stages of {@link FloatSoftCap} on vectors. */
final class FloatSoftCapStages {

    private static final VectorSpecies<Double> WIDE = DoubleVectorExponential.SPECIES;
    private static final int LANES = Width.DOUBLES;

    private FloatSoftCapStages() {}

    static final class Exponents extends FloatStage {
        @Override
        void run(FloatWork work) {
            FloatSoftCap cap = work.softCap;
            int whole = work.count - work.count % LANES;
            run(cap, work.source, work.from, cap.capped, cap.slopes, cap.place, whole, cap.lanes);
            FloatSoftCapPlainStages.Exponents.finish(work, whole);
        }

        private static void run(
                FloatSoftCap cap,
                float[] source,
                int from,
                double[] capped,
                double[] exponents,
                int to,
                int count,
                double[] lanes) {
            DoubleVector high = DoubleVector.broadcast(WIDE, cap.perUnit);
            DoubleVector low = DoubleVector.broadcast(WIDE, cap.perUnitLow);
            DoubleVector odd = DoubleVector.zero(WIDE);
            for (int i = 0; i < count; i += LANES) {
                DoubleVector x = FloatWidening.load(source, from + i);
                DoubleVector size = x.abs();
                x.intoArray(capped, to + i);
                size.fma(high, size.mul(low)).intoArray(exponents, to + i);
                odd = odd.add(x.sub(x));
            }
            odd.intoArray(lanes, 0);
        }
    }

    static final class Cap extends FloatStage {
        @Override
        void run(FloatWork work) {
            FloatSoftCap cap = work.softCap;
            run(cap.cap, cap.capped, cap.slopes, cap.place, work.count);
        }

        private static void run(double cap, double[] capped, double[] slopes, int from, int count) {
            for (int i = from; i < from + count; i += LANES) {
                DoubleVector decay = DoubleVector.fromArray(WIDE, slopes, i);
                LongVector sign = DoubleVector.fromArray(WIDE, capped, i)
                        .reinterpretAsLongs()
                        .and(Long.MIN_VALUE);
                DoubleVector inverse = DoubleVector.broadcast(WIDE, 1).div(decay.add(1));
                DoubleVector.broadcast(WIDE, 1)
                        .sub(decay)
                        .mul(inverse)
                        .mul(cap)
                        .reinterpretAsLongs()
                        .or(sign)
                        .reinterpretAsDoubles()
                        .intoArray(capped, i);
                decay.mul(4).mul(inverse).mul(inverse).intoArray(slopes, i);
            }
        }
    }

    static final class Slopes extends FloatStage {
        @Override
        void run(FloatWork work) {
            FloatSoftCap cap = work.softCap;
            int whole = work.count - work.count % LANES;
            run(cap.capped, cap.slopes, cap.place, work.target, work.to, whole);
            FloatSoftCapPlainStages.Slopes.finish(work, whole);
        }

        private static void run(double[] values, double[] slopes, int from, float[] target, int to, int count) {
            for (int i = 0; i < count; i += LANES) {
                DoubleVector product = DoubleVector.fromArray(WIDE, values, from + i)
                        .mul(DoubleVector.fromArray(WIDE, slopes, from + i));
                FloatWidening.store(product, target, to + i);
            }
        }
    }
}
