package io.xent.learn;

import io.xent.core.Parallelism;
import java.util.Arrays;

/** The covariance of dense features: that of a sample of rows, its diagonal at least that of all rows. */
final class Covariance {

    private static final int SAMPLE_ROWS = 16_384;
    private static final int BAND = 16;

    private Covariance() {}

    /** The lower triangle. */
    static double[][] of(DenseFeatures features, FeatureMoments moments, Parallelism parallelism) {
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
                    centredRow(features, moments, i + row * stride, four[row]);
                }
                for (int j = from; j < to; j++) {
                    addProducts(lower[j], four[0], four[1], four[2], four[3], j);
                }
            }
            for (int j = from; j < to; j++) {
                for (int k = 0; k <= j; k++) {
                    lower[j][k] /= sampled;
                }
                lower[j][j] = Math.max(lower[j][j], moments.variances()[j]);
            }
        });
        return lower;
    }

    private static void centredRow(DenseFeatures features, FeatureMoments moments, int row, double[] into) {
        if (row >= features.rows()) {
            Arrays.fill(into, 0);
            return;
        }
        features.row(row, into, into.length);
        for (int j = 0; j < into.length; j++) {
            into[j] -= moments.means()[j];
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
}
