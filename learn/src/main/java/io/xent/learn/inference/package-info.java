/**
 * Statistical inference on softmax regression: {@link io.xent.learn.inference.Inference#of} fits to the last bits and gives
 * {@link io.xent.learn.inference.Coefficient coefficients} with standard errors, a
 * {@link io.xent.learn.inference.ColumnTest likelihood-ratio test} per column, and names what cannot be estimated:
 * {@link io.xent.learn.inference.Alias aliased} features and {@link io.xent.learn.inference.Separation separated} classes.
 */
package io.xent.learn.inference;
