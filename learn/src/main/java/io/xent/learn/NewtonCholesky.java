package io.xent.learn;

import java.util.List;

/**
 * Newton's method with the Hessian's factor made anew at each iteration, its steps shortened by a line search where the
 * objective is not yet like its quadratic model. It remembers nothing but where it stands. Boyd and Vandenberghe, "Convex
 * Optimization" (2004), section 9.5.
 */
final class NewtonCholesky implements Solver {

    /** How often an iteration goes through the data for the Hessian: for probabilities, and for their products. */
    private static final int HESSIAN_PASSES = 2;

    private final Objective objective;
    private final Refinement inverseHessian;
    private final Vectors vectors;
    private final LineSearch lineSearch;
    private final double[] direction;

    private double[] point;
    private double[] gradient;
    private double value;
    private int passes;

    /**
     * @param inverseHessian makes the inverse of the Hessian at a point
     * @param relativeNoise how far, relative to its size, a value of the objective may be off by rounding
     */
    NewtonCholesky(Objective objective, Refinement inverseHessian, Vectors vectors, double relativeNoise) {
        this.objective = objective;
        this.inverseHessian = inverseHessian;
        this.vectors = vectors;
        lineSearch = new LineSearch(objective, vectors, relativeNoise);
        direction = new double[objective.dimension()];
        gradient = new double[objective.dimension()];
    }

    @Override
    public String name() {
        return "Newton-Cholesky";
    }

    @Override
    public void start(double[] parameters, int passesBefore) {
        point = parameters.clone();
        value = objective.valueAndGradient(point, gradient);
        passes = passesBefore + 1;
    }

    @Override
    public boolean advance() {
        inverseHessian.at(point).apply(gradient, direction);
        passes += HESSIAN_PASSES;
        vectors.scale(-1, direction);
        double slope = vectors.dot(gradient, direction);
        if (!(slope < 0)) {
            return false;
        }
        boolean found = lineSearch.search(point, value, slope, direction, 1);
        passes += lineSearch.evaluations();
        if (found) {
            point = lineSearch.exchangePoint(point);
            gradient = lineSearch.exchangeGradient(gradient);
            value = lineSearch.value();
        }
        return found;
    }

    @Override
    public double[] parameters() {
        return point;
    }

    @Override
    public double value() {
        return value;
    }

    @Override
    public double[] gradient() {
        return gradient;
    }

    @Override
    public int passes() {
        return passes;
    }

    @Override
    public List<float[]> memory() {
        return List.of();
    }

    @Override
    public void restore(double[] parameters, List<float[]> memory, int passesBefore) {
        start(parameters, passesBefore - 1);
    }
}
