package io.xent.learn.network;

/**
 * A layer at work on blocks of rows, forwards and back again, with the arrays that takes. Arrays that are given out are
 * of use until the next block.
 */
interface LayerWork {

    /**
     * The outputs of so many rows, row after row; may be the array of the inputs, written over. What the way back needs
     * of the inputs stays where it is until then.
     */
    float[] forward(float[] in, int rows);

    /**
     * Writes the gradient of the layer's parameters for the rows of the last {@link #forward}, and gives that of its
     * inputs, which may be the array of the outputs' gradient, written over.
     *
     * @param gradient with respect to the outputs
     * @param inputWanted whether somebody needs the gradient of the inputs; if not, null may be given
     */
    float[] backward(float[] gradient, int rows, boolean inputWanted);
}
