package io.xent.derive;

import java.util.List;

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
 * @param steps in order
 */
public record Explanation(
        String title,
        double[][] logits,
        double[][] probabilities,
        double loss,
        double[][] gradient,
        double[][] jacobian,
        List<Step> steps) {

    public Explanation {
        steps = List.copyOf(steps);
    }
}
