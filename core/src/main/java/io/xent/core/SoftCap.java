package io.xent.core;

/** The soft cap c · tanh(x / c) of a row, its slopes and its curvature. Masks stay masks: −∞ keeps its place, slope 0. */
final class SoftCap {

    private final double cap;
    private final double[] slopes;
    private final double[] ratios;

    SoftCap(double cap, int columns) {
        this.cap = cap;
        slopes = new double[columns];
        ratios = new double[columns];
    }

    /** Caps the logits, and remembers the slopes: sech²(x / c), from exponentials so that it is right where tanh is 1. */
    void apply(double[] logits) {
        for (int k = 0; k < slopes.length; k++) {
            if (logits[k] == Double.NEGATIVE_INFINITY) {
                ratios[k] = -1;
                slopes[k] = 0;
                continue;
            }
            double scaled = logits[k] / cap;
            double low = Elementary.fma(-scaled, cap, logits[k]) / cap;
            double decay = Elementary.exp(-2 * Math.abs(scaled));
            decay -= decay == 0 ? 0 : 2 * decay * Math.copySign(1, scaled) * low;
            ratios[k] = Elementary.tanh(scaled);
            slopes[k] = 4 * decay / ((1 + decay) * (1 + decay));
            logits[k] = cap * ratios[k];
        }
    }

    /** Multiplies by the slopes. */
    void chain(double[] values) {
        for (int k = 0; k < slopes.length; k++) {
            values[k] = slopes[k] == 0 ? 0 : values[k] * slopes[k];
        }
    }

    /**
     * Replaces a gradient that already has the slopes in it by its part of the Hessian times u: the second derivative of
     * the cap is {@code −2 tanh / c} times its slope.
     */
    double[] curvatureTimes(double[] gradient, double[] u) {
        for (int k = 0; k < slopes.length; k++) {
            gradient[k] = slopes[k] == 0 ? 0 : gradient[k] * (-2 * ratios[k] / cap) * u[k];
        }
        return gradient;
    }
}
