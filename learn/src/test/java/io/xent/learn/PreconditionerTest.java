package io.xent.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.xent.core.Parallelism;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreconditionerTest {

    private static final int ROWS = 400;
    private static final int COLUMNS = 7;
    private static final int CLASSES = 3;
    private static final double[] PRIORS = {0.2, 0.3, 0.5};

    private static DenseFeatures features(double[] scales, double[] shifts) {
        Features base = RandomProblem.dense(51, ROWS, COLUMNS, CLASSES, false, Precision.DOUBLE)
                .features();
        DenseFeatures.Builder features = new DenseFeatures.Builder(ROWS, COLUMNS, Precision.DOUBLE);
        for (int i = 0; i < ROWS; i++) {
            for (int j = 0; j < COLUMNS; j++) {
                features.set(i, j, base.get(i, j) * scales[j] + shifts[j]);
            }
        }
        return features.build();
    }

    private static Preconditioner preconditioner(boolean whitening, DenseFeatures features, double lambda) {
        double[] weights = new double[ROWS];
        Arrays.fill(weights, 1.0 / ROWS);
        FeatureMoments moments = FeatureMoments.of(features, weights, Parallelism.sequential());
        return whitening
                ? new WhiteningPreconditioner(
                        Covariance.of(features, moments, Parallelism.sequential()),
                        moments,
                        PRIORS,
                        lambda,
                        Parallelism.sequential())
                : new ScalingPreconditioner(moments, PRIORS, lambda, Parallelism.sequential());
    }

    private static double[] ones() {
        double[] ones = new double[COLUMNS];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static double[] vector(long seed) {
        return new Random(seed).doubles((COLUMNS + 1) * CLASSES, -1, 1).toArray();
    }

    private static double dot(double[] x, double[] y) {
        return new Vectors(Parallelism.sequential()).dot(x, y);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void apply_isSymmetricAndPositive(boolean whitening) {
        Preconditioner inverse = preconditioner(whitening, features(ones(), new double[COLUMNS]), 0.01);
        for (long seed = 0; seed < 20; seed++) {
            requireSymmetricAndPositive(inverse, vector(seed), vector(seed + 100), 1e-11, "seed " + seed);
        }
    }

    private static void requireSymmetricAndPositive(
            Preconditioner inverse, double[] u, double[] v, double tolerance, String where) {
        double[] ofU = new double[u.length];
        double[] ofV = new double[u.length];
        inverse.apply(u, ofU);
        inverse.apply(v, ofV);
        assertEquals(dot(u, ofV), dot(v, ofU), tolerance * Math.sqrt(dot(u, ofU) * dot(v, ofV)), where);
        assertTrue(dot(u, ofU) > 0, where);
    }

    /** The gradient is that of the same change of logits, so the step must change the logits alike. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void apply_onColumnsScaledAndShifted_movesTheLogitsAlike(boolean whitening) {
        double[] scales = {1e6, 1e-3, 255, 1, 30, 1e-6, 7};
        double[] shifts = {5e6, 0.01, 0, -40, 3, 0, 1};
        DenseFeatures plain = features(ones(), new double[COLUMNS]);
        DenseFeatures moved = features(scales, shifts);
        double[] residuals = new Random(52).doubles(ROWS * CLASSES, -1, 1).toArray();
        assertArrayEquals(
                logitChange(plain, residuals, preconditioner(whitening, plain, 0)),
                logitChange(moved, residuals, preconditioner(whitening, moved, 0)),
                1e-3);
    }

    private static double[] logitChange(DenseFeatures features, double[] residuals, Preconditioner inverse) {
        DataPass pass = DataPass.of(features, CLASSES, Precision.DOUBLE, Parallelism.sequential());
        double[] gradient = new double[(COLUMNS + 1) * CLASSES];
        pass.forwardAndBack(
                gradient.clone(),
                (block, from, rows, z) -> System.arraycopy(residuals, from * CLASSES, z, 0, rows * CLASSES),
                gradient);
        double[] step = new double[gradient.length];
        inverse.apply(gradient, step);
        double[] change = new double[ROWS * CLASSES];
        pass.forward(step, (block, from, rows, z) -> System.arraycopy(z, 0, change, from * CLASSES, rows * CLASSES));
        return change;
    }

    /** With all rows and all directions it is the Hessian, whatever the units: products with it are undone. */
    @ParameterizedTest
    @ValueSource(doubles = {0.01, 1e-6})
    void hessianSample_ofFewColumns_undoesTheObjectivesCurvature(double lambda) {
        DenseFeatures features =
                features(new double[] {1e6, 1e-3, 255, 1, 30, 1e-6, 7}, new double[] {5e6, 0.01, 0, -40, 3, 0, 1});
        int[] labels = RandomProblem.dense(51, ROWS, COLUMNS, CLASSES, false, Precision.DOUBLE)
                .labels();
        TrainingProblem problem = TrainingProblem.of(new Dataset(features, labels, null, CLASSES));
        FeatureMoments moments = FeatureMoments.of(features, problem.weights(), Parallelism.sequential());
        DataPass pass = DataPass.of(features, CLASSES, Precision.DOUBLE, Parallelism.sequential());
        double[] point = problem.nullModel();
        double[] direction = vector(55);
        double[] deviations = Arrays.stream(moments.variances()).map(Math::sqrt).toArray();
        for (int j = 0; j < COLUMNS; j++) {
            for (int k = 0; k < CLASSES; k++) {
                point[j * CLASSES + k] = direction[j * CLASSES + k] / 3 / deviations[j];
                point[COLUMNS * CLASSES + k] -= moments.means()[j] * point[j * CLASSES + k];
                direction[j * CLASSES + k] /= deviations[j];
            }
        }
        centreOverClasses(direction);
        double[] product = new double[direction.length];
        new SoftmaxObjective(pass, problem, lambda).curvature(point).times(direction, product);
        double[] back = new double[direction.length];
        double[][] covariance = Covariance.of(features, moments, Parallelism.sequential());
        new HessianSample(problem, moments, covariance, pass, lambda, Parallelism.sequential())
                .at(point)
                .apply(product, back);
        for (int j = 0; j < COLUMNS; j++) {
            for (int k = 0; k < CLASSES; k++) {
                int at = j * CLASSES + k;
                assertEquals(direction[at] * deviations[j], back[at] * deviations[j], 2e-3, "feature " + j);
            }
        }
    }

    /** A part that is the same for all classes changes no logits' differences. */
    private static void centreOverClasses(double[] parameters) {
        for (int at = 0; at < parameters.length; at += CLASSES) {
            double mean = 0;
            for (int k = 0; k < CLASSES; k++) {
                mean += parameters[at + k] / CLASSES;
            }
            for (int k = 0; k < CLASSES; k++) {
                parameters[at + k] -= mean;
            }
        }
    }

    @Test
    void hessianSample_ofManyColumns_isSymmetricAndPositive() {
        int columns = 260;
        int classes = 12;
        Dataset data = RandomProblem.dense(56, 3000, columns, classes, true, Precision.DOUBLE);
        TrainingProblem problem = TrainingProblem.of(data);
        DenseFeatures features = (DenseFeatures) data.features();
        FeatureMoments moments = FeatureMoments.of(features, problem.weights(), Parallelism.sequential());
        DataPass pass = DataPass.of(features, classes, Precision.DOUBLE, Parallelism.sequential());
        double[][] covariance = Covariance.of(features, moments, Parallelism.sequential());
        Preconditioner inverse = new HessianSample(problem, moments, covariance, pass, 0.01, Parallelism.sequential())
                .at(problem.nullModel());
        Random random = new Random(57);
        for (int trial = 0; trial < 5; trial++) {
            double[] u = random.doubles((columns + 1) * classes, -1, 1).toArray();
            double[] v = random.doubles((columns + 1) * classes, -1, 1).toArray();
            requireSymmetricAndPositive(inverse, u, v, 1e-8, "trial " + trial);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 63, 64, 65, 200})
    void squareCholesky_ofADefiniteMatrix_undoesTheProduct(int n) {
        Random random = new Random(58);
        double[] root = random.doubles((long) n * n, -1, 1).toArray();
        double[] x = random.doubles(n, -1, 1).toArray();
        double[] matrix = new double[n * n];
        double[] b = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double a = i == j ? n : 0;
                for (int k = 0; k < n; k++) {
                    a += root[i * n + k] * root[j * n + k];
                }
                matrix[i * n + j] = j <= i ? a : Double.NaN;
                b[i] += a * x[j];
            }
        }
        new SquareCholesky(matrix, n, Parallelism.sequential()).solve(b);
        assertArrayEquals(x, b, 1e-12);
    }

    @Test
    void principalBasis_ofTwoGroupsOfFeatures_spansTheOneThatVariesMore() {
        int n = 12;
        double[][] covariance = new double[n][];
        for (int i = 0; i < n; i++) {
            covariance[i] = new double[i + 1];
            covariance[i][i] = i % 3 == 0 ? 4 + i : 0.01;
        }
        double[] basis = PrincipalBasis.of(covariance, ones(n), 4, Parallelism.sequential());
        for (int j = 0; j < n; j++) {
            double inside = 0;
            for (int d = 0; d < 4; d++) {
                inside += basis[j * 4 + d] * basis[j * 4 + d];
            }
            assertEquals(j % 3 == 0 ? 1 : 0, inside, 1e-4, "feature " + j);
        }
    }

    private static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    @Test
    void moments_ofSparseFeatures_areThoseOfDenseOnes() {
        Dataset dense = RandomProblem.dense(53, 200, 5, 3, true, Precision.SINGLE);
        Dataset sparse = RandomProblem.sparse(53, 200, 5, 3, true, Precision.SINGLE);
        double[] weights = TrainingProblem.of(dense).weights();
        FeatureMoments expected = FeatureMoments.of(dense.features(), weights, Parallelism.sequential());
        FeatureMoments moments = FeatureMoments.of(sparse.features(), weights, Parallelism.sequential());
        assertArrayEquals(expected.means(), moments.means(), 1e-14);
        assertArrayEquals(expected.variances(), moments.variances(), 1e-13);
    }

    @Test
    void solve_ofADefiniteMatrix_undoesTheProduct() {
        int n = 30;
        Random random = new Random(54);
        double[][] factor = new double[n][];
        double[][] product = new double[n][];
        for (int i = 0; i < n; i++) {
            factor[i] = random.doubles(n, -1, 1).toArray();
        }
        double[] x = random.doubles(n, -1, 1).toArray();
        double[] b = new double[n];
        for (int i = 0; i < n; i++) {
            product[i] = new double[i + 1];
            for (int j = 0; j < n; j++) {
                double a = dot(factor[i], factor[j]) + (i == j ? 1 : 0);
                b[i] += a * x[j];
                if (j <= i) {
                    product[i][j] = a;
                }
            }
        }
        new Cholesky(product).solve(b);
        assertArrayEquals(x, b, 1e-12);
    }

    @Test
    void solve_ofASingularMatrix_staysFinite() {
        double[][] ones = {{1}, {1, 1}, {1, 1, 1}};
        double[] b = {3, 3, 3};
        new Cholesky(ones).solve(b);
        assertEquals(3, b[0] + b[1] + b[2], 1e-4);
    }
}
