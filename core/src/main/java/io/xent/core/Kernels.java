package io.xent.core;

/**
 * The loops over blocks of rows: what a provider of faster ones implements. The scalar kernels of this module are the
 * specification; another provider is found by {@link java.util.ServiceLoader} and has to pass the contract of the
 * {@code testkit} module.
 *
 * <p>Which one runs is decided once, by the system property {@code xent.kernels}: {@code auto} (the default: another
 * provider where there is a usable one, else scalar), {@code scalar}, or the name of a provider such as {@code vector},
 * whose absence is then an error.
 *
 * <p>Arguments have been checked by the caller. A provider's matrices are {@link FloatMatrix} or {@link DoubleMatrix}: rows
 * in buffers are copied into arrays before, which {@link #active()} takes care of. Implementations hold no state and are called by many threads at once; a
 * row's results depend on that row alone, never on its neighbours or its place in the block. Outputs may be the inputs
 * themselves (the very same rows).
 */
public interface Kernels {

    /** The name that {@code -Dxent.kernels} knows them by. */
    String name();

    /** What a person wants to know about them: instruction set, lanes, why they are used or not. */
    default String description() {
        return name();
    }

    /** {@code out_ik = exp(x_ik / T) / Σ_j exp(x_ij / T)} of the rows {@code [from, to)}. */
    void probabilities(Matrix logits, int from, int to, double temperature, Matrix out);

    /** {@code out_ik = x_ik / T − log Σ_j exp(x_ij / T)} of the rows {@code [from, to)}. */
    void logProbabilities(Matrix logits, int from, int to, double temperature, Matrix out);

    /** {@code out_i = log Σ_j exp(x_ij / T)}, one column, of the rows {@code [from, to)}. */
    void logSumExp(Matrix logits, int from, int to, double temperature, Matrix out);

    /** The product of each row's Jacobian, 1/T included, and its vector, of the rows {@code [from, to)}. */
    void jacobianTimes(
            JacobianProduct product, Matrix logits, int from, int to, double temperature, Matrix vectors, Matrix out);

    /** {@link #probabilities(Matrix, int, int, double, Matrix)} of all rows. */
    default void probabilities(Matrix logits, double temperature, Matrix out) {
        probabilities(logits, 0, logits.rows(), temperature, out);
    }

    /** {@link #logProbabilities(Matrix, int, int, double, Matrix)} of all rows. */
    default void logProbabilities(Matrix logits, double temperature, Matrix out) {
        logProbabilities(logits, 0, logits.rows(), temperature, out);
    }

    /** {@link #logSumExp(Matrix, int, int, double, Matrix)} of all rows. */
    default void logSumExp(Matrix logits, double temperature, Matrix out) {
        logSumExp(logits, 0, logits.rows(), temperature, out);
    }

    /** Loss and gradient of {@link CrossEntropy}, as {@link LossBlock} asks for. */
    void crossEntropy(CrossEntropy loss, LossBlock block);

    /** The second derivative of {@link CrossEntropy} times a vector, per row, times the row's scale. */
    void crossEntropyHessianTimes(CrossEntropy loss, LossBlock block, Matrix vector, Matrix out);

    /** Products of matrices, for {@link LinearCrossEntropy}; plain loops unless the provider has its own. */
    default MatrixProduct matrixProduct() {
        return ScalarProduct.INSTANCE;
    }

    /** Convolutions of images, for networks; plain loops unless the provider has its own. */
    default Convolution convolution(ImageFilters filters) {
        return new ScalarConvolution(filters);
    }

    /** The largest values of squares of images, for networks; plain loops unless the provider has its own. */
    default Pooling pooling(ImageSquares squares) {
        return new ScalarPooling(squares);
    }

    /**
     * The kernels in use.
     *
     * @throws IllegalStateException if kernels are asked for by name and are not there
     */
    static Kernels active() {
        return KernelSelection.active();
    }

    /** The plain loops: always there, and what a provider falls back to for what it does not do faster. */
    static Kernels scalar() {
        return ScalarKernels.INSTANCE;
    }
}
