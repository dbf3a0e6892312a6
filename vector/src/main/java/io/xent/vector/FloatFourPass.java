package io.xent.vector;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The loop of {@link FloatOnePass} with four exponentials at a time, for machines with 32 registers: half as many
 * comparisons, which JDK 17 makes of five instructions, and half as many of the careful additions.
 */
final class FloatFourPass {

    private static final int COUNT = FloatFormat.TOGETHER;

    private static final VectorSpecies<Float> SPECIES = FloatVectorExponential.SPECIES;
    private static final int LANES = FloatWork.LANES;

    private static final VectorSpecies<Integer> BITS = FloatVectorExponential.BITS;

    /** All bits in the second half: from place p on, a mask of the last p lanes. */
    private static final int[] LAST_LANES = new int[2 * LANES];

    static {
        Arrays.fill(LAST_LANES, LANES, 2 * LANES, -1);
    }

    private FloatFourPass() {}

    /** For whole {@link FloatFormat#TOGETHER}; written out, and never inlined, for the same reasons as its shorter sister. */
    static int run(FloatWork work, FloatExponential exp, float[] source, int from, float[] target, int to, int count) {
        FloatVector magic = FloatVector.broadcast(SPECIES, work.magic);
        FloatVector sum = FloatVector.fromArray(SPECIES, work.lanes, 0);
        FloatVector lost = FloatVector.fromArray(SPECIES, work.lost, 0);
        FloatVector perUnit = FloatVector.broadcast(SPECIES, exp.perUnit);
        FloatVector high = FloatVector.broadcast(SPECIES, exp.high);
        FloatVector low = FloatVector.broadcast(SPECIES, exp.low);
        FloatVector c1 = FloatVector.broadcast(SPECIES, exp.c1);
        FloatVector c2 = FloatVector.broadcast(SPECIES, exp.c2);
        FloatVector c3 = FloatVector.broadcast(SPECIES, exp.c3);
        FloatVector c4 = FloatVector.broadcast(SPECIES, exp.c4);
        FloatVector c5 = FloatVector.broadcast(SPECIES, exp.c5);
        FloatVector c6 = FloatVector.broadcast(SPECIES, exp.c6);
        FloatVector one = FloatVector.broadcast(SPECIES, 1f);
        int i = 0;
        for (; i < count; i += COUNT) {
            FloatVector x0 = FloatVector.fromArray(SPECIES, source, from + i);
            FloatVector x1 = FloatVector.fromArray(SPECIES, source, from + i + LANES);
            FloatVector x2 = FloatVector.fromArray(SPECIES, source, from + i + 2 * LANES);
            FloatVector x3 = FloatVector.fromArray(SPECIES, source, from + i + 3 * LANES);
            FloatVector t0 = x0.fma(perUnit, magic);
            FloatVector t1 = x1.fma(perUnit, magic);
            FloatVector t2 = x2.fma(perUnit, magic);
            FloatVector t3 = x3.fma(perUnit, magic);
            IntVector bits0 = t0.reinterpretAsInts();
            IntVector bits1 = t1.reinterpretAsInts();
            IntVector bits2 = t2.reinterpretAsInts();
            IntVector bits3 = t3.reinterpretAsInts();
            IntVector range =
                    bits0.sub(FloatExponential.FIRST_IN_RANGE).max(bits1.sub(FloatExponential.FIRST_IN_RANGE));
            range = range.max(
                    bits2.sub(FloatExponential.FIRST_IN_RANGE).max(bits3.sub(FloatExponential.FIRST_IN_RANGE)));
            if (range.compare(VectorOperators.GT, FloatExponential.LAST_IN_RANGE)
                    .anyTrue()) {
                break;
            }
            FloatVector n = t0.sub(magic);
            FloatVector r = n.fma(low, n.fma(high, x0));
            FloatVector e =
                    r.fma(c6, c5).fma(r, c4).fma(r, c3).fma(r, c2).fma(r, c1).fma(r, one);
            e = e.reinterpretAsInts()
                    .add(bits0.lanewise(VectorOperators.LSHL, FloatExponential.EXPONENT_AT))
                    .reinterpretAsFloats();
            e.intoArray(target, to + i);
            n = t1.sub(magic);
            r = n.fma(low, n.fma(high, x1));
            FloatVector f =
                    r.fma(c6, c5).fma(r, c4).fma(r, c3).fma(r, c2).fma(r, c1).fma(r, one);
            f = f.reinterpretAsInts()
                    .add(bits1.lanewise(VectorOperators.LSHL, FloatExponential.EXPONENT_AT))
                    .reinterpretAsFloats();
            f.intoArray(target, to + i + LANES);
            n = t2.sub(magic);
            r = n.fma(low, n.fma(high, x2));
            FloatVector g =
                    r.fma(c6, c5).fma(r, c4).fma(r, c3).fma(r, c2).fma(r, c1).fma(r, one);
            g = g.reinterpretAsInts()
                    .add(bits2.lanewise(VectorOperators.LSHL, FloatExponential.EXPONENT_AT))
                    .reinterpretAsFloats();
            g.intoArray(target, to + i + 2 * LANES);
            n = t3.sub(magic);
            r = n.fma(low, n.fma(high, x3));
            FloatVector h =
                    r.fma(c6, c5).fma(r, c4).fma(r, c3).fma(r, c2).fma(r, c1).fma(r, one);
            h = h.reinterpretAsInts()
                    .add(bits3.lanewise(VectorOperators.LSHL, FloatExponential.EXPONENT_AT))
                    .reinterpretAsFloats();
            h.intoArray(target, to + i + 3 * LANES);
            e = e.add(f).add(g.add(h));
            FloatVector next = sum.add(e);
            lost = lost.add(sum.sub(next).add(e));
            sum = next;
        }
        sum.intoArray(work.lanes, 0);
        lost.intoArray(work.lost, 0);
        return i;
    }

