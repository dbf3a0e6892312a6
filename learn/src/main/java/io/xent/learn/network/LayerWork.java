package io.xent.learn.network;

/**
 * A layer at work on blocks of rows, forwards and back again. The arrays of values and gradients are given to it, a row after
 * another; what the way back needs of the values is still in them then.
 */
interface LayerWork {

    /** Whether outputs are written over the inputs, and gradients likewise: the arrays are then the same. */
    default boolean inPlace() {
        return false;
    }

    /** Whether all rows of a block have to go at once, as through one product; else any pieces of it may. */
    default boolean wholeBlocks() {
        return false;
    }

    /** Before each block: parameters may have changed. */
    default void begin() {}

    /** Writes the outputs of the rows {@code [from, to)}. */
    void forward(float[] in, float[] out, int from, int to);

    /**
     * Writes the gradient with respect to the inputs of some rows, and takes down that of the parameters.
     *
     * @param outGradient with respect to the outputs
     * @param inGradient null where nobody needs it
     */
    void backward(float[] in, float[] out, float[] outGradient, float[] inGradient, int from, int to);

    /** After all of so many rows went back: writes the gradient of the parameters. */
    default void end(int rows) {}
}
