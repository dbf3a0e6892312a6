package io.xent.learn;

import io.xent.core.LinearCrossEntropy;
import io.xent.core.Target;

/** What {@link FusedPass} does with the rows of one chunk, on all threads together. */
interface FusedKernel {

    /**
     * Sets the parameters of the rows to come.
     *
     * @param parameters features × classes, then one bias per class
     */
    void take(double[] parameters);

    /** Brings rows {@code [from, to)} to where products find them, and forgets the sums over others. */
    void load(int from, int to);

    /**
     * The loss of the rows loaded; adds its derivatives to the sums.
     *
     * @param target of these rows, with their weights
     */
    double lossAndGradient(LinearCrossEntropy loss, Target target);

    /**
     * Writes logits.
     *
     * @param at the first row, counted among those loaded
     * @param z block by block, each rows × classes
     */
    void forward(int at, int rows, double[][] z);

    /** Adds what each row contributes to each parameter, of the rows that went forward last. */
    void backward(int at, int rows, double[][] r);

    /**
     * Adds the sums over the rows loaded to {@code total}.
     *
     * @param total features × classes, then one per class
     */
    void addSums(double[] total);
}
