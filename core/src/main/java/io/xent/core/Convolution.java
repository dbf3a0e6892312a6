package io.xent.core;

/**
 * Convolutions of images, as networks call them, and their gradients: with r = size / 2 and values beyond the edges 0,
 *
 * <pre>  out[y][x][f] = b[f] + Σ_{v,u,c} w[f][v][u][c] · in[y + v − r][x + u − r][c]</pre>
 *
 * in single precision, images one after another in one array. Parameters are filters × fan-in weights, row-major, and
 * then the biases. Each sum is taken in an order that depends on the {@link ImageFilters} alone, gradients of parameters
 * image by image; with unit roundoff u and n terms the error is at most about {@code n · u · Σ|w||in|}. NaN and ∞ spread as
 * in arithmetic to every pixel whose filter meets them; parameters are finite.
 *
 * <p>An object belongs to one layer. Between two calls of {@link #use} the others may be called by many threads at once for
 * images of their own. A provider of {@link Kernels} may bring its own; those of this module are plain loops.
 */
public abstract class Convolution {

    private final ImageFilters filters;

    /** For providers. */
    protected Convolution(ImageFilters filters) {
        this.filters = filters;
    }

    /** That of the kernels in use. */
    public static Convolution active(ImageFilters filters) {
        return Kernels.active().convolution(filters);
    }

    /** What is convolved with what. */
    public final ImageFilters filters() {
        return filters;
    }

    /** Takes a copy of the parameters, which begin at {@code at}, for the calls that follow. */
    public abstract void use(float[] parameters, int at);

    /** Writes the outputs of the images {@code [from, to)}. */
    public abstract void forward(float[] in, float[] out, int from, int to);

    /**
     * Adds the gradient of the parameters, which lies as they do and begins at {@code at}, for the images
     * {@code [from, to)}.
     *
     * @param outGradient with respect to the outputs
     */
    public abstract void addParameterGradient(
            float[] in, float[] outGradient, int from, int to, float[] gradient, int at);

    /** Writes the gradient with respect to the images {@code [from, to)}, given that with respect to their outputs. */
    public abstract void inputGradient(float[] outGradient, float[] inGradient, int from, int to);
}
