package io.xent.learn;

/** The factor of a symmetric positive definite matrix: {@code A = L Lᵀ}, rows of the lower triangle. */
public final class Cholesky {

    private final double[][] lower;

    /**
     * Overwrites the lower triangle given. A pivot that rounding has made too small is replaced by a tiny one relative to
     * its diagonal, so that a semi-definite matrix has a factor too.
     */
    public Cholesky(double[][] lower) {
        this.lower = lower;
        for (int j = 0; j < lower.length; j++) {
            double[] row = lower[j];
            double diagonal = row[j];
            for (int k = 0; k < j; k++) {
                row[k] = (row[k] - dot(row, lower[k], k)) / lower[k][k];
            }
            row[j] = Math.sqrt(Math.max(diagonal - dot(row, row, j), Math.max(1e-11 * diagonal, 1e-290)));
        }
    }

    private static double dot(double[] x, double[] y, int length) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i + 4 <= length; i += 4) {
            s0 += x[i] * y[i];
            s1 += x[i + 1] * y[i + 1];
            s2 += x[i + 2] * y[i + 2];
            s3 += x[i + 3] * y[i + 3];
        }
        for (; i < length; i++) {
            s0 += x[i] * y[i];
        }
        return (s0 + s1) + (s2 + s3);
    }

    /** Replaces x by {@code A⁻¹ x}. */
    public void solve(double[] x) {
        for (int j = 0; j < lower.length; j++) {
            x[j] = (x[j] - dot(lower[j], x, j)) / lower[j][j];
        }
        for (int j = lower.length - 1; j >= 0; j--) {
            x[j] /= lower[j][j];
            double xj = x[j];
            double[] row = lower[j];
            for (int k = 0; k < j; k++) {
                x[k] -= xj * row[k];
            }
        }
    }
}
