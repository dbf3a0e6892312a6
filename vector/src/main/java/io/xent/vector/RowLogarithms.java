package io.xent.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** {@link DoubleLog1p} on vectors: the same bits. Written out, because the compiler may refuse to inline methods of ours. */
final class RowLogarithms extends RowStage {

    private static final VectorSpecies<Double> SPECIES = DoubleVectorExponential.SPECIES;
    private static final int LANES = SPECIES.length();

    @Override
    void run(RowWork work) {
        run(work.rows, work.ratio, work.share, work.loss, work.nothing);
    }

    private static void run(int rows, double[] ratios, double[] shares, double[] losses, double nothing) {
        for (int i = 0; i < rows; i += LANES) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, ratios, i);
            DoubleVector u = x.add(1.0);
            DoubleVector one = u.sub(x);
            DoubleVector lost =
                    x.sub(u.sub(one)).add(DoubleVector.broadcast(SPECIES, 1.0).sub(one));
            LongVector bits = u.reinterpretAsLongs();
            LongVector above = bits.sub(DoubleLog1p.SQRT_HALF);
            DoubleVector k = above.lanewise(VectorOperators.LSHR, DoubleLog1p.EXPONENT_AT)
                    .or(DoubleLog1p.INTEGER)
                    .reinterpretAsDoubles()
                    .sub(DoubleLog1p.TWO_52);
            DoubleVector f = bits.sub(above.and(DoubleLog1p.EXPONENT))
                    .reinterpretAsDoubles()
                    .sub(1);
            DoubleVector s = f.div(f.add(2.0));
            DoubleVector z = s.mul(s);
            DoubleVector w = z.fma(
                    DoubleVector.broadcast(SPECIES, DoubleLog1p.W10), DoubleVector.broadcast(SPECIES, DoubleLog1p.W9));
            w = w.fma(z, DoubleVector.broadcast(SPECIES, DoubleLog1p.W8));
            w = w.fma(z, DoubleVector.broadcast(SPECIES, DoubleLog1p.W7));
            w = w.fma(z, DoubleVector.broadcast(SPECIES, DoubleLog1p.W6));
            w = w.fma(z, DoubleVector.broadcast(SPECIES, DoubleLog1p.W5));
            w = w.fma(z, DoubleVector.broadcast(SPECIES, DoubleLog1p.W4));
            w = w.fma(z, DoubleVector.broadcast(SPECIES, DoubleLog1p.W3));
            w = w.fma(z, DoubleVector.broadcast(SPECIES, DoubleLog1p.W2));
            w = w.fma(z, DoubleVector.broadcast(SPECIES, DoubleLog1p.W1)).mul(z);
            DoubleVector small = k.fma(
                    DoubleVector.broadcast(SPECIES, DoubleLog1p.LN2_REST),
                    lost.mul(DoubleVector.fromArray(SPECIES, shares, i)));
            DoubleVector rest = f.sub(s.mul(f.sub(w)).sub(small));
            VectorMask<Double> none = x.compare(VectorOperators.LT, nothing);
            k.fma(DoubleVector.broadcast(SPECIES, DoubleLog1p.LN2_HIGH), rest)
                    .blend(0.0, none)
                    .intoArray(losses, i);
        }
    }
}
