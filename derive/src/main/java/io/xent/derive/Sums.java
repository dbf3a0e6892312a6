package io.xent.derive;

/** Sums that keep what rounding loses (Neumaier), so that a total that should be 0 or 1 shows as such. */
final class Sums {

    private Sums() {}

    static double of(double... values) {
        double high = 0;
        double low = 0;
        for (double value : values) {
            double sum = high + value;
            double part = sum - high;
            low += (high - (sum - part)) + (value - part);
            high = sum;
        }
        double total = high + low;
        return Double.isNaN(total) ? high : total;
    }

    /** The sum, or the number of at most six decimals that it is up to a few ulp of each value. */
    static double withoutResidue(double... values) {
        double total = of(values);
        double residue = 0;
        for (double value : values) {
            residue += 4 * Math.ulp(value);
        }
        double typed = Math.rint(total * 1e6) / 1e6 + 0.0;
        return Math.abs(total - typed) <= residue ? typed : total;
    }
}
