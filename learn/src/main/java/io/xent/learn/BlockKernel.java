package io.xent.learn;

/** The two matrix products of a block of rows, with its own working memory: for one thread at a time. */
interface BlockKernel {

    /**
     * Sets the parameters of the blocks to come.
     *
     * @param parameters features × classes, then one bias per class; kept until the next call
     */
    void take(double[] parameters);

    /**
     * Writes the logits of the block's rows.
     *
     * @param z rows × classes
     */
    void forward(int block, double[] z);

    /**
     * Adds what each row contributes to each parameter, for the block that went forward last.
     *
     * @param r rows × classes
     * @param sums classes × features, then one per class
     */
    void backward(int block, double[] r, double[] sums);
}
