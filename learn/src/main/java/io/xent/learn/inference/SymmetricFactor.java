package io.xent.learn.inference;

/** The Cholesky factor of a symmetric positive definite matrix, {@code A = L Lᵀ}. */
final class SymmetricFactor {

    /** A pivot below this part of its diagonal is rounding, and is held there. */
    private static final double SMALLEST_PIVOT = 1e-15;

    private final double[][] lower;

    /** Overwrites the lower triangle given. */
    SymmetricFactor(double[][] lower) {
        this.lower = lower;
        for (int j = 0; j < lower.length; j++) {
            double[] row = lower[j];
            double diagonal = row[j];
            for (int k = 0; k < j; k++) {
                row[k] = (row[k] - dot(row, lower[k], k)) / lower[k][k];
            }
            double floor = Math.max(SMALLEST_PIVOT * diagonal, Double.MIN_NORMAL);
            row[j] = Math.sqrt(Math.max(diagonal - dot(row, row, j), floor));
        }
    }

    private static double dot(double[] x, double[] y, int length) {
        double sum = 0;
        for (int i = 0; i < length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }

    /** Replaces b by {@code A⁻¹b}. */
    void solve(double[] b) {
        for (int j = 0; j < lower.length; j++) {
            b[j] = (b[j] - dot(lower[j], b, j)) / lower[j][j];
        }
        for (int j = lower.length - 1; j >= 0; j--) {
            b[j] /= lower[j][j];
            double value = b[j];
            double[] row = lower[j];
            for (int k = 0; k < j; k++) {
                b[k] -= value * row[k];
            }
        }
    }

    /** {@code A⁻¹}, whole. */
    double[][] inverse() {
        int n = lower.length;
        double[][] inverse = new double[n][n];
        for (int j = 0; j < n; j++) {
            inverse[j][j] = 1;
            solve(inverse[j]);
        }
        return inverse;
    }
}
