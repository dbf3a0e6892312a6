package io.xent.learn;

import java.util.Arrays;

/**
 * Makes {@code gᵀs + ½ sᵀHs} small over {@code ‖s‖ ≤ radius} by preconditioned conjugate gradients, stopping where the
 * residual is small enough to be worth a new Hessian, or at the boundary. Lengths {@code ‖s‖² = sᵀPs} come from recurrences,
 * because only P's inverse is known.
 */
final class SteihaugSteps {

    private static final double LOOSEST = 0.5;
    private static final int MOST_PRODUCTS = 250;

    private final Preconditioner preconditioner;
    private final Vectors vectors;
    private final double[] step;
    private final double[] residual;
    private final double[] preconditioned;
    private final double[] direction;
    private final double[] product;

    private double gain;
    private double squaredLength;
    private boolean boundary;
    private int products;

    SteihaugSteps(Preconditioner preconditioner, Vectors vectors, int dimension) {
        this.preconditioner = preconditioner;
        this.vectors = vectors;
        step = new double[dimension];
        residual = new double[dimension];
        preconditioned = new double[dimension];
        direction = new double[dimension];
        product = new double[dimension];
    }

    void minimise(double[] gradient, Objective.Curvature curvature, double radius) {
        Arrays.fill(step, 0);
        System.arraycopy(gradient, 0, residual, 0, residual.length);
        preconditioner.apply(residual, direction);
        vectors.scale(-1, direction);
        double slope = -vectors.dot(residual, direction);
        double enough = enough(slope);
        double along = 0;
        double directionSquared = slope;
        squaredLength = 0;
        boundary = false;
        products = 0;
        while (slope > enough && products < MOST_PRODUCTS && !boundary) {
            curvature.times(direction, product);
            products++;
            double bend = vectors.dot(direction, product);
            double share = bend > 0 ? slope / bend : Double.POSITIVE_INFINITY;
            double longest = toBoundary(along, directionSquared, radius);
            boundary = share >= longest;
            share = Math.min(share, longest);
            vectors.add(share, direction, step);
            vectors.add(share, product, residual);
            squaredLength += share * (2 * along + share * directionSquared);
            preconditioner.apply(residual, preconditioned);
            double next = vectors.dot(residual, preconditioned);
            double beta = next / slope;
            vectors.scale(beta, direction);
            vectors.add(-1, preconditioned, direction);
            along = beta * (along + share * directionSquared);
            directionSquared = next + beta * beta * directionSquared;
            slope = next;
        }
        gain = -(vectors.dot(gradient, step) + vectors.dot(residual, step)) / 2;
    }

    /**
     * The squared residual that ends it. The slope is about twice the gain to be had, in nats: the nearer the optimum, the
     * smaller a share of the gradient is left, so that convergence is superlinear.
     */
    private static double enough(double slope) {
        double share = Math.min(LOOSEST, Math.sqrt(Math.sqrt(slope)));
        return share * share * slope;
    }

    /** How far one may go along the direction. */
    private double toBoundary(double along, double directionSquared, double radius) {
        double left = Math.max(0, radius * radius - squaredLength);
        return left / (along + Math.sqrt(along * along + directionSquared * left));
    }

    double[] step() {
        return step;
    }

    /** What the model says the step gains. */
    double predictedGain() {
        return gain;
    }

    double length() {
        return Math.sqrt(squaredLength);
    }

    boolean atBoundary() {
        return boundary;
    }

    /** How many products with the Hessian the last call took. */
    int products() {
        return products;
    }
}
