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

    /** In short loops, because one for all would be too long for the compiler. */
    private static final class Ratio extends RowStage {
        @Override
        void run(RowWork work) {
            invert(work, work.rows, work.own, work.shift, work.inverseSum);
            divide(work.rows, work.inverseSum, work.others, work.ratio, work.share);
            multiply(work.rows, work.inverseSum, work.others, work.scale, work.factor, work.result);
            work.sumOfRatios = sum(work.rows, work.ratio);
            work.sumOfInverses = sum(work.rows, work.inverseSum);
        }

        /** One over the own exponentials. */
        private static void invert(RowWork work, int rows, double[] owns, double[] shifts, double[] inverses) {
            double perUnit = work.perUnit;
            double high = work.high;
            double low = work.low;
            double inverse = work.inverse;
            for (int i = 0; i < rows; i += LANES) {
                DoubleVector shift = DoubleVector.fromArray(SPECIES, shifts, i);
                DoubleVector own = DoubleVector.fromArray(SPECIES, owns, i);
                DoubleVector magic = shift.add(DoubleExponential.MAGIC);
                VectorMask<Double> far = own.fma(DoubleVector.broadcast(SPECIES, perUnit), shift)
                        .compare(VectorOperators.GT, RowWork.FAR);
                DoubleExponential.of(own, magic, perUnit, high, low, inverse)
                        .blend(Double.POSITIVE_INFINITY, far)
                        .intoArray(inverses, i);
            }
        }

        private static void divide(int rows, double[] inverses, double[] sums, double[] ratios, double[] shares) {
            for (int i = 0; i < rows; i += LANES) {
                DoubleVector inverseOwn = DoubleVector.fromArray(SPECIES, inverses, i);
                DoubleVector ratio = DoubleVector.fromArray(SPECIES, sums, i).mul(inverseOwn);
                DoubleVector share = DoubleVector.broadcast(SPECIES, 1).div(ratio.add(1));
                ratio.intoArray(ratios, i);
                share.intoArray(shares, i);
                inverseOwn.mul(share).intoArray(inverses, i);
            }
        }

        private static void multiply(
                int rows, double[] inverses, double[] sums, double[] scales, double[] factors, double[] results) {
            for (int i = 0; i < rows; i += LANES) {
                DoubleVector factor =
                        DoubleVector.fromArray(SPECIES, inverses, i).mul(DoubleVector.fromArray(SPECIES, scales, i));
                factor.intoArray(factors, i);
                factor.mul(DoubleVector.fromArray(SPECIES, sums, i)).neg().intoArray(results, i);
            }
        }

        private static double sum(int rows, double[] values) {
            DoubleVector sum = DoubleVector.zero(SPECIES);
            for (int i = 0; i < rows; i += LANES) {
                sum = sum.add(DoubleVector.fromArray(SPECIES, values, i));
            }
            return sum.reduceLanes(VectorOperators.ADD);
        }
    }

    private static final class Log1p extends RowStage {
        @Override
        void run(RowWork work) {
            run(work.rows, work.ratio, work.share, work.loss, work.nothing);
        }

        private static void run(int rows, double[] ratios, double[] shares, double[] losses, double nothing) {
            for (int i = 0; i < rows; i += LANES) {
                DoubleVector ratio = DoubleVector.fromArray(SPECIES, ratios, i);
                DoubleVector share = DoubleVector.fromArray(SPECIES, shares, i);
                VectorMask<Double> counts = ratio.compare(VectorOperators.LT, nothing);
                DoubleLog1p.of(ratio, share).blend(0.0, counts).intoArray(losses, i);
            }
        }
    }
}
