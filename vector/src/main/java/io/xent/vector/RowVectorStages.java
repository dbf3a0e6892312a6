package io.xent.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The stages of {@link RowWork} on vectors; rows are a multiple of the lanes. */
final class RowVectorStages {

    private static final VectorSpecies<Double> SPECIES = DoubleExponential.SPECIES;
    private static final int LANES = SPECIES.length();

    static final RowStage[] ALL = {new Ratio(), new Log1p()};

    private RowVectorStages() {}

    private static final class Ratio extends RowStage {
        @Override
        void run(RowWork work) {
            run(work, work.own, work.shift, work.others, work.ratio, work.share, work.inverseSum);
        }

        private static void run(
                RowWork work,
                double[] owns,
                double[] shifts,
                double[] sums,
                double[] ratios,
                double[] shares,
                double[] inverseSums) {
            double perUnit = work.perUnit;
            double high = work.high;
            double low = work.low;
            double inverse = work.inverse;
            for (int i = 0; i < work.rows; i += LANES) {
                DoubleVector shift = DoubleVector.fromArray(SPECIES, shifts, i);
                DoubleVector own = DoubleVector.fromArray(SPECIES, owns, i);
                DoubleVector magic = shift.add(DoubleExponential.MAGIC);
                VectorMask<Double> far = own.fma(DoubleVector.broadcast(SPECIES, perUnit), shift)
                        .compare(VectorOperators.GT, RowWork.FAR);
                DoubleVector inverseOwn = DoubleExponential.of(own, magic, perUnit, high, low, inverse)
                        .blend(Double.POSITIVE_INFINITY, far);
                DoubleVector ratio = DoubleVector.fromArray(SPECIES, sums, i).mul(inverseOwn);
                DoubleVector share = DoubleVector.broadcast(SPECIES, 1).div(ratio.add(1));
                ratio.intoArray(ratios, i);
                share.intoArray(shares, i);
                inverseOwn.mul(share).intoArray(inverseSums, i);
            }
        }
    }

    private static final class Log1p extends RowStage {
        @Override
        void run(RowWork work) {
            for (int i = 0; i < work.rows; i += LANES) {
                DoubleVector ratio = DoubleVector.fromArray(SPECIES, work.ratio, i);
                DoubleVector share = DoubleVector.fromArray(SPECIES, work.share, i);
                DoubleLog1p.of(ratio, share).intoArray(work.loss, i);
            }
        }
    }
}
