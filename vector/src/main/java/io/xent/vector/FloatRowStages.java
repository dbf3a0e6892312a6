package io.xent.vector;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The stages of {@link FloatRowBatch} on vectors: a row has several vectors. */
final class FloatRowStages {

    private static final VectorSpecies<Float> SPECIES = FloatVectorExponential.SPECIES;
    private static final VectorSpecies<Integer> BITS = FloatVectorExponential.BITS;
    private static final int LANES = FloatWork.LANES;
    private static final int TOGETHER = FloatFormat.TOGETHER;

    /** All bits in the second half: from place p on, a mask of the last p lanes. */
    private static final int[] LAST_LANES = new int[2 * LANES];

    static {
        Arrays.fill(LAST_LANES, LANES, 2 * LANES, -1);
    }

    private FloatRowStages() {}

    /**
     * {@link FloatOnePass} for some rows, one after another, each with a reference from its first few values. One call for
     * all, because calls would cost a row of some hundred values a third of its time.
     *
     * <p>What else reads a row before the loop comes to it makes the processor lose sight of what memory comes next, which
     * costs as much as a hundred exponentials. So the first values of a row are read while there is the one before it to
     * work on; and the logit of the class that is singled out at the last moment before it is overwritten.
     */
    static final class Pass extends FloatStage {
        @Override
        void run(FloatWork work) {
            FloatExponential exp = work.exponential;
            float[] source = work.source;
            float[] target = work.target;
            int count = work.length - work.length % TOGETHER;
            float next = reference(work, 0);
            for (int row = 0; row < work.rows; row++) {
                work.magic = next;
                next = reference(work, Math.min(row + 1, work.rows - 1));
                if (!work.plain[row]) {
                    continue;
                }
                int from = work.starts[row];
                int to = work.ends[row];
                int singled = work.singled[row];
                int gap = singled - singled % TOGETHER;
                FloatVector.zero(SPECIES).intoArray(work.lanes, 0);
                FloatVector.zero(SPECIES).intoArray(work.lost, 0);
                work.flushed[row] = 0;
                boolean tooLong = count > FloatFormat.BLOCK;
                int done = tooLong
                        ? work.onePass(row, 0, gap)
                        : FloatOnePass.run(work, exp, source, from, target, to, gap);
                work.ownLogits[row] = source[from + singled];
                if (done == gap) {
                    done += tooLong
                            ? work.onePass(row, gap, count)
                            : FloatOnePass.run(work, exp, source, from + gap, target, to + gap, count - gap);
                }
                FloatVector.fromArray(SPECIES, work.lanes, 0).intoArray(work.sums, row * LANES);
                FloatVector.fromArray(SPECIES, work.lost, 0).intoArray(work.lostOfSums, row * LANES);
                work.references[row] = work.magic;
                work.reached[row] = done;
                work.plain[row] = done == count;
            }
        }

        private static float reference(FloatWork work, int row) {
            return work.exponential.magic(FloatFormat.largest(work.source, work.starts[row], FloatFormat.FIRST));
        }
    }

    /**
     * The values that are too few to be taken together. The last vector of a row ends where the row ends: what it has in
     * common with the one before stays as it is and is not added again.
     */
    static final class Ends extends FloatStage {
        @Override
        void run(FloatWork work) {
            for (int at = FloatOnePass.ends(work); at < work.length; at += LANES) {
                int rest = Math.min(LANES, work.length - at);
                run(work, work.exponential, work.source, work.target, at + rest - LANES, rest);
            }
        }

        private static void run(
                FloatWork work, FloatExponential exp, float[] source, float[] target, int at, int rest) {
            IntVector fresh = IntVector.fromArray(BITS, LAST_LANES, rest);
            IntVector other = fresh.not();
            IntVector least = other.and(Integer.MIN_VALUE);
            for (int row = 0; row < work.rows; row++) {
                if (!work.plain[row]) {
                    continue;
                }
                int to = work.ends[row] + at;
                FloatVector x = FloatVector.fromArray(SPECIES, source, work.starts[row] + at);
                FloatVector magic = FloatVector.broadcast(SPECIES, work.references[row]);
                IntVector range = x.fma(FloatVector.broadcast(SPECIES, exp.perUnit), magic)
                        .reinterpretAsInts()
                        .sub(FloatExponential.FIRST_IN_RANGE)
                        .and(fresh)
                        .or(least);
                if (range.compare(VectorOperators.GT, FloatExponential.LAST_IN_RANGE)
                        .anyTrue()) {
                    work.plain[row] = false;
                    continue;
                }
                IntVector bits = FloatVectorExponential.of(exp, x, magic)
                        .reinterpretAsInts()
                        .and(fresh);
                FloatVector.fromArray(SPECIES, target, to)
                        .reinterpretAsInts()
                        .and(other)
                        .or(bits)
                        .reinterpretAsFloats()
                        .intoArray(target, to);
                FloatVector e = bits.reinterpretAsFloats();
                FloatVector sum = FloatVector.fromArray(SPECIES, work.sums, row * LANES);
                FloatVector lost = FloatVector.fromArray(SPECIES, work.lostOfSums, row * LANES);
                FloatVector next = sum.add(e);
                lost.add(sum.sub(next).add(e)).intoArray(work.lostOfSums, row * LANES);
                next.intoArray(work.sums, row * LANES);
                work.reached[row] = at + LANES;
            }
        }
    }

    static final class Scale extends FloatStage {
        @Override
        void run(FloatWork work) {
            for (int row = 0; row < work.rows; row++) {
                if (work.plain[row]) {
                    run(work.target, work.ends[row], work.length, work.factors[row]);
                }
            }
        }

        private static void run(float[] values, int from, int count, float factor) {
            int end = from + count;
            FloatVector last =
                    FloatVector.fromArray(SPECIES, values, end - LANES).mul(factor);
            int i = from;
            for (; i <= end - 2 * LANES; i += 2 * LANES) {
                FloatVector.fromArray(SPECIES, values, i).mul(factor).intoArray(values, i);
                FloatVector.fromArray(SPECIES, values, i + LANES).mul(factor).intoArray(values, i + LANES);
            }
            if (i <= end - LANES) {
                FloatVector.fromArray(SPECIES, values, i).mul(factor).intoArray(values, i);
            }
            last.intoArray(values, end - LANES);
        }
    }
}
