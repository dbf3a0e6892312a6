package io.xent.learn;

import java.util.OptionalDouble;

/**
 * How far a trained model is from the optimum of its objective f, recomputed in 64 bits after the last iteration for
 * the very parameters that are kept.
 *
 * @param gradientNorm Euclidean norm of the gradient of f (mean loss plus penalty), in nats per unit of the parameters; of
 *     its shortest subgradient where the penalty has absolute values
 * @param gap an upper bound on {@code f(parameters) − min f}, in nats: the duality gap, which equals
 *     {@code ‖∇_W f‖² / (2λ)} for squares alone, once the unpenalised bias is optimal; empty where no bound is known: without a penalty, or with
 *     more than 4,096 classes
 */
public record Certificate(double gradientNorm, OptionalDouble gap) {}
