package io.xent.derive;

import java.util.List;
import java.util.Optional;

/**
 * Entropy and what belongs to it, worked out by {@link InformationExplainer}. All in nats.
 *
 * @param title what is explained
 * @param p the distribution, normalised
 * @param q the other one, if there is one
 * @param entropy H(p)
 * @param crossEntropy H(p, q)
 * @param divergence D(p ‖ q)
 * @param perplexity exp H(p)
 * @param steps in order
 */
public record InformationExplanation(
        String title,
        double[] p,
        Optional<double[]> q,
        double entropy,
        Optional<Double> crossEntropy,
        Optional<Double> divergence,
        double perplexity,
        List<Step> steps) {

    public InformationExplanation {
        steps = List.copyOf(steps);
    }
}
