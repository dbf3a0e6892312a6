package io.xent.core;

/**
 * The largest value of each square of pixels, by channel, and its gradient, which goes to the first of the largest: what
 * networks call max pooling, in single precision, images one after another in one array. {@code max} is that of
 * {@link Math#max(float, float)}: NaN where there is one, and then nobody gets the gradient.
 *
 * <p>No state: any number of threads may call it. A provider of {@link Kernels} may bring its own, with the same bits.
 */
public abstract class Pooling {

    private final ImageSquares squares;

    /** For providers. */
    protected Pooling(ImageSquares squares) {
        this.squares = squares;
    }

    /** That of the kernels in use. */
    public static Pooling active(ImageSquares squares) {
        return Kernels.active().pooling(squares);
    }

    /** What is pooled. */
    public final ImageSquares squares() {
        return squares;
    }

    /** Writes the largest values of the images {@code [from, to)}. */
    public abstract void forward(float[] in, float[] out, int from, int to);

    /**
     * Writes the gradient with respect to the images {@code [from, to)}.
     *
     * @param in as they were for {@link #forward}
     * @param out what that wrote
     * @param outGradient with respect to it
     */
    public abstract void inputGradient(
            float[] in, float[] out, float[] outGradient, float[] inGradient, int from, int to);
}
