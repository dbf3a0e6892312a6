package io.xent.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The rows' own exponentials, into their shares: {@link DoubleVectorExponential} written out, so that the loop is too long
 * to be put into another, see {@link FloatStage}.
 */
final class RowExponentials extends RowStage {

    private static final VectorSpecies<Double> SPECIES = DoubleVectorExponential.SPECIES;
    private static final int LANES = SPECIES.length();

    @Override
    void run(RowWork work) {
        run(work, work.rows, work.own, work.shift, work.share);
    }

    private static void run(RowWork work, int rows, double[] owns, double[] shifts, double[] exponentials) {
        double perUnit = work.perUnit;
        double high = work.high;
        double low = work.low;
        double inverse = work.inverse;
        for (int i = 0; i < rows; i += LANES) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, owns, i);
            DoubleVector magic = DoubleVector.broadcast(SPECIES, DoubleExponential.MAGIC)
                    .sub(DoubleVector.fromArray(SPECIES, shifts, i));
            DoubleVector t = x.fma(DoubleVector.broadcast(SPECIES, perUnit), magic);
            DoubleVector n = t.sub(magic);
            DoubleVector r = n.fma(DoubleVector.broadcast(SPECIES, high), x);
            r = n.fma(DoubleVector.broadcast(SPECIES, low), r).mul(inverse);
            DoubleVector q = r.fma(
                    DoubleVector.broadcast(SPECIES, DoubleExponential.Q11),
                    DoubleVector.broadcast(SPECIES, DoubleExponential.Q10));
            q = q.fma(r, DoubleVector.broadcast(SPECIES, DoubleExponential.Q9));
            q = q.fma(r, DoubleVector.broadcast(SPECIES, DoubleExponential.Q8));
            q = q.fma(r, DoubleVector.broadcast(SPECIES, DoubleExponential.Q7));
            q = q.fma(r, DoubleVector.broadcast(SPECIES, DoubleExponential.Q6));
            q = q.fma(r, DoubleVector.broadcast(SPECIES, DoubleExponential.Q5));
            q = q.fma(r, DoubleVector.broadcast(SPECIES, DoubleExponential.Q4));
            q = q.fma(r, DoubleVector.broadcast(SPECIES, DoubleExponential.Q3));
            q = q.fma(r, DoubleVector.broadcast(SPECIES, DoubleExponential.Q2));
            q = q.fma(r, DoubleVector.broadcast(SPECIES, DoubleExponential.Q1));
            q = q.fma(r, DoubleVector.broadcast(SPECIES, DoubleExponential.Q0));
            q = q.mul(r).fma(r, r);
            DoubleVector power = t.reinterpretAsLongs()
                    .lanewise(VectorOperators.LSHL, DoubleExponential.EXPONENT_AT)
                    .reinterpretAsDoubles();
            q.fma(power, power)
                    .blend(0.0, t.compare(VectorOperators.LE, DoubleExponential.NO_EXPONENT))
                    .intoArray(exponentials, i);
        }
    }
}
