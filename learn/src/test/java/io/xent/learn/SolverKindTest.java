package io.xent.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is asked of every solver. */
class SolverKindTest {

    private static SoftmaxRegression.Builder settings(SolverKind solver, double lambda) {
        return SoftmaxRegression.builder().penalty(new Penalty(lambda)).solver(solver);
    }

    private static Fit fit(Dataset data, SolverKind solver, double lambda) {
        return settings(solver, lambda).build().fit(data);
    }

    /** The objective at its optimum according to scikit-learn 1.2.1. */
    @ParameterizedTest
    @EnumSource(SolverKind.class)
    void fit_onDigits_reachesScikitLearnsObjective(SolverKind solver) throws IOException {
        for (Precision precision : Precision.values()) {
            Dataset data = TrainingData.resource("digits/train.csv", precision);
            Fit fit = fit(data, solver, 1 / data.totalWeight());
            assertTrue(fit.converged(), fit.advice());
            assertEquals(0.22156877, fit.objective(), 0.22156877 * 1e-6);
            assertTrue(solver == SolverKind.AUTO || fit.solver().contains(named(solver)), fit.solver());
        }
    }

    private static String named(SolverKind solver) {
        return switch (solver) {
            case NEWTON_CHOLESKY -> "Newton-Cholesky, as asked";
            case TRUST_REGION -> "trust-region Newton, as asked";
            default -> "L-BFGS";
        };
    }

    @ParameterizedTest
    @EnumSource(SolverKind.class)
    void fit_ofDenseAndSparseRows_withAndWithoutWeights_reachesTheSameOptimum(SolverKind solver) {
        for (long seed = 0; seed < 24; seed++) {
            int classes = 2 + (int) (seed % 4);
            int columns = 1 + (int) (seed % 7);
            Dataset data = seed % 2 == 0
                    ? RandomProblem.dense(seed, 300, columns, classes, seed % 3 == 0, Precision.DOUBLE)
                    : RandomProblem.sparse(seed, 300, columns, classes, seed % 3 == 0, Precision.SINGLE);
            double lambda = Math.pow(10, -1 - seed % 5.0);
            Fit fit = fit(data, solver, lambda);
            assertTrue(fit.converged(), "seed " + seed + ": " + fit.advice());
            Fit tight =
                    settings(SolverKind.LBFGS, lambda).tolerance(1e-9).build().fit(data);
            assertEquals(tight.objective(), fit.objective(), 1e-6, "seed " + seed);
        }
    }

    /** Levels of one column as indicators, all of them, and their sum: with the bias, two columns too many. */
    private static Dataset indicators(long seed, int rows) {
        Random random = new Random(seed);
        double[][] values = new double[rows][6];
        int[] labels = new int[rows];
        for (int i = 0; i < rows; i++) {
            int level = random.nextInt(4);
            values[i][level] = 1;
            values[i][4] = random.nextGaussian();
            values[i][5] = values[i][0] + values[i][1];
            labels[i] = (random.nextInt(3) + (level == 0 ? random.nextInt(2) : 0)) % 3;
        }
        return Dataset.of(values, labels);
    }

    @ParameterizedTest
    @EnumSource(SolverKind.class)
    void fit_ofCollinearColumnsWithoutPenalty_findsTheOptimum(SolverKind solver) {
        Dataset all = indicators(21, 500);
        DenseFeatures.Builder independent = new DenseFeatures.Builder(500, 4, Precision.DOUBLE);
        for (int i = 0; i < 500; i++) {
            for (int j = 0; j < 4; j++) {
                independent.set(i, j, all.features().get(i, j + 1));
            }
        }
        Fit expected = fit(new Dataset(independent.build(), all.labels(), null, 3), SolverKind.LBFGS, 0);
        Fit fit = fit(all, solver, 0);
        assertTrue(fit.converged(), fit.advice());
        assertEquals(expected.objective(), fit.objective(), 1e-7);
        double largest =
                Arrays.stream(fit.classifier().weights()).map(Math::abs).max().orElseThrow();
        assertTrue(largest < 10, "weights of columns that repeat each other ran off to " + largest);
    }

    @ParameterizedTest
    @EnumSource(SolverKind.class)
    void fit_ofColumnsInMillionsAndThousandths_takesAtMostTwiceTheIterations(SolverKind solver) {
        Dataset scaled = RandomProblem.dense(12, 2000, 4, 3, false, Precision.DOUBLE);
        double[] scales = {1e6, 1e-3, 255, 1};
        double[] shifts = {5e6, 0.01, 0, -40};
        DenseFeatures.Builder raw = new DenseFeatures.Builder(2000, 4, Precision.DOUBLE);
        for (int i = 0; i < 2000; i++) {
            for (int j = 0; j < 4; j++) {
                raw.set(i, j, scaled.features().get(i, j) * scales[j] + shifts[j]);
            }
        }
        Fit expected = fit(scaled, solver, 0);
        Fit fit = fit(new Dataset(raw.build(), scaled.labels(), null, 3), solver, 0);
        assertTrue(fit.converged(), fit.advice());
        assertTrue(fit.iterations() <= 2 * expected.iterations(), fit.iterations() + " iterations");
        assertEquals(expected.objective(), fit.objective(), 1e-6);
    }

