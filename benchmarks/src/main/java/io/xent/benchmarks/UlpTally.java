package io.xent.benchmarks;

/** Errors in units in the last place of a float: the largest, and the mean. */
final class UlpTally {

    private double max;
    private double sum;
    private long count;

    void add(float actual, double exact) {
        double error = Math.abs(actual - exact) / Math.ulp((float) exact);
        max = error <= max ? max : Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
        sum += error;
        count++;
    }

    double max() {
        return max;
    }

    double mean() {
        return sum / count;
    }

    long count() {
        return count;
    }
}
