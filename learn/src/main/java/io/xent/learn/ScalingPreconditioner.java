package io.xent.learn;

import io.xent.core.Parallelism;

/**
 * Stands for the Hessian of a model whose features are independent of each other: each weight in the units of its
 * feature, and each bias that of centred features. Centring is a change of variables, {@code b' = b + Wμ}, so that sparse
 * features stay sparse.
 */
final class ScalingPreconditioner implements Preconditioner {

    private static final int PIECES = 64;

    private final FeatureMoments moments;
    private final double[] curvatures;
    private final double lambda;
    private final Parallelism parallelism;

    /**
     * @param priors of each class
     */
    ScalingPreconditioner(FeatureMoments moments, double[] priors, double lambda, Parallelism parallelism) {
        this.moments = moments;
        this.lambda = lambda;
        this.parallelism = parallelism;
        curvatures = curvatures(priors);
    }

    /** What a class of the null model contributes to the second derivatives: {@code p(1 − p)}. */
    static double[] curvatures(double[] priors) {
        double[] curvatures = new double[priors.length];
        for (int k = 0; k < priors.length; k++) {
            curvatures[k] = priors[k] * (1 - priors[k]);
        }
        return curvatures;
    }

    @Override
    public void apply(double[] gradient, double[] direction) {
        int features = moments.means().length;
        int classes = curvatures.length;
        int bias = features * classes;
        double[][] shifts = new double[PIECES][classes];
        parallelism.forEach(PIECES, piece -> {
            int to = (int) ((long) features * (piece + 1) / PIECES);
            for (int j = (int) ((long) features * piece / PIECES); j < to; j++) {
                double mean = moments.means()[j];
                double variance = moments.variances()[j];
                for (int k = 0; k < classes; k++) {
                    double centred = gradient[j * classes + k] - mean * gradient[bias + k];
                    double curvature = curvatures[k] * variance + lambda;
                    double step = curvature > 0 ? centred / curvature : 0;
                    direction[j * classes + k] = step;
                    shifts[piece][k] += mean * step;
                }
            }
        });
        for (int k = 0; k < classes; k++) {
            direction[bias + k] = gradient[bias + k] / curvatures[k];
            for (double[] shift : shifts) {
                direction[bias + k] -= shift[k];
            }
        }
    }
}