    @ParameterizedTest
    @EnumSource(SolverKind.class)
    void fit_ofSeparableClassesWithoutPenalty_saysThatThereIsNoOptimum(SolverKind solver) {
        Dataset data = Dataset.of(new double[][] {{0}, {1}, {2}, {3}, {4}, {5}}, new int[] {0, 0, 1, 1, 2, 2});
        Fit fit = fit(data, solver, 0);
        assertFalse(fit.converged());
        assertTrue(fit.advice().contains("use a penalty"), fit.advice());
    }

    @ParameterizedTest
    @EnumSource(SolverKind.class)
    void fit_hasTheSameBits_forAnyNumberOfThreads(SolverKind solver) {
        Dataset data = RandomProblem.dense(31, 1500, 9, 4, true, Precision.SINGLE);
        double[] expected = fit(data, solver, 1e-4).classifier().weights();
        for (int threads : new int[] {2, 5}) {
            try (ThreadParallelism parallelism = new ThreadParallelism(threads)) {
                Fit fit =
                        settings(solver, 1e-4).parallelism(parallelism).build().fit(data);
                assertArrayEquals(expected, fit.classifier().weights(), threads + " threads");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(SolverKind.class)
    void fit_resumedAfterAnyIteration_endsInTheSameBits(SolverKind solver) {
        Dataset data = RandomProblem.dense(41, 150, 6, 4, true, Precision.DOUBLE);
        SoftmaxRegression regression = settings(solver, 1e-4).build();
        Fit whole = regression.fit(data);
        assertTrue(whole.iterations() > 3, "spread: " + whole.iterations() + " iterations");
        for (int stop = 1; stop <= whole.iterations(); stop++) {
            StopAfter monitor = new StopAfter(stop);
            regression.fit(data, monitor);
            Fit resumed = regression.fit(data, TrainingMonitor.SILENT, monitor.state());
            assertArrayEquals(whole.classifier().weights(), resumed.classifier().weights(), "after " + stop);
            assertArrayEquals(whole.classifier().bias(), resumed.classifier().bias(), "after " + stop);
            assertEquals(whole.history(), resumed.history(), "after " + stop);
        }
    }

    @Test
    void fit_resumedWithAnotherSolver_isRefused() {
        Dataset data = RandomProblem.dense(41, 150, 6, 4, true, Precision.DOUBLE);
        StopAfter monitor = new StopAfter(2);
        settings(SolverKind.TRUST_REGION, 1e-4).build().fit(data, monitor);
        SoftmaxRegression other = settings(SolverKind.LBFGS, 1e-4).build();
        assertThrows(InvalidInputException.class, () -> other.fit(data, TrainingMonitor.SILENT, monitor.state()));
    }

    @Test
    void fit_byNewtonCholeskyOfTooManyParameters_namesTheOthers() {
        SparseFeatures.Builder features = new SparseFeatures.Builder(5000, Precision.DOUBLE);
        features.add(0, 1);
        features.endRow();
        features.add(4999, 1);
        features.endRow();
        Dataset data = new Dataset(features.build(), new int[] {0, 1}, null, 2);
        String message = assertThrows(InvalidInputException.class, () -> fit(data, SolverKind.NEWTON_CHOLESKY, 0.1))
                .getMessage();
        assertTrue(message.contains("10002 × 10002") && message.contains("trust-region or lbfgs"), message);
    }

    /** Two columns of words as indicators, the later words the rarer, and classes that some of them nearly tell. */
    private static Dataset rareLevels(long seed, int rows) {
        Random random = new Random(seed);
        double[][] coefficients = new double[3][16];
        for (double[] ofClass : coefficients) {
            Arrays.setAll(ofClass, j -> 4 * random.nextGaussian());
        }
        double[][] values = new double[rows][16];
        int[] labels = new int[rows];
        for (int i = 0; i < rows; i++) {
            for (int first = 0; first < 16; first += 8) {
                values[i][first + Math.min(7, (int) (-1.5 * Math.log(random.nextDouble())))] = 1;
            }
            double best = Double.NEGATIVE_INFINITY;
            for (int k = 0; k < 3; k++) {
                double score = -Math.log(-Math.log(random.nextDouble()));
                for (int j = 0; j < 16; j++) {
                    score += coefficients[k][j] * values[i][j];
                }
                if (score > best) {
                    best = score;
                    labels[i] = k;
                }
            }
        }
        return Dataset.of(values, labels);
    }

    /** Rare levels that nearly tell the class, and almost no penalty: L-BFGS takes hundreds of iterations. */
    @Test
    void fit_automatically_whereLbfgsTakesLong_goesOnByNewtonCholesky() {
        Dataset data = rareLevels(1, 5000);
        Fit lbfgs = fit(data, SolverKind.LBFGS, 2e-10);
        Fit fit = fit(data, SolverKind.AUTO, 2e-10);
        assertTrue(lbfgs.iterations() > 100, "spread: " + lbfgs.iterations() + " iterations");
        assertTrue(fit.iterations() < lbfgs.iterations(), fit.iterations() + " of " + lbfgs.iterations());
        assertTrue(fit.converged(), fit.advice());
        assertEquals(lbfgs.objective(), fit.objective(), 1e-6);
        assertTrue(fit.solver().contains("Newton-Cholesky if that takes more than 76 iterations"), fit.solver());
    }
}
