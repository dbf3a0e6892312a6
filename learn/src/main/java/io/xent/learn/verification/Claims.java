package io.xent.learn.verification;

import java.util.OptionalDouble;

/**
 * What a model says of itself.
 *
 * @param objective mean loss plus penalty at its parameters, in nats
 * @param gradientNorm Euclidean norm of the objective's gradient there
 * @param gap how far above the minimum the objective is at most, in nats; empty where the model does not say
 * @param converged whether it is said to meet the tolerance
 * @param tolerance of the training, as in {@link io.xent.learn.SoftmaxRegression.Builder#tolerance}
 */
public record Claims(double objective, double gradientNorm, OptionalDouble gap, boolean converged, double tolerance) {}
