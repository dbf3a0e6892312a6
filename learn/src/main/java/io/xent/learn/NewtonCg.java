package io.xent.learn;

import java.util.List;
import java.util.function.Function;

/**
 * Truncated Newton: each step solves (Hessian)·d = −gradient by preconditioned conjugate gradients, only as precisely as
 * is worth it, then searches along d. Nocedal and Wright, "Numerical Optimization", chapter 7.
 */
final class NewtonCg implements Solver {

    private static final int MAX_PRODUCTS = 250;

    private final Objective objective;
    private final Function<double[], Preconditioner> preconditioners;
    private final Vectors vectors;
    private final LineSearch lineSearch;
    private final double[] direction;
    private final double[] residual;
    private final double[] preconditioned;
    private final double[] conjugate;
    private final double[] product;

    private double[] point;
    private double[] gradient;
    private double value;
    private int passes;

    NewtonCg(
            Objective objective,
            Function<double[], Preconditioner> preconditioners,
            Vectors vectors,
            double relativeNoise) {
        this.objective = objective;
        this.preconditioners = preconditioners;
        this.vectors = vectors;
        int n = objective.dimension();
        lineSearch = new LineSearch(objective, vectors, relativeNoise);
        direction = new double[n];
        residual = new double[n];
        preconditioned = new double[n];
        conjugate = new double[n];
        product = new double[n];
        gradient = new double[n];
    }

    @Override
    public String name() {
        return "Newton-CG";
    }

    @Override
    public void start(double[] parameters, int passesBefore) {
        point = parameters.clone();
        value = objective.valueAndGradient(point, gradient);
        passes = passesBefore + 1;
    }

    @Override
    public boolean advance() {
        findDirection();
        double slope = vectors.dot(gradient, direction);
        if (!(slope < 0)) {
            return false;
        }
        boolean found = lineSearch.search(point, value, slope, direction, 1);
        passes += lineSearch.evaluations();
        if (!found) {
            return false;
        }
        point = lineSearch.exchangePoint(point);
        gradient = lineSearch.exchangeGradient(gradient);
        value = lineSearch.value();
        return true;
    }

    static double FORCE = Double.parseDouble(System.getProperty("force", "0.1"));

    private void findDirection() {
        Objective.Curvature hessian = objective.curvature(point);
        Preconditioner preconditioner = preconditioners.apply(point);
        java.util.Arrays.fill(direction, 0);
        vectors.step(direction, -1, gradient, residual);
        preconditioner.apply(residual, conjugate);
        double size = vectors.dot(residual, conjugate);
        double wanted = size * FORCE * FORCE;
        for (int i = 0; i < MAX_PRODUCTS && size > wanted; i++) {
            hessian.times(conjugate, product);
            passes++;
            double curvature = vectors.dot(conjugate, product);
            if (!(curvature > 0)) {
                break;
            }
            double step = size / curvature;
            vectors.add(step, conjugate, direction);
            vectors.add(-step, product, residual);
            preconditioner.apply(residual, preconditioned);
            double newSize = vectors.dot(residual, preconditioned);
            vectors.scaleAndAdd(preconditioned, newSize / size, conjugate);
            size = newSize;
        }
        if (vectors.dot(direction, direction) == 0) {
            vectors.step(direction, 1, conjugate, direction);
        }
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
