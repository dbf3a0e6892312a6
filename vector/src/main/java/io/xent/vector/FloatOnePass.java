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

    /** Values that are looked at together. What is left over at last is done with some that come before it, once more. */
    static final int GROUP = 2 * FloatWork.LANES;

    private static final VectorSpecies<Float> SPECIES = FloatExponential.SPECIES;
    private static final int LANES = FloatWork.LANES;

    @Override
    void run(FloatWork work) {
        int rest = work.count % GROUP;
        int whole = work.count - rest;
        if (rest > 0) {
            work.keepLastGroup();
        }
        work.done = run(work, work.source, work.from, work.target, work.to, whole, work.lanes, work.lost);
        if (rest > 0 && work.done == whole && work.count > GROUP) {
            float[] group = work.group;
            if (run(work, group, 0, group, 0, GROUP, work.unused, work.unused) == GROUP) {
                work.writeRest();
                add(group, work.lanes, work.lost);
                work.done = work.count;
            }
        }
    }

    private static int run(
            FloatWork work,
            float[] source,
            int from,
            float[] target,
            int to,
            int count,
            float[] lanes,
            float[] lostOfLanes) {
        FloatExponential exp = work.exponential;
        FloatVector magic = FloatVector.broadcast(SPECIES, work.magic);
        FloatVector sum = FloatVector.fromArray(SPECIES, lanes, 0);
        FloatVector lost = FloatVector.fromArray(SPECIES, lostOfLanes, 0);
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
        sum.intoArray(lanes, 0);
        lost.intoArray(lostOfLanes, 0);
        return i;
    }

    private static void add(float[] group, float[] lanes, float[] lostOfLanes) {
        FloatVector sum = FloatVector.fromArray(SPECIES, lanes, 0);
        FloatVector lost = FloatVector.fromArray(SPECIES, lostOfLanes, 0);
        FloatVector e = FloatVector.fromArray(SPECIES, group, 0).add(FloatVector.fromArray(SPECIES, group, LANES));
        FloatVector next = sum.add(e);
        lost.add(sum.sub(next).add(e)).intoArray(lostOfLanes, 0);
        next.intoArray(lanes, 0);
    }
}
