package io.xent.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ExponentialsTest {

    private static final long SEED = 3;
    private static final int MANY = 1_000_000;

    private static double[] exp(double[] x, double reference, double temperature) {
        double[] out = x.clone();
        Exponentials.prepare(out, 0, out.length, reference, Exponentials.factor(temperature));
        Exponentials.raise(out, 0, out.length);
        return out;
    }

    private static double largestError(double from, double to) {
        double[] x = new SplittableRandom(SEED).doubles(MANY, from, to).toArray();
        double[] exps = exp(x, 0, 1);
        double largest = 0;
        for (int i = 0; i < MANY; i++) {
            largest = Math.max(largest, Math.abs(exps[i] / Math.exp(x[i]) - 1));
        }
        return largest;
    }

    @Test
    void raise_differencesOfAllSizes_withinTheStatedError() {
        assertEquals(0, largestError(-1, 1), 2e-12, "seed " + SEED);
        assertEquals(0, largestError(-104, 0), 2e-12, "seed " + SEED);
        assertEquals(0, largestError(-300, 300), 3e-12, "seed " + SEED);
        assertEquals(0, largestError(-708, -300), 2.5e-9, "seed " + SEED);
    }

    @Test
    void raise_extremes_limits() {
        double inf = Double.POSITIVE_INFINITY;
        double[] x = {0, -inf, inf, Double.NaN, -1e30, 1e30, -745, -750, 5e-324};
        assertArrayEquals(new double[] {1, 0, inf, Double.NaN, 0, inf, 5e-324, 0, 1}, exp(x, 0, 1));
    }

    @Test
    void raise_equalLogitsAtAnyTemperature_one() {
        for (double temperature : new double[] {Double.MIN_VALUE, 1e-300, 0.3, 1, 1e300, Double.MAX_VALUE}) {
            assertArrayEquals(new double[] {1, 1}, exp(new double[] {1e8, 1e8}, 1e8, temperature));
        }
    }

    @Test
    void raiseAndSum_partOfAnArray_sameBitsAndNothingBeside() {
        double[] x = new SplittableRandom(SEED).doubles(100, -30, 0).toArray();
        double[] all = exp(x, 0, 1);
        for (int from = 0; from < 20; from++) {
            for (int to = from; to <= x.length; to += 7) {
                double[] part = x.clone();
                Exponentials.prepare(part, from, to, 0, Exponentials.factor(1));
                Exponentials.raise(part, from, to);
                double[] expected = x.clone();
                System.arraycopy(all, from, expected, from, to - from);
                assertArrayEquals(expected, part);
                double sum = Arrays.stream(all, from, to).sum();
                assertEquals(sum, Exponentials.sum(part, from, to), 1e-14 * sum);
            }
        }
    }
}
