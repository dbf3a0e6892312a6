package io.xent.learn;

import io.xent.core.Matrix;
import io.xent.core.MatrixProduct;
import io.xent.core.MatrixProduct.Transposed;
import io.xent.core.Parallelism;

/**
 * The factor {@code A = L Lᵀ} of a large symmetric positive definite matrix, panel by panel: nearly all of the work is
 * one product of matrices per panel. Where rounding, or a matrix that is only semi-definite, has left a pivot too small,
 * {@link Cholesky} replaces it.
 */
final class SquareCholesky {

    private static final int PANEL = 64;
    private static final int ROWS = 64;

    private final double[] a;
    private final int n;
    private final Parallelism parallelism;
    private final MatrixProduct product = MatrixProduct.active();

    /**
     * @param a the lower triangle of a matrix, n × n, row by row; becomes the factor
     */
    SquareCholesky(double[] a, int n, Parallelism parallelism) {
        this.a = a;
        this.n = n;
        this.parallelism = parallelism;
        double[] panel = new double[n * PANEL];
        for (int from = 0; from < n; from += PANEL) {
            int width = Math.min(PANEL, n - from);
            load(panel, from, width);
            subtractEarlier(panel, from, width);
            factor(panel, from, width);
        }
    }

    private void load(double[] panel, int from, int width) {
        for (int i = from; i < n; i++) {
            System.arraycopy(a, i * n + from, panel, (i - from) * width, width);
        }
    }

    /** What the columns to the left contribute to the panel. */
    private void subtractEarlier(double[] panel, int from, int width) {
        if (from == 0) {
            return;
        }
        double[] negated = new double[width * from];
        for (int i = 0; i < width; i++) {
            for (int j = 0; j < from; j++) {
                negated[i * from + j] = -a[(from + i) * n + j];
            }
        }
        product.add(
                Transposed.RIGHT,
                Matrix.of(a, from * n, n - from, from, n),
                Matrix.of(negated, width, from),
                Matrix.of(panel, n - from, width),
                parallelism);
    }

    private void factor(double[] panel, int from, int width) {
        double[][] diagonal = new double[width][];
        for (int i = 0; i < width; i++) {
            diagonal[i] = new double[i + 1];
            System.arraycopy(panel, i * width, diagonal[i], 0, i + 1);
        }
        new Cholesky(diagonal);
        for (int i = 0; i < width; i++) {
            System.arraycopy(diagonal[i], 0, a, (from + i) * n + from, i + 1);
        }
        int below = n - from - width;
        parallelism.forEach((below + ROWS - 1) / ROWS, piece -> {
            int end = Math.min(below, (piece + 1) * ROWS);
            for (int i = piece * ROWS; i < end; i++) {
                int at = (width + i) * width;
                for (int j = 0; j < width; j++) {
                    double sum = panel[at + j];
                    for (int k = 0; k < j; k++) {
                        sum -= panel[at + k] * diagonal[j][k];
                    }
                    panel[at + j] = sum / diagonal[j][j];
                }
                System.arraycopy(panel, at, a, (from + width + i) * n + from, width);
            }
        });
    }

    /** Replaces x by {@code A⁻¹ x}. */
    void solve(double[] x) {
        for (int i = 0; i < n; i++) {
            x[i] = (x[i] - dot(i * n, x, i)) / a[i * n + i];
        }
        for (int i = n - 1; i >= 0; i--) {
            double xi = x[i] / a[i * n + i];
            x[i] = xi;
            int at = i * n;
            for (int j = 0; j < i; j++) {
                x[j] -= xi * a[at + j];
            }
        }
    }

    private double dot(int at, double[] x, int length) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int j = 0;
        for (; j + 4 <= length; j += 4) {
            s0 += a[at + j] * x[j];
            s1 += a[at + j + 1] * x[j + 1];
            s2 += a[at + j + 2] * x[j + 2];
            s3 += a[at + j + 3] * x[j + 3];
        }
        for (; j < length; j++) {
            s0 += a[at + j] * x[j];
        }
        return (s0 + s1) + (s2 + s3);
    }
}
