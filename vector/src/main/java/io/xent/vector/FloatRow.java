package io.xent.vector;

import java.util.Arrays;

/**
 * The exponentials of one row, however long: it is read from memory once and written once.
 *
 * <p>The reference is taken from the first few values. As long as no logit is 2^36 times as probable as the largest of
 * those, it stays; where one is, the reference moves there and what was stored before is a segment with a factor of its
 * own. What is stored is multiplied by the factors at last, in one more pass.
 *
 * <p>One class may be singled out: it is left out of the sum and of what is stored, and its exponential is computed in
 * double precision. So neither {@code others / (others + own)} nor {@code log1p(others / own)} cancels.
 */
final class FloatRow {

    /** The lanes are emptied into a sum in double precision after so many values. */
    private static final int BLOCK = 8192;

    private static final int GROUP = FloatFormat.GROUP;

    /** Values from which the first reference is taken. */
    private static final int FIRST = 16;

    /** Values that are looked at with care where one of them is out of the ordinary. */
    private static final int CAREFUL = 16 * GROUP;

    /** Where, as a power of two, the largest exponential is put: room for a million of them above. */
    static final int RISE = FloatFormat.RISE;

    private static final int ROOM = FloatFormat.ROOM;

    private final FloatWork work;
    private final FloatRowSum sum;

    /** The values that do not fill a group, and those of the class that is singled out. */
    private final float[] group = new float[GROUP];

    private double temperature;
    private double period;

    private float ceiling;
    private int rise;

    private float[] source;
    private int from;
    private float[] target;
    private int to;
    private int classes;
    private int singled;
    private double ownLogit;
    private boolean knowsOwn;
    private double own;
    private boolean infinite;
    private boolean undefined;

    FloatRow(FloatWork work) {
        this.work = work;
        sum = new FloatRowSum(work);
    }

    void setTemperature(double value) {
        temperature = value;
        period = value * FloatExponential.LN2;
        sum.setTemperature(value);
    }

    /**
     * Computes the exponentials of a row.
     *
     * @param results where they go, which may be where the row is; null where only sums are wanted
     * @param place where in the results
     * @param left the class to leave out, or −1
     * @param magnitude about what they will be multiplied by
     */
    void load(float[] values, int start, float[] results, int place, int count, int left, double magnitude) {
        boolean scratch = results == null && count <= BLOCK;
        begin(
                values,
                start,
                scratch ? work.copyOfAtLeast(BLOCK) : results,
                scratch ? 0 : place,
                count,
                left,
                magnitude);
        load(count <= BLOCK && count > GROUP);
        end();
    }

    /**
     * Goes on with a row of {@link FloatRowBatch} that turned out to need care: as {@link #load}, of what is not done yet.
     *
     * @param i of the row in the batch
     */
    void resume(int i, float[] values, float[] results, int left, double magnitude) {
        begin(values, work.starts[i], results, work.ends[i], work.length, left, magnitude);
        int done = work.reached[i];
        if (left >= 0) {
            ownLogit = work.ownLogits[i];
            undefined = ownLogit != ownLogit;
            knowsOwn = true;
        }
        refer(0, FloatExponential.MAGIC - work.references[i], 0);
        sum.add(work.sumOfRow(i));
        blocks(done);
        end();
    }

    private void begin(float[] values, int start, float[] results, int place, int count, int left, double magnitude) {
        source = values;
        from = start;
        target = results;
        to = place;
        classes = count;
        singled = left;
        ownLogit = Double.NEGATIVE_INFINITY;
        knowsOwn = left < 0;
        rise = RISE + Math.max(0, Math.getExponent(magnitude));
        sum.clear();
        own = 0;
        infinite = false;
        undefined = false;
    }

    private void end() {
        undefined |= sum.isUndefined();
        source = null;
        target = null;
    }

    private void load(boolean together) {
        if (!together) {
            readOwn();
        }
        if (undefined || !ceilingIsAbove(FloatFormat.largest(source, from, Math.min(FIRST, classes)), 0, true)) {
            return;
        }
        blocks(together ? together() : 0);
    }

    /** All but the first {@code included} values. */
    private void blocks(int included) {
        for (int at = included; at < classes && !undefined && !infinite; at += BLOCK) {
            block(at, Math.min(classes, at + BLOCK));
        }
        if (!undefined && !infinite) {
            sum.flush();
            if (singled < included && singled >= 0) {
                sum.takeOut(singled, target, to, classes);
            }
        }
    }

    /** Before anything is written over it; not before it is reached, because that would be waiting for memory. */
    private void readOwn() {
        if (!knowsOwn) {
            ownLogit = source[from + singled];
            undefined |= ownLogit != ownLogit;
            knowsOwn = true;
        }
    }

    /** Computes the exponential of the class that is singled out; the sum and what is stored are there without. */
    void complete() {
        if (!undefined && !infinite && ownLogit != Double.NEGATIVE_INFINITY) {
            own = sum.exponential(ownLogit);
        }
    }

    /** As many classes as are ordinary, with the one that is singled out among them; returns how many. */
    private int together() {
        boolean near = sum.centre() == 0 && ceiling > Float.NEGATIVE_INFINITY;
        int gap = near && singled > 0 ? singled - singled % GROUP : 0;
        int done = 0;
        if (gap > 0) {
            place(0, gap);
            work.run(FloatStage.ONE_PASS);
            done = work.done;
        }
        readOwn();
        if (near && done == gap && !undefined) {
            place(gap, classes - gap);
            done += work.onePass();
        }
        return done;
    }

