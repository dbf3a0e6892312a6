package io.xent.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** The stages of {@link RowWork} on vectors; rows are a multiple of the lanes. */
final class RowVectorStages {

    private static final VectorSpecies<Double> SPECIES = DoubleVectorExponential.SPECIES;
    private static final int LANES = SPECIES.length();

    static final RowStage[] ALL = {new Ratio(), new RowLogarithms()};

    private RowVectorStages() {}

    /** In short loops, and the exponentials in a stage of their own, because one for all would be too long for the compiler. */
    private static final class Ratio extends RowStage {

        private static final RowStage EXPONENTIALS = new RowExponentials();

        @Override
        void run(RowWork work) {
            RowStage.run(EXPONENTIALS, work);
            divide(work.rows, work.share, work.others, work.ratio, work.inverseSum);
            multiply(work.rows, work.inverseSum, work.others, work.scale, work.factor, work.result);
            work.sumOfRatios = sum(work.rows, work.ratio, work.lanes);
            work.sumOfInverses = sum(work.rows, work.inverseSum, work.lanes);
        }

        /** @param shares the own exponentials, which become shares */
        private static void divide(int rows, double[] shares, double[] sums, double[] ratios, double[] inverses) {
            for (int i = 0; i < rows; i += LANES) {
                DoubleVector one = DoubleVector.fromArray(SPECIES, shares, i);
                DoubleVector others = DoubleVector.fromArray(SPECIES, sums, i);
                DoubleVector inverse = DoubleVector.broadcast(SPECIES, 1).div(one.add(others));
                others.div(one).intoArray(ratios, i);
                one.mul(inverse).intoArray(shares, i);
                inverse.intoArray(inverses, i);
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

        private static double sum(int rows, double[] values, double[] lanes) {
            DoubleVector sum = DoubleVector.zero(SPECIES);
            for (int i = 0; i < rows; i += LANES) {
                sum = sum.add(DoubleVector.fromArray(SPECIES, values, i));
            }
            sum.intoArray(lanes, 0);
            double total = 0;
            for (double lane : lanes) {
                total += lane;
            }
            return total;
        }
    }
}
