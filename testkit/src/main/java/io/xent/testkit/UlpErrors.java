package io.xent.testkit;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * Errors against exact values, in units in the last place of the exact value (or of a magnitude that is given) at the
 * precision of the result: the largest, and the root of the mean square.
 */
public final class UlpErrors {

    private final boolean single;
    private double max;
    private double sumOfSquares;
    private long count;
    private String worst = "none";

    /** @param single whether results are floats, else doubles */
    public UlpErrors(boolean single) {
        this.single = single;
    }

    /** Compares a result with what it should be. */
    public void add(double actual, BigDecimal exact, String what) {
        add(actual, exact, exact, what);
    }

    /** Compares, in units in the last place of {@code magnitude}. */
    public void add(double actual, BigDecimal exact, BigDecimal magnitude, String what) {
        double error = Double.isFinite(actual)
                ? new BigDecimal(actual)
                        .subtract(exact)
                        .abs()
                        .divide(new BigDecimal(ulp(magnitude)), new MathContext(10, RoundingMode.HALF_UP))
                        .doubleValue()
                : Double.POSITIVE_INFINITY;
        if (!(error <= max)) {
            max = error;
            worst = what + ": " + actual + " instead of " + exact.round(new MathContext(25));
        }
        sumOfSquares += error * error;
        count++;
    }

    private double ulp(BigDecimal magnitude) {
        double m = Math.abs(magnitude.doubleValue());
        return single ? Math.ulp((float) m) : Math.ulp(m);
    }

    public double max() {
        return max;
    }

    public double rms() {
        return count == 0 ? 0 : Math.sqrt(sumOfSquares / count);
    }

    public long count() {
        return count;
    }

    /** Where the largest error was. */
    public String worst() {
        return worst;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "max %.3f, RMS %.3f ulp of %d; worst %s", max, rms(), count, worst);
    }
}