    /** The classes {@code [at, end)}: whole groups, without that of the class singled out, and what is left. */
    private void block(int at, int end) {
        int whole = end - (end - at) % GROUP;
        if (singled >= at && singled < whole) {
            int gap = singled - (singled - at) % GROUP;
            groups(at, gap);
            group(gap, GROUP);
            groups(gap + GROUP, whole);
        } else {
            groups(at, whole);
        }
        if (whole < end) {
            group(whole, end - whole);
        }
        if (!undefined && !infinite) {
            sum.flush();
        }
    }

    /** Whole groups, none with the class singled out. */
    private void groups(int start, int end) {
        for (int at = start; at < end && !undefined && !infinite; ) {
            if (sum.centre() == 0 && ceiling > Float.NEGATIVE_INFINITY) {
                place(at, end - at);
                work.run(FloatStage.ONE_PASS);
                at += work.done;
            }
            if (at < end) {
                int count = Math.min(CAREFUL, end - at);
                place(at, count);
                carefully(at);
                at += count;
            }
        }
    }

    /** Less than a group, or that of the class singled out. */
    private void group(int at, int count) {
        if (undefined || infinite) {
            return;
        }
        System.arraycopy(source, from + at, group, 0, count);
        Arrays.fill(group, count, GROUP, Float.NEGATIVE_INFINITY);
        if (singled >= at && singled < at + count) {
            group[singled - at] = Float.NEGATIVE_INFINITY;
        }
        work.from(group, 0, GROUP);
        work.to(group, 0);
        carefully(at);
        if (target != null && !infinite) {
            System.arraycopy(group, 0, target, to + at, count);
        }
    }

    private void place(int at, int count) {
        work.from(source, from + at, count);
        if (target != null) {
            work.to(target, to + at);
        } else {
            work.to(work.copyOfAtLeast(BLOCK), 0);
        }
    }

    /** Whatever the values are that the work's arguments say, of classes from {@code at} on. */
    private void carefully(int at) {
        work.run(FloatStage.MAX);
        if (ceilingIsAbove(work.max, at, false)) {
            work.run(FloatStage.EXPONENTIALS);
        }
    }

    /** Moves the reference where it has to move; false where there is a NaN or an infinite logit. */
    private boolean ceilingIsAbove(float largest, int at, boolean first) {
        float max = (float) Math.max(largest, ownLogit);
        if (max != max) {
            undefined = true;
            return false;
        }
        if (max == Float.POSITIVE_INFINITY) {
            takeLimit(at);
            return false;
        }
        if (first || max > ceiling) {
            refer(max, at);
        }
        return true;
    }

    /** From {@code at} on, exponentials are referred to {@code max}. */
    private void refer(float max, int at) {
        boolean near = Math.abs(max) <= FloatExponential.FARTHEST * temperature;
        refer(near || max == Float.NEGATIVE_INFINITY ? 0 : max, (near ? Math.rint(max / period) : 0) - rise, at);
        if (max == Float.NEGATIVE_INFINITY) {
            ceiling = max;
        }
    }

    private void refer(double centre, double shift, int at) {
        sum.startSegment(centre, shift, at);
        work.centre = (float) centre;
        work.magic = (float) (FloatExponential.MAGIC - shift);
        double highest = centre + (shift + rise + ROOM) * period;
        ceiling = (float) (centre == 0 ? Math.min(highest, FloatExponential.FARTHEST * temperature) : highest);
    }

    /** A logit of +∞: such classes share everything. What comes before {@code at} is finite, and has been overwritten. */
    private void takeLimit(int at) {
        readOwn();
        int count = 0;
        boolean nan = undefined || sum.willBeUndefined();
        for (int k = at; k < classes; k++) {
            float x = k == singled ? Float.NEGATIVE_INFINITY : source[from + k];
            nan |= x != x;
            boolean shares = x == Float.POSITIVE_INFINITY;
            count += shares ? 1 : 0;
            if (target != null) {
                target[to + k] = shares ? 1 : 0;
            }
        }
        if (target != null) {
            Arrays.fill(target, to, to + at, 0);
        }
        infinite = true;
        undefined = nan;
        sum.clear(count);
        own = ownLogit == Double.POSITIVE_INFINITY ? 1 : 0;
        refer(0, 0);
    }

    /** Whether a logit is NaN, and so is everything. */
    boolean undefined() {
        return undefined;
    }

    /** Whether a logit is +∞. */
    boolean infinite() {
        return infinite;
    }

    /** Whether all logits are −∞. */
    boolean masked() {
        return !undefined && sum.isZero() && ownLogit == Double.NEGATIVE_INFINITY;
    }

    /** The exponentials of all but the class that is singled out, and their references. */
    FloatRowSum sum() {
        return sum;
    }

    int classes() {
        return classes;
    }

    double others() {
        return sum.value();
    }

    double own() {
        return own;
    }

    /** {@code log Σ exp(x / T)}. */
    double logSum() {
        if (undefined || infinite) {
            return undefined ? Double.NaN : Double.POSITIVE_INFINITY;
        }
        return sum.logSum(own);
    }

    /** {@code −log p} of the class that was singled out. */
    double loss() {
        if (undefined) {
            return Double.NaN;
        }
        double ratio = others() / own;
        if (ratio <= RowWork.MOST_RATIO) {
            return ratio < FloatFormat.NOTHING ? 0 : DoubleLog1p.of(ratio, 1 / (ratio + 1));
        }
        if (infinite || ownLogit == Double.NEGATIVE_INFINITY) {
            return Double.POSITIVE_INFINITY;
        }
        return sum.farLoss(ownLogit);
    }
}
