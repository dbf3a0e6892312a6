package io.xent.vector;

import java.util.Arrays;

/**
 * The exponentials of one row, in blocks that stay in the first cache: the row is read from memory once and written once.
 *
 * <p>A block's exponentials are taken with the reference of the first block, as long as no logit is 2^36 times as probable
 * as the largest of that one; where one is, the reference moves there and what was stored before is a segment with a
 * factor of its own. What is stored is multiplied by the factors at last, in one more pass.
 *
 * <p>One class may be singled out: it is left out of the sum and of what is stored, and its exponential is computed in
 * double precision. So neither {@code others / (others + own)} nor {@code log1p(others / own)} cancels.
 */
final class FloatRow {

    /** Values per block: two of them, source and target, and the code around stay in a first cache of 32 KiB. */
    private static final int BLOCK = 8192 / FloatFormat.BYTES;

    /** Where, as a power of two, the largest exponential of a block is put: room for a million of them above. */
    static final int RISE = FloatFormat.RISE;

    private static final int ROOM = FloatFormat.ROOM;

    private final FloatWork work;
    private double temperature;
    private double period;

    /** The segments of one reference each: where they start, their centre and shift. */
    private int segments;

    private int[] starts = new int[16];
    private double[] centres = new double[16];
    private double[] shifts = new double[16];

    private float ceiling;
    private int rise;
    private double sum;
    private double sumLow;

    private int classes;
    private double ownLogit;
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
     * @param target where they go, which may be where the row is; null where only sums are wanted
     * @param singled the class to leave out, or −1
     * @param magnitude about what they will be multiplied by
     */
    void load(float[] source, int from, float[] target, int to, int count, int singled, double magnitude) {
        classes = count;
        rise = RISE + Math.max(0, Math.getExponent(magnitude));
        segments = 0;
        ceiling = Float.NEGATIVE_INFINITY;
        sum = 0;
        sumLow = 0;
        own = 0;
        infinite = false;
        ownLogit = singled < 0 ? Double.NEGATIVE_INFINITY : source[from + singled];
        undefined = ownLogit != ownLogit;
        for (int at = 0, length; at < count && !undefined && !infinite; at += length) {
            length = count - at < 2 * BLOCK ? count - at : BLOCK;
            block(source, from, target, to, at, length, singled);
        }
        undefined |= Double.isNaN(sum);
        if (!undefined && !infinite && ownLogit != Double.NEGATIVE_INFINITY) {
            own = ownExponential();
        }
    }

    private void block(float[] source, int from, float[] target, int to, int at, int length, int singled) {
        float[] values = target == null ? work.copyOfAtLeast(2 * BLOCK) : target;
        int place = target == null ? 0 : to + at;
        work.from(source, from + at, length);
        if (singled >= at && singled < at + length) {
            if (source != values || from + at != place) {
                System.arraycopy(source, from + at, values, place, length);
                work.from(values, place, length);
            }
            values[place + singled - at] = Float.NEGATIVE_INFINITY;
        }
        work.run(FloatStage.MAX);
        float max = (float) Math.max(work.max, ownLogit);
        if (max != max) {
            undefined = true;
        } else if (max == Float.POSITIVE_INFINITY) {
            takeLimit(source, from, target, to, at, singled);
        } else {
            if (max > ceiling || segments == 0) {
                refer(max, at);
            }
            work.to(values, place);
            add(work.exponentiate());
        }
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
        double old = segments == 0 ? 0 : 1;
        if (segments == starts.length) {
            starts = Arrays.copyOf(starts, 2 * segments);
            centres = Arrays.copyOf(centres, 2 * segments);
            shifts = Arrays.copyOf(shifts, 2 * segments);
        }
        boolean near = Math.abs(max) <= FloatExponential.FARTHEST * temperature;
        double centre = near || max == Float.NEGATIVE_INFINITY ? 0 : max;
        double shift = (near ? Math.rint(max / period) : 0) - rise;
        starts[segments] = at;
        centres[segments] = centre;
        shifts[segments] = shift;
        segments++;
        work.centre = (float) centre;
        work.magic = (float) (FloatExponential.MAGIC - shift);
        double highest = centre + (shift + rise + ROOM) * period;
        ceiling = max == Float.NEGATIVE_INFINITY
                ? max
                : (float) (near ? Math.min(highest, FloatExponential.FARTHEST * temperature) : highest);
        if (old != 0) {
            double ratio = ratio(segments - 2);
            sum *= ratio;
            sumLow *= ratio;
        }
    }

    /** What a segment's exponentials are multiplied by to be those of the last segment's reference. */
    private double ratio(int segment) {
        double centre = (centres[segment] - centres[segments - 1]) / temperature;
        double shift = shifts[segment] - shifts[segments - 1];
        if (centre == 0) {
            return power(shift);
        }
        return Math.exp(Math.fma(shift, DoubleExponential.LN2, centre) + shift * DoubleExponential.LN2_LOW);
    }

    private static double power(double exponent) {
        return Math.scalb(1.0, (int) Math.max(-4000, Math.min(4000, exponent)));
    }

    /** A logit of +∞: such classes share everything. What comes before {@code at} is finite, and has been overwritten. */
    private void takeLimit(float[] source, int from, float[] target, int to, int at, int singled) {
        int count = 0;
        boolean nan = Double.isNaN(sum);
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
        return Math.fma(shifts[last], DoubleExponential.LN2, Math.log(others() + own)) + centres[last] / temperature;
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
            length = Math.min(BLOCK, count - at);
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
            int end = i + 1 < segments ? starts[i + 1] : classes;
            scale(i + 1 < segments ? factor * ratio(i) : factor, target, to + starts[i], end - starts[i]);
        }
    }

    private void scale(double factor, float[] target, int to, int count) {
        work.from(target, to, count);
        work.to(target, to);
        work.factor = (float) factor;
        if (Math.abs(work.factor) < FloatFormat.MIN_NORMAL && factor != 0) {
            work.factor = (float) FloatFormat.SMALL;
            work.run(FloatStage.SCALE);
            work.factor = (float) (factor / FloatFormat.SMALL);
        }
        work.run(FloatStage.SCALE);
    }
}
