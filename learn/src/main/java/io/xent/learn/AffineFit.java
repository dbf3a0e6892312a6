package io.xent.learn;

import java.util.Arrays;

/**
 * Vector and matrix scaling by Newton's method: the mean log loss of {@code softmax(W z + b)} plus a prior that is quadratic
 * around the identity, so that it is strictly convex and has its minimum for any rows.
 *
 * <p>Diagonal and, in vector scaling, bias: {@code ½ (w − w₀)² / S} each for rows of total weight S, a normal prior of unit
 * variance that vanishes as rows come in. Matrix scaling has in place of that for the bias, and for W off the diagonal, the
 * penalty ODIR of Kull et al. (2019), {@code λ / (K(K − 1)) Σ_{k≠j} w_kj² + λ / K Σ_k b_k²}.
 */
final class AffineFit {

    private static final int MOST_STEPS = 100;

    private final CalibrationRows rows;
    private final boolean full;
    private final int classes;
    private final int width;
    private final double[] centre;
    private final double[] strength;

    private AffineFit(CalibrationRows rows, boolean full, double lambda) {
        this.rows = rows;
        this.full = full;
        classes = rows.classes();
        width = full ? classes + 1 : 2;
        centre = new double[classes * width];
        strength = new double[classes * width];
        double diagonal = 1 / rows.totalWeight();
        for (int k = 0; k < classes; k++) {
            Arrays.fill(strength, k * width, (k + 1) * width, 2 * lambda / (classes * (classes - 1.0)));
            strength[(k + 1) * width - 1] = full ? 2 * lambda / classes : diagonal;
            centre[diagonal(k)] = 1;
            strength[diagonal(k)] = diagonal;
        }
    }

    private int diagonal(int k) {
        return k * width + (full ? k : 0);
    }

    static ScalingMap vector(CalibrationRows rows) {
        AffineFit fit = new AffineFit(rows, false, 0);
        double[] found = fit.minimum();
        double[] factors = new double[fit.classes];
        double[] bias = new double[fit.classes];
        for (int k = 0; k < fit.classes; k++) {
            factors[k] = found[2 * k];
            bias[k] = found[2 * k + 1];
        }
        return new ScalingMap(factors, bias);
    }

    static MatrixMap matrix(CalibrationRows rows, double lambda) {
        AffineFit fit = new AffineFit(rows, true, lambda);
        double[] found = fit.minimum();
        double[][] weights = new double[fit.classes][];
        double[] bias = new double[fit.classes];
        for (int k = 0; k < fit.classes; k++) {
            weights[k] = Arrays.copyOfRange(found, k * fit.width, (k + 1) * fit.width - 1);
            bias[k] = found[(k + 1) * fit.width - 1];
        }
        return new MatrixMap(weights, bias);
    }

    private record Point(double[] parameters, double value, double[] gradient, double[][] hessian) {}

    /** Steps are halved until they lower the value; it ends where rounding leaves none that does. */
    private double[] minimum() {
        Point point = at(centre);
        for (int step = 0; step < MOST_STEPS; step++) {
            double[] direction = point.gradient().clone();
            new Cholesky(point.hessian()).solve(direction);
            Point next = lower(point, direction);
            if (next == null) {
                return point.parameters();
            }
            point = next;
        }
        return point.parameters();
    }

    private Point lower(Point point, double[] direction) {
        for (double share = 1; share > 1e-10; share /= 2) {
            double[] moved = point.parameters().clone();
            for (int a = 0; a < moved.length; a++) {
                moved[a] -= share * direction[a];
            }
            Point next = at(moved);
            if (next.value() < point.value()) {
                return next;
            }
        }
        return null;
    }

    private Point at(double[] parameters) {
        double[] gradient = new double[parameters.length];
        double[][] hessian = new double[parameters.length][];
        double value = 0;
        for (int a = 0; a < parameters.length; a++) {
            double off = parameters[a] - centre[a];
            value += strength[a] / 2 * off * off;
            gradient[a] = strength[a] * off;
            hessian[a] = new double[a + 1];
            hessian[a][a] = strength[a];
        }
        double loss = 0;
        for (int i = 0; i < rows.size(); i++) {
            loss += addRow(i, parameters, gradient, hessian);
        }
        return new Point(parameters, value + loss, gradient, hessian);
    }

    /** What parameter a of class k multiplies. */
    private double input(double[] z, int k, int a) {
        return a == width - 1 ? 1 : z[full ? a : k];
    }

    private double addRow(int i, double[] parameters, double[] gradient, double[][] hessian) {
        double[] z = rows.row(i);
        double[] p = new double[classes];
        int top = 0;
        for (int k = 0; k < classes; k++) {
            for (int a = 0; a < width; a++) {
                p[k] += parameters[k * width + a] * input(z, k, a);
            }
            top = p[k] > p[top] ? k : top;
        }
        int label = rows.label(i);
        double weight = rows.weights()[i] / rows.totalWeight();
        double loss = p[top] - p[label];
        double max = p[top];
        double rest = 0;
        for (int k = 0; k < classes; k++) {
            p[k] = Math.exp(p[k] - max);
            rest += k == top ? 0 : p[k];
        }
        for (int k = 0; k < classes; k++) {
            p[k] /= 1 + rest;
        }
        for (int k = 0; k < classes; k++) {
            double slope = weight * (p[k] - (k == label ? 1 : 0));
            for (int a = 0; a < width; a++) {
                gradient[k * width + a] += slope * input(z, k, a);
            }
            for (int l = 0; l <= k; l++) {
                addSquare(z, k, l, weight * p[k] * ((k == l ? 1 : 0) - p[l]), hessian);
            }
        }
        return weight * (loss + Math.log1p(rest));
    }

    private void addSquare(double[] z, int k, int l, double curvature, double[][] hessian) {
        for (int a = 0; a < width; a++) {
            double scaled = curvature * input(z, k, a);
            double[] row = hessian[k * width + a];
            for (int b = 0; b < (k == l ? a + 1 : width); b++) {
                row[l * width + b] += scaled * input(z, l, b);
            }
        }
    }
}
