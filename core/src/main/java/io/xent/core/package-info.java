/**
 * Functions of logits: the softmax, losses that are computed from logits, and their exact derivatives.
 *
 * <p>Two classes are all that most users need: {@link io.xent.core.Softmax} turns logits into probabilities, and
 * {@link io.xent.core.CrossEntropy} says how far logits are from a {@link io.xent.core.Target}, with the gradient that
 * training needs. Both work on a {@link io.xent.core.Matrix}, a view of an array of yours.
 *
 * <pre>{@code
 * double[] logits = {3, 4, 1};
 * double[] p = Softmax.of(logits);                       // 0.2595, 0.7054, 0.0351
 * Matrix row = Matrix.row(logits);
 * double loss = new CrossEntropy().lossAndGradient(row, Target.classIndices(1), row);
 * // loss is 0.3490; logits now holds the gradient       // 0.2595, -0.2946, 0.0351
 * }</pre>
 *
 * <p>Nothing here starts a thread, opens a file or keeps state.
 */
package io.xent.core;
