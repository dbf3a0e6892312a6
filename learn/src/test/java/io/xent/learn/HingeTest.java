package io.xent.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.xent.core.Parallelism;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HingeTest {

    private static final double LAMBDA = 0.02;

    private static SoftmaxRegression.Builder hinge(double lambda) {
        return SoftmaxRegression.builder().loss(TrainingLoss.HINGE).penalty(new Penalty(lambda));
    }

    private static Dataset data(long seed, boolean sparse) {
        return sparse
                ? RandomProblem.sparse(seed, 90, 4, 3, seed % 2 == 0, Precision.SINGLE)
                : RandomProblem.dense(seed, 90, 4, 3, seed % 2 == 0, Precision.DOUBLE);
    }

    /** By plain loops; parameters are features × classes, then one bias per class. */
    private static double plain(Dataset data, double lambda, double[] parameters, double[] gradient) {
        int classes = data.classes();
        int columns = data.features().columns();
        Arrays.fill(gradient, 0);
        double value = 0;
        for (int i = 0; i < data.rows(); i++) {
            double share = data.weight(i) / data.totalWeight();
            int own = data.labels()[i];
            for (int k = 0; k < classes; k++) {
                double violation = 1 + score(data, i, k, parameters) - score(data, i, own, parameters);
                if (k != own && violation > 0) {
                    value += share * violation * violation / 2;
                    for (int j = 0; j <= columns; j++) {
                        double x = j == columns ? 1 : data.features().get(i, j);
                        gradient[j * classes + k] += share * violation * x;
                        gradient[j * classes + own] -= share * violation * x;
                    }
                }
            }
        }
        for (int p = 0; p < columns * classes; p++) {
            value += lambda / 2 * parameters[p] * parameters[p];
            gradient[p] += lambda * parameters[p];
        }
        return value;
    }

    private static double score(Dataset data, int row, int k, double[] parameters) {
        int columns = data.features().columns();
        double score = parameters[columns * data.classes() + k];
        for (int j = 0; j < columns; j++) {
            score += data.features().get(row, j) * parameters[j * data.classes() + k];
        }
        return score;
    }

    /** Nesterov's accelerated descent, started anew where it stops descending: slow, and another way than any solver's. */
    private static double longRun(Dataset data, double lambda) {
        int dimension = (data.features().columns() + 1) * data.classes();
        double[] at = new double[dimension];
        double[] before = at.clone();
        double[] ahead = at.clone();
        double[] gradient = new double[dimension];
        double momentum = 1;
        double last = Double.POSITIVE_INFINITY;
        double step = 1.0 / 200;
        for (int t = 0; t < 10_000; t++) {
            double value = plain(data, lambda, ahead, gradient);
            if (value > last) {
                momentum = 1;
            }
            last = value;
            double next = (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
            for (int p = 0; p < dimension; p++) {
                at[p] = ahead[p] - step * gradient[p];
                ahead[p] = at[p] + (momentum - 1) / next * (at[p] - before[p]);
                before[p] = at[p];
            }
            momentum = next;
        }
        return plain(data, lambda, at, gradient);
    }

    private static HingeObjective objective(Dataset data) {
        TrainingProblem problem = TrainingProblem.of(data);
        DataPass pass =
                DataPass.of(data.features(), data.classes(), data.features().precision(), Parallelism.sequential());
        return new HingeObjective(pass.in64Bits(), problem, LAMBDA);
    }

    private static double[] point(long seed, int dimension) {
        return new Random(seed).doubles(dimension, -1, 1).toArray();
    }

    @Test
    void valueAndGradient_areThoseOfPlainLoops_andOfDifferences() {
        for (long seed = 0; seed < 10; seed++) {
            Dataset data = data(seed, seed % 3 == 0);
            HingeObjective objective = objective(data);
            int dimension = objective.dimension();
            double[] at = point(seed, dimension);
            double[] gradient = new double[dimension];
            double[] expected = new double[dimension];
            double value = objective.valueAndGradient(at, gradient);
            assertEquals(plain(data, LAMBDA, at, expected), value, 1e-12 * value, "seed " + seed);
            assertArrayEquals(expected, gradient, 1e-12 * value, "seed " + seed);
            double[] unused = new double[dimension];
            for (int p = 0; p < dimension; p++) {
                double[] up = at.clone();
                double[] down = at.clone();
                up[p] += 1e-5;
                down[p] -= 1e-5;
                double slope = (plain(data, LAMBDA, up, unused) - plain(data, LAMBDA, down, unused)) / 2e-5;
                assertEquals(slope, gradient[p], 1e-4, "seed " + seed + ", parameter " + p);
            }
        }
    }

    @Test
    void curvature_isThatOfDifferencesOfGradients() {
        for (long seed = 0; seed < 10; seed++) {
            Dataset data = data(seed, seed % 3 == 0);
            HingeObjective objective = objective(data);
            int dimension = objective.dimension();
            double[] at = point(seed, dimension);
            double[] direction = point(seed + 100, dimension);
            double[] product = new double[dimension];
            objective.curvature(at).times(direction, product);
            double[] up = new double[dimension];
            double[] down = new double[dimension];
            double step = 1e-9; // short: no row may cross its margin
            for (int p = 0; p < dimension; p++) {
                up[p] = at[p] + step * direction[p];
                down[p] = at[p] - step * direction[p];
            }
            double[] above = new double[dimension];
            double[] below = new double[dimension];
            plain(data, LAMBDA, up, above);
            plain(data, LAMBDA, down, below);
            for (int p = 0; p < dimension; p++) {
                assertEquals((above[p] - below[p]) / (2 * step), product[p], 1e-4, "seed " + seed);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = SolverKind.class,
            names = {"AUTO", "LBFGS", "TRUST_REGION"})
    void fit_isTheOptimumThatALongRunFinds_withinItsGap(SolverKind solver) {
        for (long seed = 0; seed < 4; seed++) {
            Dataset data = data(seed, seed % 3 == 0);
            double best = longRun(data, LAMBDA);
            Fit fit = hinge(LAMBDA).solver(solver).build().fit(data);
            assertTrue(fit.converged(), "seed " + seed + ": " + fit.advice() + fit.certificate());
            double gap = fit.certificate().gap().orElseThrow();
            assertTrue(gap <= 1e-6 * Math.max(1, fit.objective()), "seed " + seed + ": " + gap);
            assertTrue(fit.objective() - best <= gap + 1e-12, "seed " + seed + ": " + (fit.objective() - best));
            assertEquals(best, fit.objective(), 2e-6, "seed " + seed);
            double[] parameters = TrainingProblem.of(data).parameters(fit.classifier());
            double[] gradient = new double[parameters.length];
            assertEquals(plain(data, LAMBDA, parameters, gradient), fit.objective(), 1e-12);
            double squares = 0;
            for (double slope : gradient) {
                squares += slope * slope;
            }
            assertEquals(Math.sqrt(squares), fit.certificate().gradientNorm(), 1e-12, "seed " + seed);
        }
    }

    /** Also far from any optimum of the bias, where its residuals are large. */
    @Test
    void gap_anywhere_boundsTheDistanceToTheOptimum() {
        for (long seed = 0; seed < 4; seed++) {
            Dataset data = data(seed, seed % 3 == 0);
            double best = longRun(data, LAMBDA);
            TrainingProblem problem = TrainingProblem.of(data);
            DataPass pass = DataPass.of(data.features(), 3, data.features().precision(), Parallelism.sequential())
                    .in64Bits();
            FeatureMoments moments = FeatureMoments.of(problem.features(), problem.weights(), Parallelism.sequential());
            HingeCertifier certifier = new HingeCertifier(problem, pass, LAMBDA, moments, Parallelism.sequential());
            double[] optimum = problem.parameters(
                    hinge(LAMBDA).tolerance(1e-9).build().fit(data).classifier());
            double tightest = Double.POSITIVE_INFINITY;
            for (int exponent = -6; exponent <= 1; exponent++) {
                double[] at = point(seed + exponent, optimum.length);
                for (int p = 0; p < at.length; p++) {
                    at[p] = optimum[p] + at[p] * Math.pow(10, exponent);
                }
                Certifier.Certified certified = certifier.certify(at, false);
                double gap = certified.certificate().gap().orElseThrow();
                double distance = certified.objective() - best;
                assertTrue(gap >= distance - 1e-12, "seed " + seed + ", 1e" + exponent + ": " + gap + " < " + distance);
                tightest = Math.min(tightest, gap);
            }
            assertTrue(tightest < 1e-5, "seed " + seed + ": " + tightest);
        }
    }

    @Test
    void fit_withoutPenalty_hasNoGap_andSeparableClassesHaveAnOptimum() {
        DenseFeatures.Builder features = new DenseFeatures.Builder(20, 1, Precision.DOUBLE);
        int[] labels = new int[20];
        for (int i = 0; i < 20; i++) {
            features.set(i, 0, i < 10 ? i - 20 : i);
            labels[i] = i < 10 ? 0 : 1;
        }
        Fit fit = hinge(0).build().fit(new Dataset(features.build(), labels, null, 2));
        assertTrue(fit.converged(), fit.advice());
        assertTrue(fit.certificate().gap().isEmpty());
        assertEquals(0, fit.objective(), 1e-6);
        Dataset overlapping = data(1, false);
        Fit free = hinge(0).tolerance(1e-8).build().fit(overlapping);
        assertTrue(free.converged(), free.advice());
        assertEquals(longRun(overlapping, 0), free.objective(), 1e-6);
    }

    @Test
    void fit_atAnyNumberOfThreads_hasTheSameBits() {
        Dataset data = RandomProblem.dense(7, 5003, 5, 4, true, Precision.SINGLE);
        Fit one = hinge(1e-3).build().fit(data);
        assertTrue(one.converged(), one.advice());
        try (ThreadParallelism threads = new ThreadParallelism(3)) {
            Fit three = hinge(1e-3).parallelism(threads).build().fit(data);
            assertArrayEquals(one.classifier().weights(), three.classifier().weights());
            assertArrayEquals(one.classifier().bias(), three.classifier().bias());
            assertEquals(one.certificate(), three.certificate());
        }
    }

    @Test
    void fit_resumedAfterAnyIteration_endsInTheSameBits_andNotWithTheOtherLoss() {
        Dataset data = data(3, false);
        Fit whole = hinge(1e-3).build().fit(data);
        assertTrue(whole.iterations() > 3, "spread: " + whole.iterations());
        for (int stop = 1; stop < whole.iterations(); stop++) {
            Fit part = hinge(1e-3).build().fit(data, new StopUnasked(stop));
            assertFalse(part.converged() && part.iterations() > stop);
            Fit resumed = hinge(1e-3).build().fit(data, TrainingMonitor.SILENT, part.state());
            assertArrayEquals(whole.classifier().weights(), resumed.classifier().weights(), "stopped after " + stop);
            assertEquals(whole.certificate(), resumed.certificate());
        }
        SolverState state = hinge(1e-3).build().fit(data, new StopUnasked(2)).state();
        SoftmaxRegression other = SoftmaxRegression.builder()
                .penalty(new Penalty(1e-3))
                .solver(SolverKind.AUTO)
                .build();
        assertThrows(InvalidInputException.class, () -> other.fit(data, TrainingMonitor.SILENT, state));
    }

    /** Stops after some iterations and never asks for the state it is offered. */
    private static final class StopUnasked implements TrainingMonitor {
        private int left;

        StopUnasked(int iterations) {
            left = iterations;
        }

        @Override
        public void checkpoint(Supplier<SolverState> offered) {
            left--;
        }

        @Override
        public boolean stopRequested() {
            return left <= 0;
        }
    }

    @Test
    void build_withWhatHingesDoNotTake_isRefused() {
        SoftmaxRegression.Builder cholesky = hinge(0.1).solver(SolverKind.NEWTON_CHOLESKY);
        assertThrows(InvalidInputException.class, cholesky::build);
        SoftmaxRegression.Builder smoothed = hinge(0.1).labelSmoothing(0.1);
        assertThrows(InvalidInputException.class, smoothed::build);
        SoftmaxRegression.Builder sparse = hinge(0.1).penalty(new Penalty(0.1, 0));
        assertThrows(InvalidInputException.class, sparse::build);
    }
}
