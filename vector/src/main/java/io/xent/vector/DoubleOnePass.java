package io.xent.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** {@link FloatOnePass} in double precision, one exponential at a time. */
final class DoubleOnePass extends DoubleStage {

    private static final int GROUP = DoubleFormat.GROUP;

    private static final VectorSpecies<Double> SPECIES = DoubleVectorExponential.SPECIES;

    @Override
    void run(DoubleWork work) {
        work.done = run(work, work.exponential, work.source, work.from, work.target, work.to, work.count);
    }

    /** Where the values of rows begin that are too few to be taken together. */
    static int ends(DoubleWork work) {
        return work.length - work.length % GROUP;
    }

    static int run(
            DoubleWork work, DoubleExponential exp, double[] source, int from, double[] target, int to, int count) {
        DoubleVector magic = DoubleVector.broadcast(SPECIES, work.magic);
        DoubleVector sum = DoubleVector.fromArray(SPECIES, work.lanes, 0);
        DoubleVector lost = DoubleVector.fromArray(SPECIES, work.lost, 0);
        int i = 0;
        for (; i < count; i += GROUP) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, source, from + i);
            DoubleVector t = DoubleVectorExponential.scaled(exp, x, magic);
            if (!DoubleVectorExponential.isInRange(t)) {
                break;
            }
            DoubleVector e = DoubleVectorExponential.ofScaled(exp, x, t, magic);
            e.intoArray(target, to + i);
            DoubleVector next = sum.add(e);
            lost = lost.add(sum.sub(next).add(e));
            sum = next;
        }
        sum.intoArray(work.lanes, 0);
        lost.intoArray(work.lost, 0);
        return i;
    }
}
