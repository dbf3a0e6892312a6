package io.xent.learn;

import io.xent.core.Parallelism;
import java.util.Arrays;

/**
 * Stands for the Hessian of the null model: {@code c · Cov(X) + λI} for every class, by its Cholesky factor, and the bias
 * of centred features.
 */
final class WhiteningPreconditioner implements Preconditioner {

    /**
     * Added where there is no penalty: what L-BFGS remembers is rounded to 32 bits, and along columns that repeat each other
     * that rounding would be divided by nothing.
     */
    private static final double RIDGE = 1e-6;

    private final FeatureMoments moments;
    private final int classes;
    private final double curvature;
    private final boolean unpenalised;
    private final Cholesky factor;
    private final Parallelism parallelism;

    /**
     * @param covariance its lower triangle; not changed
     */
    WhiteningPreconditioner(
            double[][] covariance, FeatureMoments moments, double[] priors, double lambda, Parallelism parallelism) {
        this.moments = moments;
        this.parallelism = parallelism;
        classes = priors.length;
        unpenalised = lambda == 0;
        double sum = 0;
        for (double c : ScalingPreconditioner.curvatures(priors)) {
            sum += c;
        }
        curvature = sum / classes;
        double[][] lower = new double[covariance.length][];
        for (int j = 0; j < lower.length; j++) {
            double[] row = covariance[j].clone();
            lower[j] = row;
            for (int k = 0; k <= j; k++) {
                row[k] *= curvature;
            }
            row[j] += unpenalised ? RIDGE * row[j] : lambda;
        }
        if (unpenalised) {
            leaveOutConstants(lower);
        }
        factor = new Cholesky(lower);
    }

    /** A constant without penalty has no curvature at all, and no gradient once it is centred. */
    private void leaveOutConstants(double[][] lower) {
        for (int j = 0; j < lower.length; j++) {
            if (isConstant(j)) {
                Arrays.fill(lower[j], 0, j, 0);
                lower[j][j] = 1;
                for (int k = j + 1; k < lower.length; k++) {
                    lower[k][j] = 0;
                }
            }
        }
    }

    private boolean isConstant(int feature) {
        return moments.variances()[feature] == 0;
    }

    @Override
    public void apply(double[] gradient, double[] direction) {
        double[] means = moments.means();
        int features = means.length;
        int bias = features * classes;
        parallelism.forEach(classes, k -> {
            double[] x = new double[features];
            for (int j = 0; j < features; j++) {
                x[j] = unpenalised && isConstant(j) ? 0 : gradient[j * classes + k] - means[j] * gradient[bias + k];
            }
            factor.solve(x);
            double shift = 0;
            for (int j = 0; j < features; j++) {
                direction[j * classes + k] = x[j];
                shift += means[j] * x[j];
            }
            direction[bias + k] = gradient[bias + k] / curvature - shift;
        });
    }
}
