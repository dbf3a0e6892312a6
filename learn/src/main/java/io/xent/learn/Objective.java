package io.xent.learn;

/**
 * A function of parameters that a {@link Solver} makes small. Data may be anywhere: an implementation may sum over a
 * cluster. Nothing passed in is kept or changed, except the array named as output.
 */
public interface Objective {

    /** How many parameters there are. */
    int dimension();

    /** The value at {@code parameters}; writes the gradient there into {@code gradient}. Costs about one pass over the data. */
    double valueAndGradient(double[] parameters, double[] gradient);

    /**
     * Writes the Hessian at {@code parameters} times {@code direction} into {@code product}. Many products are asked for
     * at the same parameters in a row, so an implementation may keep what depends on these alone.
     */
    void hessianTimes(double[] parameters, double[] direction, double[] product);
}
