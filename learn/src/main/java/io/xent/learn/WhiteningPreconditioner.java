package io.xent.learn;

import io.xent.core.Parallelism;
import java.util.Arrays;

/**
 * Stands for the Hessian of the null model: {@code c · Cov(X) + λI} for every class, by its Cholesky factor, and the bias
 * of centred features. The covariance is that of a sample of rows, its diagonal at least that of all rows.
 */
final class WhiteningPreconditioner implements Preconditioner {

    private static final int SAMPLE_ROWS = 16_384;
    private static final int BAND = 16;

    private final FeatureMoments moments;
    private final int classes;
    private final double curvature;
    private final boolean unpenalised;
    private final Cholesky factor;
    private final Parallelism parallelism;

    WhiteningPreconditioner(
            DenseFeatures features, FeatureMoments moments, double[] priors, double lambda, Parallelism parallelism) {
        this.moments = moments;
        this.parallelism = parallelism;
        classes = priors.length;
        unpenalised = lambda == 0;
        double sum = 0;
        for (double c : ScalingPreconditioner.curvatures(priors)) {
            sum += c;
        }
        curvature = sum / classes;
        double[][] lower = covariance(features);
        for (int j = 0; j < lower.length; j++) {
            double[] row = lower[j];
            for (int k = 0; k < j; k++) {
                row[k] *= curvature;
            }
            row[j] = curvature * Math.max(row[j], moments.variances()[j]) + lambda;
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

    private double[][] covariance(DenseFeatures features) {
        int columns = features.columns();
        double[][] lower = new double[columns][];
        int stride = Math.max(1, features.rows() / SAMPLE_ROWS);
        int sampled = (features.rows() + stride - 1) / stride;
        parallelism.forEach((columns + BAND - 1) / BAND, band -> {
            int from = band * BAND;
            int to = Math.min(columns, from + BAND);
            for (int j = from; j < to; j++) {
                lower[j] = new double[j + 1];
            }
            double[][] four = new double[4][to];
            for (int i = 0; i < features.rows(); i += 4 * stride) {
                for (int row = 0; row < 4; row++) {
                    centredRow(features, i + row * stride, four[row]);
                }
                for (int j = from; j < to; j++) {
                    addProducts(lower[j], four[0], four[1], four[2], four[3], j);
                }
            }
            for (int j = from; j < to; j++) {
                for (int k = 0; k <= j; k++) {
                    lower[j][k] /= sampled;
                }
            }
        });
        return lower;
    }

    private void centredRow(DenseFeatures features, int row, double[] into) {
        if (row >= features.rows()) {
            Arrays.fill(into, 0);
            return;
        }
        int offset = features.offset(row);
        double[] means = moments.means();
        if (features.array(row) instanceof float[] values) {
            for (int j = 0; j < into.length; j++) {
                into[j] = values[offset + j] - means[j];
            }
        } else {
            double[] values = (double[]) features.array(row);
            for (int j = 0; j < into.length; j++) {
                into[j] = values[offset + j] - means[j];
            }
        }
    }

    private static void addProducts(double[] sum, double[] x0, double[] x1, double[] x2, double[] x3, int j) {
        double a0 = x0[j];
        double a1 = x1[j];
        double a2 = x2[j];
        double a3 = x3[j];
        for (int k = 0; k < sum.length; k++) {
            sum[k] += a0 * x0[k] + a1 * x1[k] + a2 * x2[k] + a3 * x3[k];
        }
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
