package io.xent.derive;

/** The losses that {@link Explainer} explains. */
public enum ExplainedLoss {
    /** {@code −Σ_k y_k log p_k} with p the softmax of the logits. */
    CROSS_ENTROPY,
    /** Weston and Watkins' hinge loss, the sum over all classes that come within the margin 1 of the target. */
    HINGE,
    /** Crammer and Singer's hinge loss, of the one class that competes most. */
    CRAMMER_SINGER
}
