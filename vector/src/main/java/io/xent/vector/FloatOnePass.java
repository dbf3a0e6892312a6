package io.xent.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Exponentials up to the first that is out of the ordinary: the loop that rows of any length spend most of their time in.
 * By hand in both precisions, because registers suffice for two exponentials at a time only in this one.
 *
 * <p>Sums of two are added with Dekker's addition: exact as long as what is added is not the larger, and where it is, what
 * is lost is at most once half a unit of it. A plain sum loses half a unit of the largest term for every term that follows.
 */
final class FloatOnePass extends FloatStage {

    private static final int GROUP = FloatFormat.GROUP;

    private static final VectorSpecies<Float> SPECIES = FloatVectorExponential.SPECIES;
    private static final int LANES = FloatWork.LANES;

    @Override
    void run(FloatWork work) {
        work.done = run(work, work.exponential, work.source, work.from, work.target, work.to, work.count);
    }

    private static int run(
            FloatWork work, FloatExponential exp, float[] source, int from, float[] target, int to, int count) {
        FloatVector magic = FloatVector.broadcast(SPECIES, work.magic);
        FloatVector sum = FloatVector.fromArray(SPECIES, work.lanes, 0);
        FloatVector lost = FloatVector.fromArray(SPECIES, work.lost, 0);
        int i = 0;
        for (; i < count; i += GROUP) {
            FloatVector x = FloatVector.fromArray(SPECIES, source, from + i);
            FloatVector y = FloatVector.fromArray(SPECIES, source, from + i + LANES);
            FloatVector s = FloatVectorExponential.scaled(exp, x, magic);
            FloatVector t = FloatVectorExponential.scaled(exp, y, magic);
            IntVector ranges = FloatVectorExponential.range(s).max(FloatVectorExponential.range(t));
            if (!FloatVectorExponential.isInRange(ranges)) {
                break;
            }
            FloatVector e = FloatVectorExponential.ofScaled(exp, x, s, magic);
            e.intoArray(target, to + i);
            FloatVector f = FloatVectorExponential.ofScaled(exp, y, t, magic);
            f.intoArray(target, to + i + LANES);
            e = e.add(f);
            FloatVector next = sum.add(e);
            lost = lost.add(sum.sub(next).add(e));
            sum = next;
        }
        sum.intoArray(work.lanes, 0);
        lost.intoArray(work.lost, 0);
        return i;
    }
}
