package io.xent.core;

/**
 * Exponentials of whole arrays, for results of 24 bits: {@code exp(x) = exp(x / 4096)^4096}, the inner one by the first
 * ten terms of its series, the power by twelve squarings. Nothing is looked up, taken apart into bits or branched on, so
 * that compilers turn these loops into vector instructions, for which each is kept simple and alone. {@link Math#exp}
 * takes five times as long.
 *
 * <p>The relative error is below 2e-12 for |x| ≤ 500, 3.4e-5 units in the last place of a float: twelve squarings multiply
 * the roundings before them, of 2^−53 each, by 4096. Towards −745 the series adds up to 5e-11.
 */
final class Exponentials {

    private static final int SQUARINGS = 12;
    private static final double POWER = 1 << SQUARINGS;

    /** Below it an exponential is zero: half the smallest double is exp(−745.13). */
    private static final double LEAST = -746 / POWER;

    private Exponentials() {}

    /** What differences are multiplied by at this temperature; finite, so that equal logits never make a NaN. */
    static double factor(double temperature) {
        return Math.min(1 / temperature / POWER, Double.MAX_VALUE);
    }

    /**
     * Replaces x by what {@link #raise} makes {@code exp((x − reference) / T)} of.
     *
     * @param factor that of T
     */
    static void prepare(double[] x, int from, int to, double reference, double factor) {
        for (int i = from; i < to; i++) {
            x[i] = Math.max((x[i] - reference) * factor, LEAST);
        }
    }

    /** Replaces what {@link #prepare} left by the exponentials. */
    static void raise(double[] x, int from, int to) {
        sumSeries(x, from, to);
        square(x, from, to);
    }

    /** Even and odd powers apart: two short chains instead of a long one. */
    private static void sumSeries(double[] x, int from, int to) {
        for (int i = from; i < to; i++) {
            double t = x[i];
            double u = t * t;
            double even = 1 + u * (1 / 2.0 + u * (1 / 24.0 + u * (1 / 720.0 + u * (1 / 40320.0))));
            double odd = 1 + u * (1 / 6.0 + u * (1 / 120.0 + u * (1 / 5040.0 + u * (1 / 362880.0))));
            x[i] = even + t * odd;
        }
    }

    /** Twelve times. An inner loop would not be unrolled before the outer one is looked at for vectors. */
    private static void square(double[] x, int from, int to) {
        for (int i = from; i < to; i++) {
            double p = x[i];
            p *= p;
            p *= p;
            p *= p;
            p *= p;
            p *= p;
            p *= p;
            p *= p;
            p *= p;
            p *= p;
            p *= p;
            p *= p;
            p *= p;
            x[i] = p;
        }
    }

    /** In eight sums side by side: one waits for the addition before. */
    static double sum(double[] x, int from, int to) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        double e = 0;
        double f = 0;
        double g = 0;
        double h = 0;
        int i = from;
        for (; i <= to - 8; i += 8) {
            a += x[i];
            b += x[i + 1];
            c += x[i + 2];
            d += x[i + 3];
            e += x[i + 4];
            f += x[i + 5];
            g += x[i + 6];
            h += x[i + 7];
        }
        for (; i < to; i++) {
            a += x[i];
        }
        return ((a + b) + (c + d)) + ((e + f) + (g + h));
    }

    static void multiply(double[] x, int from, int to, double factor) {
        for (int i = from; i < to; i++) {
            x[i] *= factor;
        }
    }
}
