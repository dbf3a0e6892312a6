package io.xent.learn.inference;

import java.util.Optional;

/**
 * A direction in which the likelihood never falls: no row's own class loses against another along it, and some rows' classes
 * win for ever, so that no finite maximum exists (Albert and Anderson, 1984, Biometrika 71).
 *
 * @param direction the parameters of a {@link Likelihood}
 * @param wins {@code wins[k][l]}: how many rows of class k win against class l, by index in the {@link Design}
 * @param rows how many rows each class has
 */
record Recession(double[] direction, int[][] wins, int[] rows) {

    /** A loss this small beside the largest gain is rounding. */
    private static final double ROUNDING = 1e-7;

    /** A gain this small beside the largest is none. */
    private static final double GAIN = 1e-4;

    /** The direction, if it is one of recession for the rows of a likelihood. */
    static Optional<Recession> verified(Likelihood likelihood, double[] direction) {
        int classes = likelihood.free() + 1;
        double largest = 0;
        double smallest = 0;
        for (int i = 0; i < likelihood.rowCount(); i++) {
            double[] z = likelihood.logits(i, direction);
            for (double other : z) {
                double gain = z[likelihood.label(i)] - other;
                largest = Math.max(largest, gain);
                smallest = Math.min(smallest, gain);
            }
        }
        if (!(largest > 0) || smallest < -ROUNDING * largest) {
            return Optional.empty();
        }
        int[][] wins = new int[classes][classes];
        int[] rows = new int[classes];
        for (int i = 0; i < likelihood.rowCount(); i++) {
            double[] z = likelihood.logits(i, direction);
            int label = likelihood.label(i);
            rows[label]++;
            for (int l = 0; l < classes; l++) {
                wins[label][l] += z[label] - z[l] > GAIN * largest ? 1 : 0;
            }
        }
        return Optional.of(new Recession(direction, wins, rows));
    }

    /** Whether any row of two classes is told from the other class for ever. */
    boolean tellsApart(int k, int l) {
        return wins[k][l] + wins[l][k] > 0;
    }

    /** Whether all rows of two classes are. */
    boolean tellsAllApart(int k, int l) {
        return wins[k][l] == rows[k] && wins[l][k] == rows[l];
    }

    /** Whether this direction tells apart whatever the other does, to the same degree. */
    boolean covers(Recession other) {
        boolean covers = true;
        for (int k = 0; k < rows.length; k++) {
            for (int l = 0; l < k; l++) {
                covers &= tellsApart(k, l) || !other.tellsApart(k, l);
                covers &= tellsAllApart(k, l) || !other.tellsAllApart(k, l);
            }
        }
        return covers;
    }
}
