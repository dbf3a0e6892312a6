package io.xent.learn.synthetic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.xent.learn.InvalidInputException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SyntheticRowsTest {

    private static final long SEED = 5;

    @Test
    void moons_withoutNoise_lieOnTheirHalfCircles() {
        SyntheticRows moons = SyntheticRows.moons(2, 0, SEED);
        double[] point = new double[2];
        double[] quadrants = new double[4];
        for (int i = 0; i < 2000; i++) {
            int k = moons.row(i, point);
            assertEquals(i % 2, k);
            double x = k == 0 ? point[0] : 1 - point[0];
            double y = k == 0 ? point[1] : 0.5 - point[1];
            assertEquals(1, x * x + y * y, 1e-14);
            assertTrue(y >= 0, "row " + i);
            quadrants[2 * k + (x > 0 ? 1 : 0)]++;
        }
        for (double rows : quadrants) {
            assertEquals(500, rows, 5 * Math.sqrt(250), "seed " + SEED);
        }
    }

    @Test
    void spirals_withoutNoise_windOnceAround() {
        SyntheticRows spirals = SyntheticRows.spirals(3, 2, 0, SEED);
        double[] point = new double[2];
        for (int i = 0; i < 2000; i++) {
            int k = spirals.row(i, point);
            double radius = Math.hypot(point[0], point[1]);
            assertTrue(radius >= 0.1 - 1e-15 && radius <= 1 + 1e-15, "radius " + radius);
            double turns = (radius - 0.1) / 0.9 + k / 3.0;
            double off = turns - Math.atan2(point[1], point[0]) / (2 * Math.PI);
            assertEquals(Math.rint(off), off, 1e-13);
        }
    }

    @Test
    void blobs_manyRows_haveTheSpreadThatWasAskedFor() {
        int rows = 60_000;
        SyntheticRows blobs = SyntheticRows.blobs(3, 4, 0.5, SEED);
        double[][] sum = new double[3][4];
        double[][] squares = new double[3][4];
        double[][] fourth = new double[3][4];
        double[] centre = new double[4];
        double[] point = new double[4];
        for (int i = 0; i < rows; i++) {
            SyntheticRows.blobs(3, 4, 0, SEED).row(i % 3, centre);
            int k = blobs.row(i, point);
            for (int j = 0; j < 4; j++) {
                double off = point[j] - centre[j];
                sum[k][j] += off;
                squares[k][j] += off * off;
                fourth[k][j] += Math.pow(off, 4);
            }
        }
        double n = rows / 3.0;
        for (int k = 0; k < 3; k++) {
            for (int j = 0; j < 4; j++) {
                assertEquals(0, sum[k][j] / n, 5 * 0.5 / Math.sqrt(n), "mean, seed " + SEED);
                assertEquals(0.25, squares[k][j] / n, 5 * 0.25 * Math.sqrt(2 / n), "variance, seed " + SEED);
                // of a normal distribution 3σ⁴, with a variance of 96σ⁸
                assertEquals(3 / 16.0, fourth[k][j] / n, 5 / 16.0 * Math.sqrt(96 / n), "kurtosis, seed " + SEED);
            }
        }
    }

    @Test
    void blobs_centres_areFourApartOnAverage() {
        for (int features : new int[] {1, 2, 50}) {
            int classes = 400;
            SyntheticRows blobs = SyntheticRows.blobs(classes, features, 0, SEED);
            double[][] centres = new double[classes][features];
            double squares = 0;
            for (int k = 0; k < classes; k++) {
                blobs.row(k, centres[k]);
                for (int other = 0; other < k; other++) {
                    for (int j = 0; j < features; j++) {
                        squares += Math.pow(centres[k][j] - centres[other][j], 2);
                    }
                }
            }
            double pairs = classes * (classes - 1) / 2.0;
            assertEquals(16, squares / pairs, 5 * 16 * Math.sqrt(2.0 / (classes * features)), features + " features");
        }
    }

    @Test
    void row_anyOrder_isTheSameRow() {
        SyntheticRows rows = SyntheticRows.blobs(5, 7, 1, SEED);
        double[] first = new double[7];
        double[] again = new double[7];
        rows.row(99_999_999_999L, first);
        rows.row(3, again);
        rows.row(99_999_999_999L, again);
        assertArrayEquals(first, again);
    }

    @Test
    void row_manyRowsAndSeeds_areAllDifferent() {
        Map<Double, String> seen = new HashMap<>();
        double[] point = new double[2];
        for (long seed = -2; seed <= 2; seed++) {
            SyntheticRows moons = SyntheticRows.moons(2, 0.1, seed);
            for (int i = 0; i < 20_000; i++) {
                moons.row(i, point);
                String before = seen.put(point[0], seed + "/" + i);
                assertEquals(null, before, seed + "/" + i);
            }
        }
    }

    @Test
    void settings_outOfRange_areRefused() {
        assertThrows(InvalidInputException.class, () -> SyntheticRows.moons(1, 0.1, 1));
        assertThrows(InvalidInputException.class, () -> SyntheticRows.moons(2, -0.1, 1));
        assertThrows(InvalidInputException.class, () -> SyntheticRows.moons(2, Double.NaN, 1));
        assertThrows(InvalidInputException.class, () -> SyntheticRows.blobs(1, 2, 1, 1));
        assertThrows(InvalidInputException.class, () -> SyntheticRows.blobs(2, 0, 1, 1));
        assertThrows(InvalidInputException.class, () -> SyntheticRows.spirals(0, 2, 1, 1));
    }
}
