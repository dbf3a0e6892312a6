package io.xent.learn.network;

/** What follows a layer's sums, value by value. */
public enum Activation {
    /** {@code max(0, x)}; NaN stays NaN. */
    RELU,

    /** {@code tanh x}, within 7 units in the last place. */
    TANH,

    /**
     * {@code x · Φ(x)} with Φ the normal distribution function, by erf and not by an approximation with tanh. Hendrycks and
     * Gimpel, "Gaussian Error Linear Units" (2016). Its absolute error is below 1e-6 · max(1, |x|).
     */
    GELU
}
