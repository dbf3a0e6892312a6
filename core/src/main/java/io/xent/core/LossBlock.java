package io.xent.core;

/**
 * Consecutive rows of a loss to compute. All has been checked: shapes agree, targets that count are valid, and the
 * gradient is the logits themselves or has nothing in common with them.
 *
 * @param logits rows × classes
 * @param target of the same rows
 * @param scales what each row's gradient is multiplied by, not negative; a row of scale 0 must not be read, its loss and
 *     gradient are 0
 * @param losses where the loss of each row goes, not multiplied by its scale; null where it is not wanted
 * @param gradient where the gradient goes, rows × classes; null where it is not wanted
 */
public record LossBlock(Matrix logits, Target target, double[] scales, double[] losses, Matrix gradient) {}
