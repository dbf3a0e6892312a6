package io.xent.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** {@link FloatOnePass} in double precision, one exponential at a time. */
final class DoubleOnePass extends DoubleStage {

    static final int GROUP = DoubleWork.LANES;

    private static final VectorSpecies<Double> SPECIES = DoubleExponential.SPECIES;

    @Override
    void run(DoubleWork work) {
        int rest = work.count % GROUP;
        int whole = work.count - rest;
        if (rest > 0) {
            work.keepLastGroup();
        }
        work.done = run(work, work.source, work.from, work.target, work.to, whole, work.lanes, work.lost);
        if (rest > 0 && work.done == whole && work.count > GROUP) {
            double[] group = work.group;
            if (run(work, group, 0, group, 0, GROUP, work.unused, work.unused) == GROUP) {
                work.writeRest();
                add(group, work.lanes, work.lost);
                work.done = work.count;
            }
        }
    }

    private static int run(
            DoubleWork work,
            double[] source,
            int from,
            double[] target,
            int to,
            int count,
            double[] lanes,
            double[] lostOfLanes) {
        DoubleExponential exp = work.exponential;
        DoubleVector magic = DoubleVector.broadcast(SPECIES, work.magic);
        DoubleVector sum = DoubleVector.fromArray(SPECIES, lanes, 0);
        DoubleVector lost = DoubleVector.fromArray(SPECIES, lostOfLanes, 0);
        int i = 0;
        for (; i < count; i += GROUP) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, source, from + i);
            DoubleVector t = exp.scaled(x, magic);
            if (!DoubleExponential.isInRange(t)) {
                break;
            }
            DoubleVector e = exp.ofScaled(x, t, magic);
            e.intoArray(target, to + i);
            DoubleVector next = sum.add(e);
            lost = lost.add(sum.sub(next).add(e));
            sum = next;
        }
        sum.intoArray(lanes, 0);
        lost.intoArray(lostOfLanes, 0);
        return i;
    }

    private static void add(double[] group, double[] lanes, double[] lostOfLanes) {
        DoubleVector sum = DoubleVector.fromArray(SPECIES, lanes, 0);
        DoubleVector lost = DoubleVector.fromArray(SPECIES, lostOfLanes, 0);
        DoubleVector e = DoubleVector.fromArray(SPECIES, group, 0);
        DoubleVector next = sum.add(e);
        lost.add(sum.sub(next).add(e)).intoArray(lostOfLanes, 0);
        next.intoArray(lanes, 0);
    }
}
