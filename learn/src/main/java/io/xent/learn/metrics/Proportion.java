package io.xent.learn.metrics;

/** Collects a weighted proportion and what its interval of confidence needs. */
final class Proportion {
    private long rows;
    private final Sum weight = new Sum();
    private final Sum squaredWeight = new Sum();
    private final Sum successes = new Sum();

    /** @param success 1 or 0, or what is to be expected of it */
    void add(double success, double rowWeight) {
        rows++;
        weight.add(rowWeight);
        squaredWeight.add(rowWeight * rowWeight);
        successes.add(rowWeight * success);
    }

    long rows() {
        return rows;
    }

    double weight() {
        return weight.value();
    }

    /** NaN where there are no rows. */
    double value() {
        return rows == 0 ? Double.NaN : Math.min(1, successes.value() / weight.value());
    }

    /**
     * Wilson's interval with Kish's effective number of rows {@code (Σw)²/Σw²}: what unequal weights leave of the
     * information, and the number of rows itself where all weigh the same, be it 1 or 7.
     */
    Interval interval() {
        if (rows == 0) {
            return Interval.wilson(0, 0);
        }
        double trials = weight.value() * (weight.value() / squaredWeight.value());
        return Interval.wilson(value() * trials, trials);
    }
}
