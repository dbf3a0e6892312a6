package io.xent.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link DoubleLog1p} on vectors: the same bits. In two stages, because one loop would be more than the compiler is sure to
 * keep in registers, and written out, because it may refuse to inline methods of ours; see {@link FloatStage}.
 */
final class RowLogarithms extends RowStage {

    private static final VectorSpecies<Double> SPECIES = DoubleVectorExponential.SPECIES;
    private static final int LANES = SPECIES.length();

    private static final RowStage PARTS = new Parts();
    private static final RowStage SERIES = new Series();

    @Override
    void run(RowWork work) {
        RowStage.run(PARTS, work);
        RowStage.run(SERIES, work);
    }

    /** {@code 1 + ratio = 2^k (1 + f)}, and what the addition and k times the low part of ln 2 leave. */
    private static final class Parts extends RowStage {
        @Override
        void run(RowWork work) {
            run(work.rows, work.ratio, work.share, work.exponent, work.fraction, work.remainder);
        }

        private static void run(
                int rows,
                double[] ratios,
                double[] shares,
                double[] exponents,
                double[] fractions,
                double[] remainders) {
            for (int i = 0; i < rows; i += LANES) {
                DoubleVector x = DoubleVector.fromArray(SPECIES, ratios, i);
                DoubleVector u = x.add(1.0);
                DoubleVector one = u.sub(x);
                DoubleVector lost = x.sub(u.sub(one))
                        .add(DoubleVector.broadcast(SPECIES, 1.0).sub(one));
                LongVector bits = u.reinterpretAsLongs();
                LongVector above = bits.sub(DoubleLog1p.SQRT_HALF);
                DoubleVector k = above.lanewise(VectorOperators.LSHR, DoubleLog1p.EXPONENT_AT)
                        .or(DoubleLog1p.INTEGER)
                        .reinterpretAsDoubles()
                        .sub(DoubleLog1p.TWO_52);
                bits.sub(above.and(DoubleLog1p.EXPONENT))
                        .reinterpretAsDoubles()
                        .sub(1)
                        .intoArray(fractions, i);
                k.intoArray(exponents, i);
                k.fma(
                                DoubleVector.broadcast(SPECIES, DoubleLog1p.LN2_REST),
                                lost.mul(DoubleVector.fromArray(SPECIES, shares, i)))
                        .intoArray(remainders, i);
            }
        }
    }

    private static final class Series extends RowStage {
        @Override
        void run(RowWork work) {
            run(work.rows, work.exponent, work.fraction, work.remainder, work.ratio, work.loss, work.nothing);
        }

        private static void run(
                int rows,
                double[] exponents,
                double[] fractions,
                double[] remainders,
                double[] ratios,
                double[] losses,
                double nothing) {
            for (int i = 0; i < rows; i += LANES) {
                DoubleVector f = DoubleVector.fromArray(SPECIES, fractions, i);
                DoubleVector s = f.div(f.add(2.0));
                DoubleVector z = s.mul(s);
                DoubleVector w = z.fma(
                        DoubleVector.broadcast(SPECIES, DoubleLog1p.W10),
                        DoubleVector.broadcast(SPECIES, DoubleLog1p.W9));
                w = w.fma(z, DoubleVector.broadcast(SPECIES, DoubleLog1p.W8));
                w = w.fma(z, DoubleVector.broadcast(SPECIES, DoubleLog1p.W7));
                w = w.fma(z, DoubleVector.broadcast(SPECIES, DoubleLog1p.W6));
                w = w.fma(z, DoubleVector.broadcast(SPECIES, DoubleLog1p.W5));
                w = w.fma(z, DoubleVector.broadcast(SPECIES, DoubleLog1p.W4));
                w = w.fma(z, DoubleVector.broadcast(SPECIES, DoubleLog1p.W3));
                w = w.fma(z, DoubleVector.broadcast(SPECIES, DoubleLog1p.W2));
                w = w.fma(z, DoubleVector.broadcast(SPECIES, DoubleLog1p.W1)).mul(z);
                DoubleVector rest = f.sub(s.mul(f.sub(w)).sub(DoubleVector.fromArray(SPECIES, remainders, i)));
                VectorMask<Double> none =
                        DoubleVector.fromArray(SPECIES, ratios, i).compare(VectorOperators.LT, nothing);
                DoubleVector.fromArray(SPECIES, exponents, i)
                        .fma(DoubleVector.broadcast(SPECIES, DoubleLog1p.LN2_HIGH), rest)
                        .blend(0.0, none)
                        .intoArray(losses, i);
            }
        }
    }
}
