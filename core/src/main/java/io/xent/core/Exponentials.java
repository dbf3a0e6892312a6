package io.xent.core;

/**
 * Exponentials of whole arrays, for results of 24 bits: {@code exp(x) = exp(x / 4096)^4096}, the inner one by the first
 * nine terms of its series, the power by twelve squarings. Nothing is looked up, taken apart into bits or branched on, so
 * that compilers turn these loops into vector instructions, for which each is kept simple and alone. {@link Math#exp}
 * takes five times as long.
 *
 * <p>The relative error is below 3e-12 for |x| ≤ 300, 5e-5 units in the last place of a float: twelve squarings multiply
 * the roundings before them, of 2^−53 each, by 4096. Towards −745 the terms left out add up to 2.5e-9.
 */
final class Exponentials {

    /** So many values at a time stay in the first cache from loop to loop. */
    static final int PIECE = 1024;

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
            double odd = 1 + u * (1 / 6.0 + u * (1 / 120.0 + u * (1 / 5040.0)));
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

    /** Eight at a time, in pairs of pairs: only one addition in eight waits for the one before. */
    static double sum(double[] x, int from, int to) {
        double sum = 0;
        int rest = to - (to - from) % 8;
        for (int i = from; i < rest; i += 8) {
            sum += ((x[i] + x[i + 1]) + (x[i + 2] + x[i + 3])) + ((x[i + 4] + x[i + 5]) + (x[i + 6] + x[i + 7]));
        }
        for (int i = rest; i < to; i++) {
            sum += x[i];
        }
        return sum;
    }
}
