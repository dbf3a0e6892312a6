package io.xent.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Rows of logits on which a softmax can go wrong, from a seed. */
public final class HardRows {

    /** Numbers of classes at which loops go wrong: around powers of two, primes, nothing round. */
    static final int[] SIZES = {1, 2, 3, 7, 8, 9, 13, 16, 17, 31, 64, 100, 207, 702, 1009};

    static final int[] LARGE_SIZES = {32_000, 1_000_000};
    static final long SEED = 20261122;

    private static final int MANY = 100;
    private static final double[] OFFSETS = {0, -1, 1000, 1e6, -1e8, 1e8};
    private static final double[] FEW_OFFSETS = {0, -1e8};

    private HardRows() {}

    /**
     * Rows of {@code classes} logits: spreads from 0.01 to 300, one logit ahead by a margin from 0 to 700, offsets to
     * ±1e8 (fewer of them beyond 100 classes), ties, and masks.
     *
     * @param single whether each logit is rounded to a float
     */
    public static List<double[]> of(int classes, long seed, boolean single) {
        SplittableRandom random = new SplittableRandom(seed);
        List<double[]> rows = new ArrayList<>();
        for (double spread : new double[] {0.01, 1, 10, 300}) {
            for (double offset : classes <= MANY ? OFFSETS : FEW_OFFSETS) {
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

    /**
     * Rows whose logits take 500 values, so that exact exponentials are few: with one logit ahead of them, in ascending order,
     * all alike, and with a late spike that outweighs all others together. Long sums go wrong on these.
     */
    static List<double[]> ofManyClasses(int classes, boolean single) {
        SplittableRandom random = new SplittableRandom(SEED + classes);
        double[] values = random.doubles(500, -8, 8).toArray();
        double[] row = new double[classes];
        for (int k = 0; k < classes; k++) {
            double x = values[random.nextInt(values.length)];
            row[k] = single ? (float) x : x;
        }
        double[] ascending = row.clone();
        Arrays.sort(ascending);
        double[] alike = new double[classes];
        Arrays.fill(alike, 0.1f);
        double[] late = row.clone();
        late[classes - 1] = 64;
        row[classes / 3] = 21;
        return List.of(row, ascending, alike, late, late, late);
    }

    /** Rows of few classes with normal logits of deviation 10, rounded to floats: few terms, so no error averages out. */
    static List<double[]> ofFewClasses(int classes, int count) {
        SplittableRandom random = new SplittableRandom(SEED + classes);
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double[] row = new double[classes];
            Arrays.setAll(row, k -> (float) (10 * random.nextGaussian()));
            rows.add(row);
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
