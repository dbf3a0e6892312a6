package io.xent.core;

/**
 * A linear layer before a softmax, {@code logits = H · Wᵀ + b}, or something of its shape, such as its gradient. A view
 * of the caller's arrays.
 *
 * @param weights classes × features: one row per class
 * @param bias 1 × classes, or null for none; −∞ at a class masks it
 */
public record LinearLayer(Matrix weights, Matrix bias) {

    /**
     * Checks the shapes.
     *
     * @throws IllegalArgumentException if the bias is not one number per class in the precision of the weights
     */
    public LinearLayer {
        if (bias != null && (bias.rows() != 1 || bias.columns() != weights.rows())) {
            throw new IllegalArgumentException("the bias is " + bias.rows() + "×" + bias.columns() + ", not 1×"
                    + weights.rows() + ", one number per row of the weights");
        }
        if (bias != null && !bias.samePrecision(weights)) {
            throw new IllegalArgumentException(
                    "weights are a " + weights + ", the bias is a " + bias + ": both must have one precision");
        }
    }

    /** A layer without a bias. */
    public LinearLayer(Matrix weights) {
        this(weights, null);
    }

    /** The number of classes. */
    public int classes() {
        return weights.rows();
    }

    /** The number of features. */
    public int features() {
        return weights.columns();
    }
}
