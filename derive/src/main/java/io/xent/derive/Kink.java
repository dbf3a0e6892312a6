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

    /** A jump that is less than this part of the gradient is no kink that matters. */
    private static final double VISIBLE = 1e-4;

    /** From this step on the slopes at a kink have stopped changing, and those of smooth losses have not. */
    private static final int SMALL = 16;

    /** At the point or near it; null where none is seen. */
    static Kink near(CentralDifference difference, double scale) {
        Kink here = at(difference, scale);
        if (here != null) {
            return here;
        }
        double[] jumps = jumps(difference);
        for (int j = 4; j < SMALLEST; j++) {
            if (jumps[j] > VISIBLE * scale && jumps[j + 1] < 0.1 * jumps[j] && jumps[j - 1] > jumps[j]) {
                return between(difference, difference.step(j + 1));
            }
        }
        return null;
    }

    /**
     * At the point itself; null where none is seen. The jump of the slope stays level over 9 steps there, while it halves with the step
     * where the loss is smooth, and doubles where it is noise.
     */
    static Kink at(CentralDifference difference, double scale) {
        double[] jumps = jumps(difference);
        double level = jumps[SMALLEST];
        if (!(level > VISIBLE * scale)) {
            return null;
        }
        for (int j = SMALL; j < SMALLEST; j++) {
            if (!(jumps[j] > level / 2 && jumps[j] < level * 2)) {
                return null;
            }
        }
        return between(difference, 0);
    }

    private static Kink between(CentralDifference difference, double distance) {
        double h = difference.step(SMALLEST);
        return new Kink(distance, difference.oneSided(-h), difference.oneSided(h));
    }

    private static double[] jumps(CentralDifference difference) {
        double[] jumps = new double[SMALLEST + 1];
        for (int j = 0; j <= SMALLEST; j++) {
            double h = difference.step(j);
            jumps[j] = Math.abs(difference.oneSided(h) - difference.oneSided(-h));
        }
        return jumps;
    }
}
