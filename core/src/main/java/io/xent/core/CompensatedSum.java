package io.xent.core;

/**
 * A sum that also keeps what rounding loses (Knuth's exact addition; Neumaier's summation): nearly as good as twice the
 * digits, and the plain sum where it is infinite or NaN.
 */
final class CompensatedSum {

    private double high;
    private double low;

    void clear() {
        high = 0;
        low = 0;
    }

    void add(double term) {
        double sum = high + term;
        double part = sum - high;
        low += (high - (sum - part)) + (term - part);
        high = sum;
    }

    /** What rounding has lost elsewhere. */
    void addLow(double lost) {
        low += lost;
    }

    double value() {
        double sum = high + low;
        return Double.isNaN(sum) ? high : sum;
    }
}
