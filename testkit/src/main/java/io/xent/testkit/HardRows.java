package io.xent.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Rows of logits on which a softmax can go wrong, from a seed. */
public final class HardRows {

    private HardRows() {}

    /**
     * Rows of {@code classes} logits: spreads from 0.01 to 300, one logit ahead by a margin from 0 to 700, offsets to
     * ±1e8, ties, and masks.
     *
     * @param single whether each logit is rounded to a float
     */
    public static List<double[]> of(int classes, long seed, boolean single) {
        SplittableRandom random = new SplittableRandom(seed);
        List<double[]> rows = new ArrayList<>();
        for (double spread : new double[] {0.01, 1, 10, 300}) {
            for (double offset : new double[] {0, -1, 1000, 1e6, -1e8, 1e8}) {
                rows.add(random(classes, spread, offset, random));
            }
        }
        for (double margin : new double[] {0, 1e-3, 1, 17, 40, 88, 104, 300, 700}) {
            double[] row = random(classes, 1, 0, random);
            row[random.nextInt(classes)] = margin + max(row);
            rows.add(row);
        }
        rows.add(new double[classes]);
        double[] masked = random(classes, 5, 0, random);
        int kept = random.nextInt(classes);
        for (int k = 0; k < classes; k++) {
            masked[k] = k != kept && random.nextBoolean() ? Double.NEGATIVE_INFINITY : masked[k];
        }
        rows.add(masked);
        if (single) {
            rows.forEach(row -> Arrays.setAll(row, k -> (float) row[k]));
        }
        return rows;
    }

    private static double[] random(int classes, double spread, double offset, SplittableRandom random) {
        double[] row = new double[classes];
        for (int k = 0; k < classes; k++) {
            row[k] = offset + spread * (random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5);
        }
        return row;
    }

    private static double max(double[] row) {
        double max = Double.NEGATIVE_INFINITY;
        for (double x : row) {
            max = Math.max(max, x);
        }
        return max;
    }
}
