package io.xent.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StratifiedFoldsTest {

    @Test
    void of_randomLabels_dealsEveryRowOnceAndEvenly() {
        for (long seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int classes = 2 + random.nextInt(8);
            int folds = 2 + random.nextInt(9);
            int[] labels = IntStream.concat(
                            IntStream.generate(() -> 0).limit(10),
                            Arrays.stream(StratifiedSplitTest.randomLabels(random, classes)))
                    .toArray();
            assertDealt(labels, classes, StratifiedFolds.of(labels, classes, folds, seed), "seed " + seed);
        }
    }

    private static void assertDealt(int[] labels, int classes, StratifiedFolds folds, String what) {
        int[] timesHeldOut = new int[labels.length];
        for (int j = 0; j < folds.folds(); j++) {
            int[] all = IntStream.concat(Arrays.stream(folds.training(j)), Arrays.stream(folds.heldOut(j)))
                    .sorted()
                    .toArray();
            assertArrayEquals(IntStream.range(0, labels.length).toArray(), all, what);
            for (int row : folds.heldOut(j)) {
                timesHeldOut[row]++;
            }
            for (int k = 0; k < classes; k++) {
                int inAll = StratifiedSplitTest.count(all, labels, k);
                int here = StratifiedSplitTest.count(folds.heldOut(j), labels, k);
                double share = inAll == 1 ? 0 : (double) inAll / folds.folds();
                assertTrue(Math.abs(here - share) < 1, what + ", class " + k + ": " + here + " of " + inAll);
                assertTrue(inAll == 0 || here < inAll, what + ", class " + k + " is not in the training rows");
            }
        }
        for (int row = 0; row < labels.length; row++) {
            int label = labels[row];
            boolean single = Arrays.stream(folds.singleRowClasses()).anyMatch(k -> k == label);
            assertEquals(single ? 0 : 1, timesHeldOut[row], what + ", row " + row);
        }
    }

    @Test
    void of_tenFolds_sizesDifferByOneAtMost() {
        int[] labels = IntStream.range(0, 344).map(i -> i % 3).toArray();
        StratifiedFolds folds = StratifiedFolds.of(labels, 3, 10, 1);
        for (int j = 0; j < 10; j++) {
            assertEquals(34.5, folds.heldOut(j).length, 0.5);
        }
    }

    @Test
    void of_tooFewFoldsOrRows_isRefused() {
        assertThrows(InvalidInputException.class, () -> StratifiedFolds.of(new int[] {0, 0, 1, 1}, 2, 1, 1));
        assertThrows(InvalidInputException.class, () -> StratifiedFolds.of(new int[] {0, 0, 1, 1}, 2, 5, 1));
        assertThrows(InvalidInputException.class, () -> StratifiedFolds.of(new int[] {0, 0, 0, 1, 2}, 3, 4, 1));
    }
}
