package io.xent.core;

/**
 * A number per row of logits that says how far they are from the target, with its derivatives with respect to the
 * logits. Immutable; may be used by many threads at once.
 *
 * <p>Results never depend, in any bit, on how many threads work or how rows are grouped: a row's loss and gradient are
 * functions of that row (and of the common denominator of a mean), and sums are taken in the order of the rows over
 * blocks whose size depends on the number of classes only.
 *
 * <p>All methods throw {@link IllegalArgumentException} where shapes disagree or a target is not one over these classes;
 * the message names the row, the value and the range. Rows that are ignored or weigh nothing are not read: they lose 0,
 * and their gradient is 0.
 */
public interface Loss {

    /** The losses of the rows reduced to one number, by default their mean. In nats for {@link CrossEntropy}. */
    double loss(Matrix logits, Target target);

    /** Writes the loss of each row, times its row weight, into {@code out[0 … rows)}: no reduction. */
    void losses(Matrix logits, Target target, double[] out);

    /** Writes the gradient of {@link #loss} into {@code gradient}, which has the shape of the logits and may be them. */
    void gradient(Matrix logits, Target target, Matrix gradient);

    /** Both at once; {@code gradient} may be {@code logits}, which are then overwritten. */
    double lossAndGradient(Matrix logits, Target target, Matrix gradient);

    /**
     * Writes the second derivative of {@link #loss} times a vector: for each row i of {@code vector}, {@code out_i = H_i
     * vector_i} with {@code H_i} the K×K matrix of second derivatives with respect to the logits of row i, which is never
     * built. {@code out} may be {@code vector} or {@code logits}.
     */
    void hessianTimes(Matrix logits, Target target, Matrix vector, Matrix out);
}
