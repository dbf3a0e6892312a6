package io.xent.derive;

import java.util.List;
import java.util.Optional;

/**
 * A worked derivation of a loss's gradient with the reader's numbers: the steps as they are read, and the results as
 * numbers. Made by {@link Explainer}.
 *
 * @param title what is explained
 * @param logits one row per example
 * @param probabilities their softmax, of the same shape; empty for a loss without probabilities
 * @param loss in nats for cross-entropy; the mean over the rows
 * @param gradient of the loss with respect to the logits
 * @param jacobian {@code ∂p_i/∂z_j} of a single row; empty where there are several, or no probabilities
 * @param layer the gradients of a linear layer below the logits, if there is one
 * @param steps in order
 */
public record Explanation(
        String title,
        double[][] logits,
        double[][] probabilities,
        double loss,
        double[][] gradient,
        double[][] jacobian,
        Optional<LayerGradient> layer,
        List<Step> steps) {

    /**
     * The gradients with respect to a linear layer.
     *
     * @param weights ∂L/∂W, K × D
     * @param bias ∂L/∂b
     * @param input ∂L/∂x
     */
    public record LayerGradient(double[][] weights, double[] bias, double[] input) {}

    public Explanation {
        steps = List.copyOf(steps);
    }
}
