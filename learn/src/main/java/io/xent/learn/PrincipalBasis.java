package io.xent.learn;

import io.xent.core.Matrix;
import io.xent.core.MatrixProduct;
import io.xent.core.MatrixProduct.Transposed;
import io.xent.core.Parallelism;

/**
 * An orthonormal basis of nearly the directions in which scaled features vary most, by subspace iteration. A basis of
 * roughly that space is all that a preconditioner needs, and costs a hundredth of eigenvectors. Halko, Martinsson and
 * Tropp, "Finding structure with randomness", SIAM Review 53 (2011).
 */
final class PrincipalBasis {

    private static final long SEED = 1;
    private static final int ROUNDS = 3;

    /** Of the mean variance: keeps directions that do not vary apart from each other. */
    private static final double RIDGE = 1e-6;

    private PrincipalBasis() {}

    /**
     * Directions × … as features × count, row by row.
     *
     * @param covariance the lower triangle
     * @param scales what each feature is multiplied by
     */
    static double[] of(double[][] covariance, double[] scales, int count, Parallelism parallelism) {
        int features = scales.length;
        double[] square = scaled(covariance, scales);
        double[] basis = new double[features * count];
        SplitMix64 random = new SplitMix64(SEED);
        for (int i = 0; i < basis.length; i++) {
            basis[i] = (random.next() >> 11) * 0x1p-53;
        }
        for (int round = 0; round < ROUNDS; round++) {
            double[] image = new double[basis.length];
            MatrixProduct.active()
                    .add(
                            Transposed.NONE,
                            Matrix.of(square, features, features),
                            Matrix.of(basis, features, count),
                            Matrix.of(image, features, count),
                            parallelism);
            // Twice, because the first time leaves what the condition of the image squared costs.
            orthonormalise(image, features, count, parallelism);
            orthonormalise(image, features, count, parallelism);
            basis = image;
        }
        return basis;
    }

    private static double[] scaled(double[][] covariance, double[] scales) {
        int n = scales.length;
        double[] square = new double[n * n];
        double trace = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                square[i * n + j] = covariance[i][j] * scales[i] * scales[j];
                square[j * n + i] = square[i * n + j];
            }
            trace += square[i * n + i];
        }
        for (int i = 0; i < n; i++) {
            square[i * n + i] += RIDGE * trace / n;
        }
        return square;
    }

    /** {@code Y ← Y L⁻ᵀ} with {@code YᵀY = L Lᵀ}. */
    private static void orthonormalise(double[] y, int rows, int count, Parallelism parallelism) {
        double[] gram = new double[count * count];
        Matrix matrix = Matrix.of(y, rows, count);
        MatrixProduct.active()
                .add(
                        Transposed.LEFT,
                        matrix,
                        Matrix.of(y.clone(), rows, count),
                        Matrix.of(gram, count, count),
                        parallelism);
        double[][] lower = new double[count][];
        for (int i = 0; i < count; i++) {
            lower[i] = new double[i + 1];
            System.arraycopy(gram, i * count, lower[i], 0, i + 1);
        }
        new Cholesky(lower);
        for (int i = 0; i < rows; i++) {
            int at = i * count;
            for (int j = 0; j < count; j++) {
                double[] row = lower[j];
                double sum = y[at + j];
                for (int k = 0; k < j; k++) {
                    sum -= y[at + k] * row[k];
                }
                y[at + j] = sum / row[j];
            }
        }
    }
}
