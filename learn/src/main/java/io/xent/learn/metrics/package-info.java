/**
 * How good predictions are: {@link io.xent.learn.metrics.EvaluationBuilder} takes logits or probabilities in batches,
 * {@link io.xent.learn.metrics.Evaluation} gives the figures. All sums are in 64 bits and in the order of the rows, so
 * the figures do not depend on how the rows were cut into batches.
 */
package io.xent.learn.metrics;
