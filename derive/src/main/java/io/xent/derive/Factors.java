package io.xent.derive;

import io.xent.core.Reduction;

/** What a factor common to all components of a gradient is likely to mean. */
final class Factors {

    private Factors() {}

    /**
     * @param close how far, relatively, the factor may be from the one that it is taken for
     */
    static String hint(double factor, double close, LogitGradient exact) {
        double n = exact.rows();
        double k = exact.classes();
        double t = exact.loss().temperature();
        double size = Math.abs(factor);
        String sign = factor < 0 ? ": the sign is flipped" + (is(size, 1, close) ? "" : ", and") : ":";
        if (is(size, 1, close)) {
            return sign;
        }
        boolean mean = exact.loss().reduction() == Reduction.MEAN;
        String what;
        if (mean && n > 1 && is(size, n, close)) {
            what = " the 1/N of the mean over " + (int) n + " rows is missing";
        } else if (!mean && n > 1 && is(size, 1 / n, close)) {
            what = " this is the gradient of the mean over " + (int) n + " rows, not of the sum";
        } else if (is(size, 1 / n, close)) {
            what = " the mean over " + (int) n + " rows was taken twice";
        } else if (t != 1 && is(size, t, close)) {
            what = " the 1/T is missing, T = " + Numeral.of(t);
        } else if (t != 1 && is(size, 1 / t, close)) {
            what = " it was divided by T = " + Numeral.of(t) + " twice";
        } else if (is(size, 1 / k, close) || is(size, k, close)) {
            what = size < 1
                    ? " it was also divided by the " + (int) k + " classes"
                    : " it was multiplied by the number of classes";
        } else if (mean && is(size, 1 / k * n, close)) {
            what = " the mean was taken over the classes instead of the rows";
        } else {
            return factor < 0 ? ": the sign is flipped, and a factor is wrong" : ": a factor is wrong";
        }
        return sign + what;
    }

    private static boolean is(double size, double value, double close) {
        return Math.abs(size / value - 1) <= close;
    }
}
