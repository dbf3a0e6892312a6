package io.xent.vector;

import java.util.Arrays;

/**
 * The sum of a row's exponentials, and what these are related to: the row has segments, each with one reference from the
 * class on where it starts. Where a segment starts, the sum is related to its reference.
 */
final class FloatRowSum {

    /** As a power of two, far less than counts, and not so much less that its exponential had no digits. */
    private static final double NOTHING = -3000;

    private final FloatWork work;

    private double temperature;

    /** The segments: where they start, their centre and shift. */
    private int segments;

    private int[] starts = new int[16];
    private double[] centres = new double[16];
    private double[] shifts = new double[16];

    /** Two factors whose product may be too small for a number. */
    private double large;

    private double small;

    /** The sum, and what rounding took from it. */
    private double sum;

    private double low;

    FloatRowSum(FloatWork work) {
        this.work = work;
    }

    void setTemperature(double value) {
        temperature = value;
    }

    /** Nothing is added yet, and no segment has started. */
    void clear() {
        segments = 0;
        set(0);
        work.clearSums();
    }

    /** No segment has started, and this is the sum. */
    void clear(double value) {
        clear();
        set(value);
    }

    private void set(double value) {
        sum = value;
        low = 0;
    }

    /** From class {@code at} on, exponentials are {@code exp((x − centre) / T) · 2^−shift}. */
    void startSegment(double centre, double shift, int at) {
        if (segments == starts.length) {
            starts = Arrays.copyOf(starts, 2 * segments);
            centres = Arrays.copyOf(centres, 2 * segments);
            shifts = Arrays.copyOf(shifts, 2 * segments);
        }
        starts[segments] = at;
        centres[segments] = centre;
        shifts[segments] = shift;
        segments++;
        if (segments > 1) {
            flush();
            relate(segments - 2);
            sum *= large * small;
            low *= large * small;
        }
    }

    int segments() {
        return segments;
    }

    /** The centre of the last segment. */
    double centre() {
        return centres[segments - 1];
    }

    private double shift() {
        return shifts[segments - 1];
    }

    int start(int segment) {
        return starts[segment];
    }

    /** Where a segment of a row of so many classes ends. */
    int end(int segment, int classes) {
        return segment + 1 < segments ? starts[segment + 1] : classes;
    }

    /** What a segment's exponentials are multiplied by to be those of the last reference: {@link #large} · {@link #small}. */
    void relate(int segment) {
        double centre = (centres[segment] - centre()) / temperature;
        double shift = shifts[segment] - shift();
        if (centre == 0) {
            large = power(Math.rint(shift / 2));
            small = power(shift - Math.rint(shift / 2));
        } else {
            large = Math.exp(centre / 2) * power(shift);
            small = Math.exp(centre / 2);
        }
    }

    double large() {
        return large;
    }

    double small() {
        return small;
    }

    private static double power(double exponent) {
        return Math.scalb(1.0, (int) Math.max(-4000, Math.min(4000, exponent)));
    }

    /** Adds what is in the lanes. */
    void flush() {
        add(work.sumOfLanes());
        work.clearSums();
    }

    /** Exact addition: what rounding loses is kept. */
    void add(double term) {
        double next = sum + term;
        double part = next - sum;
        low += (sum - (next - part)) + (term - part);
        sum = next;
    }

    /** Of exponentials related to the last reference. */
    double value() {
        return sum + low;
    }

    boolean isZero() {
        return sum == 0;
    }

    boolean isUndefined() {
        return Double.isNaN(sum);
    }

    /** Whether the sum or what is in the lanes is NaN. */
    boolean willBeUndefined() {
        return Double.isNaN(sum + work.sumOfLanes());
    }

    /**
     * Takes a class from the sum. Where much of the sum is its own, the rounding of that would show in what is left, and the
     * others are added again.
     *
     * @param values the exponentials from {@code place} on, of so many classes
     */
    void takeOut(int singled, float[] values, int place, int classes) {
        float one = values[place + singled];
        values[place + singled] = 0;
        double rest = sum + low - one;
        if (segments == 1 && rest > one * FloatRowBatch.MANY_TIMES) {
            add(-one);
            return;
        }
        set(0);
        for (int i = 0; i < segments; i++) {
            double term = work.sum(values, place + starts[i], end(i, classes) - starts[i]);
            relate(i);
            add(term * large * small);
        }
    }

    /** {@code exp((x − centre) / T) · 2^−shift} of the last segment: {@link FloatExponential}, in double precision. */
    double exponential(double logit) {
        double x = logit - centre();
        double n = Math.rint(x / (temperature * DoubleExponential.LN2));
        if (n - shift() < NOTHING) {
            return 0;
        }
        double high = temperature * DoubleExponential.LN2;
        double rest = DoubleExponential.lowOfPeriod(temperature, high);
        double r = (Math.fma(-n, high, x) - n * rest) / temperature;
        return Math.exp(r) * power(n - shift());
    }

    /** {@code log Σ exp(x / T)}, where the sum of exponentials is this and another. */
    double logSum(double other) {
        return RowWork.logSum(value() + other, shift()) + centre() / temperature;
    }

    /** {@code log Σ exp(x / T) − logit / T} for a logit so small that its exponential may be nothing. */
    double farLoss(double logit) {
        return RowWork.farLoss(logit - centre(), shift(), value(), temperature);
    }
}
