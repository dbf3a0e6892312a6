package io.xent.learn;

/**
 * A function of parameters that a {@link Solver} makes small. Its data may be anywhere: an implementation may sum over a
 * cluster. Arrays passed in are neither kept nor changed, except the one named as output.
 */
public interface Objective {

    /** How many parameters there are. */
    int dimension();

    /**
     * The value at {@code parameters}, and the gradient there written into {@code gradient}. Where the value is not
     * finite the gradient may be anything.
     */
    double valueAndGradient(double[] parameters, double[] gradient);

    /**
     * The second derivatives at {@code parameters}; of use until the next call of this method.
     *
     * @throws UnsupportedOperationException where they are not known, as L-BFGS need not know them
     */
    Curvature curvature(double[] parameters);

    /** A symmetric positive semi-definite matrix, known by its products. */
    interface Curvature {
        /** Writes the Hessian times {@code direction} into {@code product}. */
        void times(double[] direction, double[] product);
    }
}
