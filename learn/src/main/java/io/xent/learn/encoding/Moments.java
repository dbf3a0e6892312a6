package io.xent.learn.encoding;

/**
 * Count, mean and spread of the numbers in a column, missing ones left out. The mean is updated value by value and the
 * squares are summed about it in a second pass, so that neither cancels.
 *
 * @param deviation the square root of the mean squared distance from the mean (divided by the count, not count − 1)
 */
record Moments(int present, int missing, double mean, double deviation, double least, double greatest) {

    static Moments of(double[] values) {
        int present = 0;
        double mean = 0;
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                mean += (value - mean) / ++present;
                least = Math.min(least, value);
                greatest = Math.max(greatest, value);
            }
        }
        double squares = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                squares += (value - mean) * (value - mean);
            }
        }
        double deviation = present == 0 ? 0 : Math.sqrt(squares / present);
        return new Moments(present, values.length - present, mean, deviation, least, greatest);
    }

    boolean isConstant() {
        return least == greatest;
    }

    /** The mean, or 0 where numbers keep their units. */
    double centre(boolean scaling) {
        return scaling ? mean : 0;
    }

    /** The deviation, or 1 where numbers keep their units or are too much alike for their deviation to be above 0. */
    double scale(boolean scaling) {
        return scaling && deviation > 0 ? deviation : 1;
    }
}
