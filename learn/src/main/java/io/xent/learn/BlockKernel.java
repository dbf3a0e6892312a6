package io.xent.learn;

/** The two matrix products of a block of rows, with its own working memory: for one thread at a time. */
interface BlockKernel {

    /**
     * Writes the logits of the block's rows.
     *
     * @param parameters features × classes, then one bias per class
     * @param z rows × classes
     */
    void forward(int block, double[] parameters, double[] z);

    /**
     * Adds what each row contributes to each parameter.
     *
     * @param r rows × classes
     * @param sums features × classes, then one per class
     */
    void backward(int block, double[] r, double[] sums);
}
