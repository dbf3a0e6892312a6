package io.xent.learn.verification;

/**
 * Sums of products, many side by side, each as if computed with twice the digits of a {@code double} and rounded at the
 * end: what rounding takes from a product and from the sum is kept and summed beside it. Ogita, Rump and Oishi, "Accurate
 * sum and dot product", SIAM Journal on Scientific Computing 26 (2005), algorithm Dot2. The error of n terms is at most one
 * rounding plus {@code n²·2⁻¹⁰⁶} of the sum of their absolute values.
 */
final class CompensatedSums {

    private final double[] high;
    private final double[] low;

    CompensatedSums(int count) {
        high = new double[count];
        low = new double[count];
    }

    int count() {
        return high.length;
    }

    void clear(int count) {
        for (int i = 0; i < count; i++) {
            high[i] = 0;
            low[i] = 0;
        }
    }

    void add(int at, double term) {
        double before = high[at];
        double sum = before + term;
        double kept = sum - before;
        low[at] += (before - (sum - kept)) + (term - kept);
        high[at] = sum;
    }

    void addProduct(int at, double a, double b) {
        double product = a * b;
        low[at] += Math.fma(a, b, -product);
        add(at, product);
    }

    /** To the sums from {@code at} on, {@code factor} times each of the numbers of {@code values} from {@code from} on. */
    void addProducts(int at, double factor, double[] values, int from, int count) {
        for (int i = 0; i < count; i++) {
            double product = factor * values[from + i];
            double lost = Math.fma(factor, values[from + i], -product);
            double before = high[at + i];
            double sum = before + product;
            double kept = sum - before;
            low[at + i] += lost + ((before - (sum - kept)) + (product - kept));
            high[at + i] = sum;
        }
    }

    void addAll(CompensatedSums other) {
        for (int i = 0; i < high.length; i++) {
            add(i, other.high[i]);
            low[i] += other.low[i];
        }
    }

    /** The sum, rounded once. */
    double value(int at) {
        return high[at] + low[at];
    }

    /** The difference of two sums, rounded once: their leading digits may be the same. */
    double difference(int at, int from) {
        double a = high[at];
        double b = high[from];
        double d = a - b;
        double kept = d - a;
        double lost = (a - (d - kept)) - (b + kept);
        return d + (lost + (low[at] - low[from]));
    }

    /** What rounding has taken from {@link #difference}. */
    double differenceRest(int at, int from) {
        double a = high[at];
        double b = high[from];
        double d = a - b;
        double kept = d - a;
        double lost = (a - (d - kept)) - (b + kept);
        double rest = lost + (low[at] - low[from]);
        return rest - ((d + rest) - d);
    }
}
