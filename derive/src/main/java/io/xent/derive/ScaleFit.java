package io.xent.derive;

/**
 * The factor that makes a known gradient most like a stated one, by least squares.
 *
 * @param factor stated ≈ factor · known
 * @param residual what is left, relative to the largest stated component
 */
record ScaleFit(double factor, double residual) {

    static ScaleFit of(double[] stated, double[] known) {
        double largest = 0;
        for (double value : known) {
            largest = Math.max(largest, Math.abs(value));
        }
        double product = 0;
        double square = 0;
        for (int k = 0; k < known.length && largest > 0; k++) {
            product += stated[k] * (known[k] / largest);
            square += (known[k] / largest) * (known[k] / largest);
        }
        double factor = square == 0 ? Double.NaN : product / square / largest;
        double rest = 0;
        double size = 0;
        for (int k = 0; k < known.length; k++) {
            rest = Math.max(rest, Math.abs(stated[k] - factor * known[k]));
            size = Math.max(size, Math.abs(stated[k]));
        }
        return new ScaleFit(factor, size == 0 || Double.isNaN(factor) ? Double.POSITIVE_INFINITY : rest / size);
    }

    /** Whether the factor explains the stated gradient up to a relative tolerance, and is not 1. */
    boolean explains(double tolerance) {
        return residual <= tolerance && Math.abs(factor - 1) > tolerance;
    }

    /** The factor in words. */
    String words() {
        double size = Math.abs(factor);
        String sign = factor < 0 ? "−" : "";
        if (isWhole(size)) {
            return sign + (long) Math.rint(size);
        }
        return isWhole(1 / size) ? sign + "1/" + (long) Math.rint(1 / size) : sign + Numeral.brief(size);
    }

    private static boolean isWhole(double value) {
        return value < 1e9 && value > 0.5 && Math.abs(value - Math.rint(value)) < 1e-4 * value;
    }
}
