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

    /** The largest is looked for in blocks of so many values. */
    private static final int TOP_BLOCK = 2048;

    private static final int GROUP = FloatFormat.GROUP;

    /** Values from which the first reference is taken. */
    private static final int FIRST = 16;

    /** Values that are looked at with care where one of them is out of the ordinary. */
    private static final int CAREFUL = 16 * GROUP;

    /** Where, as a power of two, the largest exponential is put: room for a million of them above. */
    static final int RISE = FloatFormat.RISE;

    private static final int ROOM = FloatFormat.ROOM;

    private final FloatWork work;

    /** The values that do not fill a group, and those of the class that is singled out. */
    private final float[] group = new float[GROUP];

    private double temperature;
    private double period;

    /** The segments of one reference each: where they start, their centre and shift. */
    private int segments;

    private int[] starts = new int[16];
    private double[] centres = new double[16];
    private double[] shifts = new double[16];

    /** Two factors whose product may be too small for a number. */
    private double large;

    private double small;

    private float ceiling;
    private int rise;
    private double sum;
    private double sumLow;

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
    }

    void setTemperature(double value) {
        temperature = value;
        period = value * FloatExponential.LN2;
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
        add(work.sumOfRow(i));
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
        segments = 0;
        sum = 0;
        sumLow = 0;
        own = 0;
        infinite = false;
        undefined = false;
        work.clearSums();
    }

    private void end() {
        undefined |= Double.isNaN(sum);
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
            flush();
            if (singled < included && singled >= 0) {
                takeOut(target, to);
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
            own = ownExponential();
        }
    }

    /** As many classes as are ordinary, with the one that is singled out among them; returns how many. */
    private int together() {
        boolean near = centres[0] == 0 && ceiling > Float.NEGATIVE_INFINITY;
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

    /**
     * Takes the class that is singled out from the sum. Where much of the sum is its own, the rounding of that would show
     * in what is left, and the others are added again.
     */
    private void takeOut(float[] values, int place) {
        float one = values[place + singled];
        values[place + singled] = 0;
        double rest = sum + sumLow - one;
        if (segments == 1 && rest > one * FloatRowBatch.MANY_TIMES) {
            add(-one);
            return;
        }
        sum = 0;
        sumLow = 0;
        for (int i = 0; i < segments; i++) {
            int start = starts[i];
            int end = i + 1 < segments ? starts[i + 1] : classes;
            work.from(values, place + start, (end - start) - (end - start) % FloatWork.LANES);
            work.run(FloatStage.SUM);
            double term = work.sumOfLanes();
            work.clearSums();
            for (int k = end - (end - start) % FloatWork.LANES; k < end; k++) {
                term += values[place + k];
            }
            relate(i);
            add(term * large * small);
        }
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
            flush();
        }
    }

    /** Whole groups, none with the class singled out. */
    private void groups(int start, int end) {
        for (int at = start; at < end && !undefined && !infinite; ) {
            if (centres[segments - 1] == 0 && ceiling > Float.NEGATIVE_INFINITY) {
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

    private void flush() {
        add(work.sumOfLanes());
        work.clearSums();
    }

    /** Exact addition: what rounding loses is kept. */
    private void add(double term) {
        double next = sum + term;
        double part = next - sum;
        sumLow += (sum - (next - part)) + (term - part);
        sum = next;
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
        if (segments == starts.length) {
            starts = Arrays.copyOf(starts, 2 * segments);
            centres = Arrays.copyOf(centres, 2 * segments);
            shifts = Arrays.copyOf(shifts, 2 * segments);
        }
        starts[segments] = at;
        centres[segments] = centre;
        shifts[segments] = shift;
        segments++;
        work.centre = (float) centre;
        work.magic = (float) (FloatExponential.MAGIC - shift);
        double highest = centre + (shift + rise + ROOM) * period;
        ceiling = (float) (centre == 0 ? Math.min(highest, FloatExponential.FARTHEST * temperature) : highest);
        if (segments > 1) {
            flush();
            relate(segments - 2);
            sum *= large * small;
            sumLow *= large * small;
        }
    }

    /** What a segment's exponentials are multiplied by to be those of the last reference: {@link #large} · {@link #small}. */
    private void relate(int segment) {
        double centre = (centres[segment] - centres[segments - 1]) / temperature;
        double shift = shifts[segment] - shifts[segments - 1];
        if (centre == 0) {
            large = power(Math.rint(shift / 2));
            small = power(shift - Math.rint(shift / 2));
        } else {
            large = Math.exp(centre / 2) * power(shift);
            small = Math.exp(centre / 2);
        }
    }

    private static double power(double exponent) {
        return Math.scalb(1.0, (int) Math.max(-4000, Math.min(4000, exponent)));
    }

    /** A logit of +∞: such classes share everything. What comes before {@code at} is finite, and has been overwritten. */
    private void takeLimit(int at) {
        readOwn();
        int count = 0;
        boolean nan = undefined || Double.isNaN(sum + work.sumOfLanes());
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
        work.clearSums();
        infinite = true;
        undefined = nan;
        sum = count;
        sumLow = 0;
        own = ownLogit == Double.POSITIVE_INFINITY ? 1 : 0;
        segments = 0;
        refer(0, 0);
    }

    /** {@code exp((x − centre) / T) · 2^−shift}: the reduction of {@link FloatExponential}, in double precision. */
    private double ownExponential() {
        double x = ownLogit - centres[segments - 1];
        if (x == Double.NEGATIVE_INFINITY) {
            return 0;
        }
        double n = Math.rint(x / (temperature * DoubleExponential.LN2));
        double high = temperature * DoubleExponential.LN2;
        double low = DoubleExponential.lowOfPeriod(temperature, high);
        double r = (Math.fma(-n, high, x) - n * low) / temperature;
        return Math.exp(r) * power(n - shifts[segments - 1]);
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
        return !undefined && sum == 0 && ownLogit == Double.NEGATIVE_INFINITY;
    }

    double others() {
        return sum + sumLow;
    }

    double own() {
        return own;
    }

    /** {@code log Σ exp(x / T)}. */
    double logSum() {
        if (undefined || infinite) {
            return undefined ? Double.NaN : Double.POSITIVE_INFINITY;
        }
        int last = segments - 1;
        return RowWork.logSum(others() + own, shifts[last]) + centres[last] / temperature;
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
        int last = segments - 1;
        return RowWork.farLoss(ownLogit - centres[last], shifts[last], others(), temperature);
    }

    /**
     * Makes exponentials a gradient: {@code scale (1 + penalty) exp_k / Σ}, and {@code scale (penalty · own − others) / Σ}
     * for the class that is singled out.
     *
     * @param penalty 2 a logΣ of a z-loss, 0 for none
     */
    void writeGradient(double scale, double penalty, float[] target, int to, int singled) {
        if (undefined || masked()) {
            Arrays.fill(target, to, to + classes, undefined ? Float.NaN : 0);
            return;
        }
        double total = others() + own;
        if (infinite && penalty != 0) {
            writeInfiniteGradient(scale / total, target, to, singled);
            return;
        }
        multiply(scale / total * (1 + penalty), target, to);
        target[to + singled] = (float) (scale / total * (penalty * own - others()));
    }

    /** Where logΣ is infinite, so is the penalty of the classes that share everything, and of no other. */
    private void writeInfiniteGradient(double factor, float[] target, int to, int singled) {
        for (int k = to; k < to + classes; k++) {
            target[k] = target[k] == 0 ? 0 : Float.POSITIVE_INFINITY;
        }
        target[to + singled] = (float) (own == 0 ? -factor * others() : Double.POSITIVE_INFINITY);
    }

    /** Makes exponentials probabilities. */
    void writeProbabilities(float[] target, int to) {
        if (undefined || sum == 0) {
            Arrays.fill(target, to, to + classes, undefined ? Float.NaN : 0);
        } else {
            multiply(1 / others(), target, to);
        }
    }

    /** The first largest logit's class; −1 where that is infinite or there is a NaN. */
    int top(float[] values, int from, int count) {
        float max = Float.NEGATIVE_INFINITY;
        int block = 0;
        for (int at = 0, length; at < count; at += length) {
            length = Math.min(TOP_BLOCK, count - at);
            work.from(values, from + at, length);
            work.run(FloatStage.MAX);
            if (work.max != work.max) {
                return -1;
            }
            if (work.max > max) {
                max = work.max;
                block = at;
            }
        }
        if (Math.abs(max) == Float.POSITIVE_INFINITY) {
            return -1;
        }
        int k = block;
        while (values[from + k] != max) {
            k++;
        }
        return k;
    }

    /** Multiplies the exponentials in {@code target}. */
    void multiply(double factor, float[] target, int to) {
        for (int i = 0; i < segments; i++) {
            int start = to + starts[i];
            if (i + 1 == segments) {
                scale(factor, FloatFormat.SMALL, factor / FloatFormat.SMALL, target, start, to + classes);
            } else {
                relate(i);
                scale(factor * large * small, large, factor * small, target, start, to + starts[i + 1]);
            }
        }
    }

    /** Multiplies by the product, or first by one factor and then by the other where the product is too small a number. */
    private void scale(double product, double first, double second, float[] target, int start, int end) {
        work.from(target, start, end - start);
        work.to(target, start);
        if (Math.abs(product) >= FloatFormat.MIN_NORMAL) {
            work.factor = (float) product;
            work.run(FloatStage.SCALE);
        } else {
            work.factor = (float) first;
            work.run(FloatStage.SCALE);
            work.factor = (float) second;
            work.run(FloatStage.SCALE);
        }
    }
}
