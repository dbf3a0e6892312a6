package io.xent.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SplitMix64Test {

    @Test
    void next_publishedSeed_givesThePublishedNumbers() {
        SplitMix64 random = new SplitMix64(1234567);
        long[] expected = {
            Long.parseUnsignedLong("6457827717110365317"),
            Long.parseUnsignedLong("3203168211198807973"),
            Long.parseUnsignedLong("9817491932198370423"),
            Long.parseUnsignedLong("4593380528125082431"),
            Long.parseUnsignedLong("16408922859458223821"),
        };
        long[] actual = new long[5];
        for (int i = 0; i < 5; i++) {
            actual[i] = random.next();
        }
        assertArrayEquals(expected, actual);
    }

    @Test
    void next_anySeed_isTheJdksSplittableRandom() {
        for (long seed : new long[] {0, 1, -1, 42, Long.MIN_VALUE}) {
            SplitMix64 ours = new SplitMix64(seed);
            SplittableRandom theirs = new SplittableRandom(seed);
            for (int i = 0; i < 100; i++) {
                assertEquals(theirs.nextLong(), ours.next(), "seed " + seed);
            }
        }
    }

    @Test
    void shuffle_threeNumbers_everyOrderIsEquallyLikely() {
        Map<String, Integer> counts = new HashMap<>();
        SplitMix64 random = new SplitMix64(7);
        for (int i = 0; i < 60_000; i++) {
            int[] numbers = {0, 1, 2};
            random.shuffle(numbers);
            counts.merge(numbers[0] + "" + numbers[1] + numbers[2], 1, Integer::sum);
        }
        double chiSquared = counts.values().stream()
                .mapToDouble(c -> (c - 10_000) * (c - 10_000) / 10_000.0)
                .sum();
        assertEquals(6, counts.size());
        assertTrue(chiSquared < 20.5, "χ² of 5 degrees is " + chiSquared + ", seed 7: " + counts);
    }
}
