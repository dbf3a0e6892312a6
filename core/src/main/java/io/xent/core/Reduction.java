package io.xent.core;

/**
 * How the losses of the rows become one number, and how their gradients are scaled with it. For no reduction at all ask
 * for {@link Loss#losses} and use {@link #SUM} for the gradient: then each row's gradient is that of its own loss.
 */
public enum Reduction {
    /**
     * The sum divided by what the rows count: {@code Σ_i r_i Σ_k w_k y_ik}, with r the weights of the rows that are not
     * ignored, w those of the classes and y the target before label smoothing. Without weights this is the number of
     * rows. See {@link Compatibility} for other denominators.
     */
    MEAN,
    /** The plain sum. */
    SUM
}
