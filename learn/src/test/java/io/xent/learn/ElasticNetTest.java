package io.xent.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.xent.core.Parallelism;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class ElasticNetTest {

    private static SoftmaxRegression.Builder regression(Penalty penalty, double tolerance) {
        return SoftmaxRegression.builder().penalty(penalty).tolerance(tolerance);
    }

    private static Dataset random(long seed) {
        int classes = 2 + (int) (seed % 4);
        int columns = seed % 3 == 0 ? 40 : 1 + (int) (seed % 7);
        Precision precision = seed % 5 == 0 ? Precision.SINGLE : Precision.DOUBLE;
        return seed % 2 == 0
                ? RandomProblem.dense(seed, 60, columns, classes, seed % 3 == 1, precision)
                : RandomProblem.sparse(seed, 60, columns, classes, seed % 3 == 1, precision);
    }

    private static Penalty penalty(long seed) {
        return Penalty.elasticNet(Math.pow(10, -1 - seed % 3), seed % 4 == 0 ? 0.5 : seed % 4 == 1 ? 0.01 : 1);
    }

    /** Made by elasticnet/glmnet.R. glmnet itself is 1e-10 or so above the optimum. */
    @ParameterizedTest
    @CsvFileSource(resources = "elasticnet/golden.csv", numLinesToSkip = 1)
    void fit_sameObjectiveAsGlmnet_tenDigitsAndTheSameNumberOfWeights(
            String name, boolean weighted, double lambda, double alpha, double objective, int nonZero)
            throws IOException {
        Dataset rows = TrainingData.resource(name + "/train.csv", Precision.DOUBLE);
        double[] weights = new double[rows.rows()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = 1 + i % 3;
        }
        Dataset data = weighted ? new Dataset(rows.features(), rows.labels(), weights, rows.classes()) : rows;
        Fit fit = regression(Penalty.elasticNet(lambda, alpha), 1e-9).build().fit(data);
        assertTrue(fit.converged(), fit.advice());
        assertEquals(objective, fit.objective(), 1e-9);
        assertTrue(fit.objective() - fit.certificate().gap().orElseThrow() <= objective, "the bound is below glmnet's");
        assertEquals(nonZero, fit.classifier().nonZeroWeights());
    }

    @Test
    void gap_afterAnyNumberOfIterations_boundsTheDistanceToTheOptimum() {
        int useful = 0;
        for (long seed = 0; seed < 60; seed++) {
            Dataset data = random(seed);
            Fit optimum =
                    regression(penalty(seed), 1e-11).maxIterations(2000).build().fit(data);
            for (int iterations : new int[] {0, 1, 2, 4, 8, 16}) {
                Fit early = regression(penalty(seed), 1e-11)
                        .maxIterations(iterations)
                        .build()
                        .fit(data);
                double gap = early.certificate().gap().orElseThrow();
                double distance = early.objective() - optimum.objective();
                assertTrue(gap >= distance, "seed " + seed + ": gap " + gap + " below distance " + distance);
                useful += distance > 1e-9 && gap < 100 * distance ? 1 : 0;
            }
        }
        assertTrue(useful > 30, "spread: only " + useful + " gaps were near the distance they bound");
    }

    @Test
    void fit_randomProblems_convergesToWeightsWithoutASlope() {
        for (long seed = 0; seed < 60; seed++) {
            Dataset data = random(seed);
            Penalty penalty = penalty(seed);
            Fit fit = regression(penalty, 1e-6).build().fit(data);
            assertTrue(fit.converged(), "seed " + seed + ": " + fit.advice());
            double worst = new PlainOptimality(data, penalty).worst(fit.classifier());
            assertTrue(worst < 1e-5, "seed " + seed + ": a subgradient of " + worst);
        }
    }

    @Test
    void fit_atTheLargestLambda_leavesNoWeightAndBelowItSome() {
        for (long seed = 0; seed < 20; seed++) {
            Dataset data = random(seed);
            double alpha = seed % 2 == 0 ? 1 : 0.3;
            double largest = PenaltyPath.of(data, alpha, 2)[0];
            assertEquals(0, fitted(data, largest * 1.001, alpha).nonZeroWeights(), "seed " + seed);
            assertTrue(fitted(data, largest * 0.9, alpha).nonZeroWeights() > 0, "seed " + seed);
        }
    }

    private static LinearClassifier fitted(Dataset data, double lambda, double alpha) {
        return regression(Penalty.elasticNet(lambda, alpha), 1e-6)
                .build()
                .fit(data)
                .classifier();
    }

    @Test
    void fit_anyNumberOfThreads_sameBits() {
        for (long seed = 0; seed < 8; seed++) {
            Dataset data = random(seed);
            double[] alone = regression(penalty(seed), 1e-6)
                    .build()
                    .fit(data)
                    .classifier()
                    .weights();
            try (ThreadParallelism threads = new ThreadParallelism(3)) {
                SoftmaxRegression inParallel =
                        regression(penalty(seed), 1e-6).parallelism(threads).build();
                assertArrayEquals(alone, inParallel.fit(data).classifier().weights(), "seed " + seed);
            }
        }
    }

    @Test
    void fit_resumedAfterAnyIteration_endsInTheSameBits() {
        for (long seed = 0; seed < 6; seed++) {
            Dataset data = random(seed);
            SoftmaxRegression regression = regression(penalty(seed), 1e-8).build();
            Fit whole = regression.fit(data);
            for (int after = 1; after <= Math.min(12, whole.iterations()); after++) {
                SolverState state = stateAfter(after, regression, data);
                Fit resumed = regression.fit(data, TrainingMonitor.SILENT, state);
                String where = "seed " + seed + " after " + after;
                assertArrayEquals(
                        whole.classifier().weights(), resumed.classifier().weights(), where);
                assertEquals(whole.iterations(), resumed.iterations(), where);
            }
        }
    }

    private static SolverState stateAfter(int iterations, SoftmaxRegression regression, Dataset data) {
        StopAfter monitor = new StopAfter(iterations);
        regression.fit(data, monitor);
        return monitor.state();
    }

    /** Two models and two methods, driven directly: what a training would choose depends on the data's shape. */
    @Test
    void solvers_everyOne_findsTheSameMinimum() {
        for (long seed = 0; seed < 24; seed++) {
            Dataset data = random(seed);
            Penalty penalty = Penalty.elasticNet(0.02, seed % 2 == 0 ? 1 : 0.7);
            double optimum = regression(penalty, 1e-10).build().fit(data).objective();
            TrainingProblem problem = TrainingProblem.of(data);
            FeatureMoments moments = FeatureMoments.of(problem.features(), problem.weights(), Parallelism.sequential());
            DataPass pass =
                    DataPass.of(problem.features(), problem.classes(), Precision.DOUBLE, Parallelism.sequential());
            SoftmaxObjective smooth = new SoftmaxObjective(pass, problem, penalty.l2());
            LassoChoice choice = LassoChoice.of(problem, moments, penalty, Parallelism.sequential());
            Vectors vectors = new Vectors(Parallelism.sequential());
            assertMinimum(optimum, choice.orthantWise(smooth, 1e-13, vectors), problem, "OWL-QN, seed " + seed);
            Solver byColumns = new ProximalNewton(smooth, pass, problem, penalty, 1e-13, Parallelism.sequential(), 0);
            assertMinimum(optimum, byColumns, problem, "by columns, seed " + seed);
        }
    }

    private static void assertMinimum(double optimum, Solver solver, TrainingProblem problem, String where) {
        solver.start(problem.nullModel(), 0);
        double before = solver.value();
        for (int step = 0; step < 500 && solver.advance(); step++) {
            assertTrue(solver.value() <= before * (1 + 1e-12), where + ": a step went up");
            before = solver.value();
        }
        assertEquals(optimum, solver.value(), 1e-8, where);
    }

    @Test
    void penalty_inOtherConventions_isTheSame() {
        Penalty penalty = Penalty.ofC(2, 100, 0.25);
        assertEquals(0.25 / 200, penalty.l1(), 1e-18);
        assertEquals(0.75 / 200, penalty.l2(), 1e-18);
        assertEquals(0.25, penalty.alpha(), 1e-15);
        assertEquals(2, penalty.c(100), 1e-12);
        assertEquals(new Penalty(0.1), Penalty.elasticNet(0.1, 0));
        assertThrows(InvalidInputException.class, () -> Penalty.elasticNet(1, 1.5));
        assertThrows(InvalidInputException.class, () -> new Penalty(-1, 0));
        assertThrows(InvalidInputException.class, () -> new Penalty(Double.NaN, 0));
    }
}
