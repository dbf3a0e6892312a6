package io.xent.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LabelSmoothingTest {

    private static SoftmaxRegression.Builder smoothed(double epsilon, double lambda) {
        return SoftmaxRegression.builder().penalty(new Penalty(lambda)).labelSmoothing(epsilon);
    }

    /** Each row once for each class, weighing what its target says: the same objective without any smoothing. */
    private static Dataset spread(Dataset data, double epsilon) {
        int rows = data.rows();
        int classes = data.classes();
        DenseFeatures.Builder features =
                new DenseFeatures.Builder(rows * classes, data.features().columns(), Precision.DOUBLE);
        int[] labels = new int[rows * classes];
        double[] weights = new double[rows * classes];
        for (int i = 0; i < labels.length; i++) {
            int row = i / classes;
            for (int j = 0; j < data.features().columns(); j++) {
                features.set(i, j, data.features().get(row, j));
            }
            labels[i] = i % classes;
            double own = labels[i] == data.labels()[row] ? 1 - epsilon : 0;
            weights[i] = data.weight(row) * (own + epsilon / classes);
        }
        return new Dataset(features.build(), labels, weights, classes);
    }

    @ParameterizedTest
    @EnumSource(SolverKind.class)
    void fit_isThatOfRowsSpreadOverTheClasses(SolverKind solver) {
        for (long seed = 0; seed < 6; seed++) {
            Dataset data = RandomProblem.dense(seed, 120, 4, 3, seed % 2 == 0, Precision.DOUBLE);
            Fit expected = SoftmaxRegression.builder()
                    .penalty(new Penalty(0.003))
                    .tolerance(1e-9)
                    .build()
                    .fit(spread(data, 0.2));
            Fit fit =
                    smoothed(0.2, 0.003).solver(solver).tolerance(1e-9).build().fit(data);
            assertTrue(fit.converged(), fit.advice());
            assertEquals(expected.objective(), fit.objective(), 1e-9, "seed " + seed);
            for (int k = 0; k < 3; k++) {
                assertEquals(
                        expected.classifier().weight(k, 2), fit.classifier().weight(k, 2), 1e-5, "seed " + seed);
                assertEquals(expected.classifier().bias(k), fit.classifier().bias(k), 1e-5, "seed " + seed);
            }
        }
    }

    @Test
    void gap_afterAnyNumberOfIterations_boundsTheDistanceToTheOptimum() {
        for (long seed = 0; seed < 20; seed++) {
            Dataset data = RandomProblem.dense(seed, 90, 4, 3, seed % 3 == 0, Precision.DOUBLE);
            double lambda = Math.pow(10, -(seed % 5) - 0.5);
            double optimum =
                    smoothed(0.1, lambda).tolerance(1e-11).build().fit(data).objective();
            for (int iterations : new int[] {0, 1, 2, 4, 8}) {
                Fit early = smoothed(0.1, lambda)
                        .tolerance(1e-11)
                        .maxIterations(iterations)
                        .build()
                        .fit(data);
                double distance = early.objective() - optimum;
                assertTrue(early.certificate().gap().orElseThrow() >= distance, "seed " + seed + ": " + distance);
            }
        }
    }

    @Test
    void fit_ofSeparableClassesWithoutPenalty_hasAMinimum() {
        Dataset data = Dataset.of(new double[][] {{0}, {1}, {2}, {3}}, new int[] {0, 0, 1, 1});
        Fit fit = smoothed(0.1, 0).build().fit(data);
        assertTrue(fit.converged(), fit.advice());
        assertEquals(fit.classifier().weight(1, 0), -fit.classifier().weight(0, 0), 1e-6);
        assertTrue(
                fit.classifier().weight(1, 0) > 0.5,
                "weight " + fit.classifier().weight(1, 0));
    }

    @Test
    void build_withWhatCannotBeMeant_isRefused() {
        for (double epsilon : new double[] {-0.1, 1, Double.NaN}) {
            SoftmaxRegression.Builder builder = SoftmaxRegression.builder();
            assertThrows(InvalidInputException.class, () -> builder.labelSmoothing(epsilon));
        }
        SoftmaxRegression.Builder lasso =
                SoftmaxRegression.builder().penalty(new Penalty(0.1, 0)).labelSmoothing(0.1);
        assertThrows(InvalidInputException.class, lasso::build);
    }
}
