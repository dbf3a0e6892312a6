package io.xent.core;

import java.util.Arrays;

/**
 * The sum of many terms, as exact as {@link CompensatedSum} makes it: that many times side by side, in loops that the
 * compiler turns into vectors, and the parts added up at the end. The order depends on the number of terms alone.
 */
final class WideSum {

    private static final int LANES = 128;

    private final double[] high = new double[LANES];
    private final double[] low = new double[LANES];

    /** Terms at the places of their lanes: at others, the compiler fears that arrays might be the same, and makes no vectors. */
    private final double[] next = new double[LANES];

    private final CompensatedSum total = new CompensatedSum();

    /** Of {@code terms[0 … count)}. */
    double of(double[] terms, int count) {
        total.clear();
        int from = count - count % LANES;
        if (from > 0) {
            System.arraycopy(terms, 0, high, 0, LANES);
            Arrays.fill(low, 0);
            for (int at = LANES; at < from; at += LANES) {
                System.arraycopy(terms, at, next, 0, LANES);
                add(next, high, low);
            }
            for (int lane = 0; lane < LANES; lane++) {
                total.add(high[lane]);
            }
            total.addLow(sum(low));
        }
        for (int i = from; i < count; i++) {
            total.add(terms[i]);
        }
        return total.value();
    }

    private static void add(double[] terms, double[] high, double[] low) {
        for (int lane = 0; lane < LANES; lane++) {
            double term = terms[lane];
            double before = high[lane];
            double sum = before + term;
            double part = sum - before;
            low[lane] += (before - (sum - part)) + (term - part);
            high[lane] = sum;
        }
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
