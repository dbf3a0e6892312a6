package io.xent.learn;

/** A cheap stand-in for the inverse of a Hessian: symmetric, positive definite, linear. */
@FunctionalInterface
interface Preconditioner {

    /** Writes the direction that stands for (Hessian)⁻¹ · gradient. */
    void apply(double[] gradient, double[] direction);
}
