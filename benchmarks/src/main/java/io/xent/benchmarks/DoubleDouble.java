package io.xent.benchmarks;

/**
 * A number as the unevaluated sum of two doubles, some 31 digits, that is overwritten by each operation: enough to measure
 * errors of floats, and a hundred times faster than decimal arithmetic. A test compares it with that.
 */
final class DoubleDouble {

    /** ln 2 in three parts, the first two of few enough digits for their products with whole numbers below 2048 to be exact. */
    private static final double LN2_HIGH = 0x1.62e42fefa2p-1;

    private static final double LN2_MIDDLE = 0x1.9ef35793c6p-41;
    private static final double LN2_LOW = 0x1.673007e5ed5e8p-81;

    private static final int HALVINGS = 9;
    private static final int TERMS = 9;

    double high;
    double low;

    void set(double value) {
        high = value;
        low = 0;
    }

    void add(double otherHigh, double otherLow) {
        double sum = high + otherHigh;
        double part = sum - high;
        double rest = (high - (sum - part)) + (otherHigh - part);
        normalise(sum, rest + (low + otherLow));
    }

    void multiply(double otherHigh, double otherLow) {
        double product = high * otherHigh;
        double rest = Math.fma(high, otherHigh, -product);
        normalise(product, rest + (high * otherLow + low * otherHigh));
    }

    private void divide(double by) {
        double quotient = high / by;
        double rest = Math.fma(-quotient, by, high) + low;
        normalise(quotient, rest / by);
    }

    private void normalise(double sum, double rest) {
        high = sum + rest;
        low = rest - (high - sum);
    }

    /**
     * Becomes {@code exp(a − b)} for floats a ≤ b: the exact difference less a multiple of ln 2, halved nine times, goes through
     * nine terms of the series of exp(x) − 1, and (1 + s)² − 1 = 2s + s² undoes the halvings. Below exp(−1400) it is 0.
     */
    void exponential(float a, float b) {
        set(a);
        add(-(double) b, 0);
        double n = Math.rint(high / Math.log(2));
        if (!(n > -2000)) {
            set(0);
            return;
        }
        add(-n * LN2_HIGH, 0);
        add(-n * LN2_MIDDLE, -n * LN2_LOW);
        double scale = 1.0 / (1 << HALVINGS);
        double x = high * scale;
        double rest = low * scale;
        set(x);
        low = rest;
        for (int term = TERMS; term > 1; term--) {
            divide(term);
            add(1, 0);
            multiply(x, rest);
        }
        for (int i = 0; i < HALVINGS; i++) {
            double s = high;
            double t = low;
            add(2, 0);
            multiply(s, t);
        }
        add(1, 0);
        high = Math.scalb(high, (int) n);
        low = Math.scalb(low, (int) n);
    }
}
