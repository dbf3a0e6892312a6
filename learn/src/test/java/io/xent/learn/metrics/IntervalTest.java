package io.xent.learn.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalTest {

    /** The examples of R. G. Newcombe, "Two-sided confidence intervals for the single proportion" (1998), table I. */
    @ParameterizedTest
    @CsvSource({"81, 263, 0.2553, 0.3662", "15, 148, 0.0624, 0.1605", "0, 20, 0.0000, 0.1611", "1, 29, 0.0061, 0.1718"})
    void wilson_newcombesExamples_areThePublishedLimits(double successes, double trials, double low, double high) {
        Interval interval = Interval.wilson(successes, trials);
        assertEquals(low, interval.low(), 0.00005);
        assertEquals(high, interval.high(), 0.00005);
    }

    @Test
    void wilson_noTrials_isEverything() {
        assertEquals(new Interval(0, 1), Interval.wilson(0, 0));
    }

    @Test
    void wilson_anyCount_holdsTheProportionInsideTheUnitInterval() {
        long seed = 11;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 1000; i++) {
            double trials = 1 + random.nextInt(1 << random.nextInt(1, 30));
            double successes = Math.floor(random.nextDouble() * (trials + 1));
            Interval interval = Interval.wilson(successes, trials);
            String what = successes + " of " + trials + ", seed " + seed;
            assertTrue(0 <= interval.low() && interval.low() <= successes / trials, what);
            assertTrue(successes / trials <= interval.high() && interval.high() <= 1, what);
        }
    }

    @Test
    void wilson_moreSuccessesThanTrials_isRefused() {
        assertThrows(IllegalArgumentException.class, () -> Interval.wilson(3, 2));
        assertThrows(IllegalArgumentException.class, () -> Interval.wilson(Double.NaN, 2));
    }
}
