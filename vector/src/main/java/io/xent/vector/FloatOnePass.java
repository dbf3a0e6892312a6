package io.xent.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Exponentials up to the first that is out of the ordinary: the loop that rows of any length spend most of their time in.
 * By hand in both precisions, because registers suffice for two exponentials at a time only in this one.
 *
 * <p>Sums of two are added with Dekker's addition: exact as long as what is added is not the larger, and where it is, what
 * is lost is at most once half a unit of it. A plain sum loses half a unit of the largest term for every term that follows.
 *
 * <p>Where there are twice the registers, {@link FloatFourPass} does as many groups as it can, and this one what is left.
 */
final class FloatOnePass extends FloatStage {

    private static final int GROUP = FloatFormat.GROUP;
    private static final int TOGETHER = FloatFormat.TOGETHER;

    private static final VectorSpecies<Float> SPECIES = FloatVectorExponential.SPECIES;
    private static final int LANES = FloatWork.LANES;

    @Override
    void run(FloatWork work) {
        work.done = run(work, work.exponential, work.source, work.from, work.target, work.to, work.count);
    }

    /** Returns how many values are done: all {@code count}, or whole {@link FloatFormat#TOGETHER}. */
    static int run(FloatWork work, FloatExponential exp, float[] source, int from, float[] target, int to, int count) {
        int done = 0;
        if (TOGETHER > GROUP) {
            int fours = count - count % TOGETHER;
            done = fours == 0 ? 0 : FloatFourPass.run(work, exp, source, from, target, to, fours);
            if (done < fours || fours == count) {
                return done;
            }
        }
        return done + pairs(work, exp, source, from + done, target, to + done, count - done);
    }

    /** Of what is left of the rows of a batch, several vectors at once if possible; returns where the rest of each begins. */
    static int ends(FloatWork work) {
        int at = work.length - work.length % TOGETHER;
        if (TOGETHER > GROUP && work.length - at > LANES) {
            FloatFourPass.ends(work, work.exponential, work.source, work.target, at);
            return work.length;
        }
        return at;
    }

    /**
     * {@link FloatExponential} twice. A result from 2^−88 to 2^66 is exp(r / T) with n added to its exponent; whether all are
     * is one comparison of whole numbers. Written out, because the compiler may refuse to inline a method of ours; and too
     * long to be inlined itself, so that it is compiled once, with whatever loop around it.
     */
    private static int pairs(
            FloatWork work, FloatExponential exp, float[] source, int from, float[] target, int to, int count) {
        FloatVector magic = FloatVector.broadcast(SPECIES, work.magic);
        FloatVector sum = FloatVector.fromArray(SPECIES, work.lanes, 0);
        FloatVector lost = FloatVector.fromArray(SPECIES, work.lost, 0);
        float perUnit = exp.perUnit;
        float high = exp.high;
        float low = exp.low;
        int i = 0;
        for (; i < count; i += GROUP) {
            FloatVector x = FloatVector.fromArray(SPECIES, source, from + i);
            FloatVector y = FloatVector.fromArray(SPECIES, source, from + i + LANES);
            FloatVector s = x.fma(FloatVector.broadcast(SPECIES, perUnit), magic);
            FloatVector t = y.fma(FloatVector.broadcast(SPECIES, perUnit), magic);
            IntVector sBits = s.reinterpretAsInts();
            IntVector tBits = t.reinterpretAsInts();
            IntVector range =
                    sBits.sub(FloatExponential.FIRST_IN_RANGE).max(tBits.sub(FloatExponential.FIRST_IN_RANGE));
            if (range.compare(VectorOperators.GT, FloatExponential.LAST_IN_RANGE)
                    .anyTrue()) {
                break;
            }
            FloatVector n = s.sub(magic);
            FloatVector r = n.fma(FloatVector.broadcast(SPECIES, low), n.fma(FloatVector.broadcast(SPECIES, high), x));
            FloatVector e = r.fma(FloatVector.broadcast(SPECIES, exp.c6), FloatVector.broadcast(SPECIES, exp.c5));
            e = e.fma(r, FloatVector.broadcast(SPECIES, exp.c4));
            e = e.fma(r, FloatVector.broadcast(SPECIES, exp.c3));
            e = e.fma(r, FloatVector.broadcast(SPECIES, exp.c2));
            e = e.fma(r, FloatVector.broadcast(SPECIES, exp.c1));
            e = e.fma(r, FloatVector.broadcast(SPECIES, 1f));
            e = e.reinterpretAsInts()
                    .add(sBits.lanewise(VectorOperators.LSHL, FloatExponential.EXPONENT_AT))
                    .reinterpretAsFloats();
            e.intoArray(target, to + i);
            FloatVector m = t.sub(magic);
            FloatVector q = m.fma(FloatVector.broadcast(SPECIES, low), m.fma(FloatVector.broadcast(SPECIES, high), y));
            FloatVector f = q.fma(FloatVector.broadcast(SPECIES, exp.c6), FloatVector.broadcast(SPECIES, exp.c5));
            f = f.fma(q, FloatVector.broadcast(SPECIES, exp.c4));
            f = f.fma(q, FloatVector.broadcast(SPECIES, exp.c3));
            f = f.fma(q, FloatVector.broadcast(SPECIES, exp.c2));
            f = f.fma(q, FloatVector.broadcast(SPECIES, exp.c1));
            f = f.fma(q, FloatVector.broadcast(SPECIES, 1f));
            f = f.reinterpretAsInts()
                    .add(tBits.lanewise(VectorOperators.LSHL, FloatExponential.EXPONENT_AT))
                    .reinterpretAsFloats();
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
