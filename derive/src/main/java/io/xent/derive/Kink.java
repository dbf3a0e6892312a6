package io.xent.derive;

/**
 * Where the slopes to the left and to the right differ, as they do where a max switches: there is no derivative there, and
 * differences whose steps reach across say nothing.
 *
 * @param distance how far from the point: 0 at it
 * @param left slope downwards from the point
 * @param right slope upwards from the point
 */
record Kink(double distance, double left, double right) {

    /** Steps beyond which rounding may look like a kink. */
    private static final int SMALLEST = 24;

    /** Null where none is seen. */
    static Kink near(CentralDifference difference, double noiseFreeScale) {
        double[] jumps = new double[SMALLEST + 1];
        for (int j = 0; j <= SMALLEST; j++) {
            double h = difference.step(j);
            jumps[j] = Math.abs(difference.oneSided(h) - difference.oneSided(-h));
        }
        double seen = 1e-4 * noiseFreeScale;
        double h = difference.step(SMALLEST);
        if (jumps[SMALLEST] > seen && jumps[SMALLEST] > 0.5 * jumps[SMALLEST - 4]) {
            return new Kink(0, difference.oneSided(-h), difference.oneSided(h));
        }
        for (int j = 4; j < SMALLEST; j++) {
            if (jumps[j] > seen && jumps[j + 1] < 0.1 * jumps[j] && jumps[j - 1] > jumps[j]) {
                return new Kink(difference.step(j + 1), difference.oneSided(-h), difference.oneSided(h));
            }
        }
        return null;
    }
}
