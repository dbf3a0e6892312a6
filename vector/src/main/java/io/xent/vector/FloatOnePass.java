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

    /** Values that are looked at together. */
    static final int GROUP = 2 * FloatWork.LANES;

    private static final VectorSpecies<Float> SPECIES = FloatExponential.SPECIES;
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
            FloatVector s = exp.scaled(x, magic);
            FloatVector t = exp.scaled(y, magic);
            IntVector ranges = FloatExponential.range(s).max(FloatExponential.range(t));
            if (!FloatExponential.isInRange(ranges)) {
                break;
            }
            FloatVector e = exp.ofScaled(x, s, magic);
            e.intoArray(target, to + i);
            FloatVector f = exp.ofScaled(y, t, magic);
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