    /**
     * From {@code at} on what is left of the rows that are plain: more than one vector, less than four. The last ends where
     * the row ends, and so do those that are too many: what they have in common with others is computed and stored again,
     * which is the same, but not added again. All are loaded before any is stored.
     */
    static void ends(FloatWork work, FloatExponential exp, float[] source, float[] target, int at) {
        int end = work.length - LANES;
        int place1 = Math.min(at + LANES, end);
        int place2 = Math.min(at + 2 * LANES, end);
        int place3 = end;
        IntVector fresh1 = IntVector.fromArray(BITS, LAST_LANES, fresh(end - at));
        IntVector fresh2 = IntVector.fromArray(BITS, LAST_LANES, fresh(end - at - LANES));
        IntVector fresh3 = IntVector.fromArray(BITS, LAST_LANES, fresh(end - at - 2 * LANES));
        FloatVector perUnit = FloatVector.broadcast(SPECIES, exp.perUnit);
        FloatVector high = FloatVector.broadcast(SPECIES, exp.high);
        FloatVector low = FloatVector.broadcast(SPECIES, exp.low);
        FloatVector c1 = FloatVector.broadcast(SPECIES, exp.c1);
        FloatVector c2 = FloatVector.broadcast(SPECIES, exp.c2);
        FloatVector c3 = FloatVector.broadcast(SPECIES, exp.c3);
        FloatVector c4 = FloatVector.broadcast(SPECIES, exp.c4);
        FloatVector c5 = FloatVector.broadcast(SPECIES, exp.c5);
        FloatVector c6 = FloatVector.broadcast(SPECIES, exp.c6);
        FloatVector one = FloatVector.broadcast(SPECIES, 1f);
        for (int row = 0; row < work.rows; row++) {
            if (!work.plain[row]) {
                continue;
            }
            int from = work.starts[row];
            int to = work.ends[row];
            FloatVector magic = FloatVector.broadcast(SPECIES, work.references[row]);
            FloatVector x0 = FloatVector.fromArray(SPECIES, source, from + at);
            FloatVector x1 = FloatVector.fromArray(SPECIES, source, from + place1);
            FloatVector x2 = FloatVector.fromArray(SPECIES, source, from + place2);
            FloatVector x3 = FloatVector.fromArray(SPECIES, source, from + place3);
            FloatVector t0 = x0.fma(perUnit, magic);
            FloatVector t1 = x1.fma(perUnit, magic);
            FloatVector t2 = x2.fma(perUnit, magic);
            FloatVector t3 = x3.fma(perUnit, magic);
            IntVector bits0 = t0.reinterpretAsInts();
            IntVector bits1 = t1.reinterpretAsInts();
            IntVector bits2 = t2.reinterpretAsInts();
            IntVector bits3 = t3.reinterpretAsInts();
            IntVector range =
                    bits0.sub(FloatExponential.FIRST_IN_RANGE).max(bits1.sub(FloatExponential.FIRST_IN_RANGE));
            range = range.max(
                    bits2.sub(FloatExponential.FIRST_IN_RANGE).max(bits3.sub(FloatExponential.FIRST_IN_RANGE)));
            if (range.compare(VectorOperators.GT, FloatExponential.LAST_IN_RANGE)
                    .anyTrue()) {
                work.plain[row] = false;
                continue;
            }
            FloatVector n = t0.sub(magic);
            FloatVector r = n.fma(low, n.fma(high, x0));
            FloatVector e =
                    r.fma(c6, c5).fma(r, c4).fma(r, c3).fma(r, c2).fma(r, c1).fma(r, one);
            e = e.reinterpretAsInts()
                    .add(bits0.lanewise(VectorOperators.LSHL, FloatExponential.EXPONENT_AT))
                    .reinterpretAsFloats();
            e.intoArray(target, to + at);
            n = t1.sub(magic);
            r = n.fma(low, n.fma(high, x1));
            FloatVector f =
                    r.fma(c6, c5).fma(r, c4).fma(r, c3).fma(r, c2).fma(r, c1).fma(r, one);
            IntVector fBits =
                    f.reinterpretAsInts().add(bits1.lanewise(VectorOperators.LSHL, FloatExponential.EXPONENT_AT));
            fBits.reinterpretAsFloats().intoArray(target, to + place1);
            n = t2.sub(magic);
            r = n.fma(low, n.fma(high, x2));
            FloatVector g =
                    r.fma(c6, c5).fma(r, c4).fma(r, c3).fma(r, c2).fma(r, c1).fma(r, one);
            IntVector gBits =
                    g.reinterpretAsInts().add(bits2.lanewise(VectorOperators.LSHL, FloatExponential.EXPONENT_AT));
            gBits.reinterpretAsFloats().intoArray(target, to + place2);
            n = t3.sub(magic);
            r = n.fma(low, n.fma(high, x3));
            FloatVector h =
                    r.fma(c6, c5).fma(r, c4).fma(r, c3).fma(r, c2).fma(r, c1).fma(r, one);
            IntVector hBits =
                    h.reinterpretAsInts().add(bits3.lanewise(VectorOperators.LSHL, FloatExponential.EXPONENT_AT));
            hBits.reinterpretAsFloats().intoArray(target, to + place3);
            e = e.add(fBits.and(fresh1).reinterpretAsFloats())
                    .add(gBits.and(fresh2)
                            .reinterpretAsFloats()
                            .add(hBits.and(fresh3).reinterpretAsFloats()));
            FloatVector sum = FloatVector.fromArray(SPECIES, work.sums, row * LANES);
            FloatVector lost = FloatVector.fromArray(SPECIES, work.lostOfSums, row * LANES);
            FloatVector next = sum.add(e);
            lost.add(sum.sub(next).add(e)).intoArray(work.lostOfSums, row * LANES);
            next.intoArray(work.sums, row * LANES);
            work.reached[row] = work.length;
        }
    }

    private static int fresh(int values) {
        return Math.max(0, Math.min(LANES, values));
    }
}
