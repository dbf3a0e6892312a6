package io.xent.learn;

import io.xent.core.Parallelism;

/**
 * Stands for the Hessian at a point, with what classes have to do with each other: exact, but for the sampling of rows,
 * in the directions in which the features vary most, and {@code c · Cov(X) + λI} for every class in the others. Where all
 * directions fit, it is the Hessian.
 *
 * <p>In features {@code x̃ = S(x − μ)} of about equal curvature, with V the basis, H the Hessian of the parameters of
 * {@code Vᵀx̃} and of the biases, and M the other matrix,
 *
 * <pre>  P⁻¹ = S (V H⁻¹ Vᵀ + Q S⁻¹M⁻¹S⁻¹ Q) S,   Q = I − VVᵀ.</pre>
 */
final class CoupledPreconditioner implements Preconditioner {

    private final FeatureMoments moments;
    private final double[] scales;
    private final double[] basis;
    private final int directions;
    private final int classes;
    private final SquareCholesky coupled;
    private final Cholesky others;
    private final Parallelism parallelism;

    /**
     * @param scales S, zero for a constant that no penalty bends
     * @param basis V, features × directions; null for all directions
     * @param coupled the factor of H, classes × (directions, then the bias)
     * @param others the factor of M; null where there are no other directions
     */
    CoupledPreconditioner(
            FeatureMoments moments,
            double[] scales,
            double[] basis,
            int directions,
            int classes,
            SquareCholesky coupled,
            Cholesky others,
            Parallelism parallelism) {
        this.moments = moments;
        this.scales = scales;
        this.basis = basis;
        this.directions = directions;
        this.classes = classes;
        this.coupled = coupled;
        this.others = others;
        this.parallelism = parallelism;
    }

    @Override
    public void apply(double[] gradient, double[] direction) {
        int features = scales.length;
        int bias = features * classes;
        double[][] scaled = new double[classes][features];
        double[] inside = new double[classes * (directions + 1)];
        parallelism.forEach(classes, k -> {
            for (int j = 0; j < features; j++) {
                scaled[k][j] = scales[j] * (gradient[j * classes + k] - moments.means()[j] * gradient[bias + k]);
            }
            project(scaled[k], inside, k * (directions + 1));
            inside[k * (directions + 1) + directions] = gradient[bias + k];
            if (basis != null) {
                solveOutside(scaled[k], inside, k * (directions + 1));
            }
        });
        coupled.solve(inside);
        parallelism.forEach(classes, k -> {
            double[] step = scaled[k];
            addInside(inside, k * (directions + 1), 1, step);
            double shift = 0;
            for (int j = 0; j < features; j++) {
                direction[j * classes + k] = scales[j] * step[j];
                shift += moments.means()[j] * scales[j] * step[j];
            }
            direction[bias + k] = inside[k * (directions + 1) + directions] - shift;
        });
    }

    /** {@code out = Vᵀx}. */
    private void project(double[] x, double[] out, int at) {
        if (basis == null) {
            System.arraycopy(x, 0, out, at, x.length);
            return;
        }
        for (int d = 0; d < directions; d++) {
            out[at + d] = 0;
        }
        for (int j = 0; j < x.length; j++) {
            double xj = x[j];
            int row = j * directions;
            for (int d = 0; d < directions; d++) {
                out[at + d] += xj * basis[row + d];
            }
        }
    }

    /** {@code x += f V a}; where V is the identity, {@code x = a}. */
    private void addInside(double[] a, int at, double factor, double[] x) {
        if (basis == null) {
            System.arraycopy(a, at, x, 0, x.length);
            return;
        }
        for (int j = 0; j < x.length; j++) {
            double sum = 0;
            int row = j * directions;
            for (int d = 0; d < directions; d++) {
                sum += basis[row + d] * a[at + d];
            }
            x[j] += factor * sum;
        }
    }

    /** {@code x ← Q S⁻¹M⁻¹S⁻¹ Q x}, given {@code Vᵀx}. */
    private void solveOutside(double[] x, double[] projected, int at) {
        addInside(projected, at, -1, x);
        unscale(x);
        others.solve(x);
        unscale(x);
        double[] left = new double[directions];
        project(x, left, 0);
        addInside(left, 0, -1, x);
    }

    private void unscale(double[] x) {
        for (int j = 0; j < x.length; j++) {
            x[j] = scales[j] == 0 ? 0 : x[j] / scales[j];
        }
    }
}
