package io.xent.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CertificateTest {

    private static Fit fit(Dataset data, double lambda, double tolerance, int iterations) {
        return SoftmaxRegression.builder()
                .penalty(new Penalty(lambda))
                .tolerance(tolerance)
                .maxIterations(iterations)
                .build()
                .fit(data, TrainingMonitor.SILENT);
    }

    @Test
    void gap_afterAnyNumberOfIterations_boundsTheDistanceToTheOptimum() {
        for (long seed = 0; seed < 60; seed++) {
            int classes = 2 + (int) (seed % 4);
            Precision precision = seed % 5 == 0 ? Precision.SINGLE : Precision.DOUBLE;
            Dataset data = seed % 2 == 0
                    ? RandomProblem.dense(seed, 90, 1 + (int) (seed % 6), classes, seed % 3 == 0, precision)
                    : RandomProblem.sparse(seed, 90, 1 + (int) (seed % 6), classes, seed % 3 == 0, precision);
            double lambda = Math.pow(10, -(seed % 5) - 0.5);
            double optimum = fit(data, lambda, 1e-11, 500).objective();
            for (int iterations : new int[] {0, 1, 2, 4, 8}) {
                Fit early = fit(data, lambda, 1e-11, iterations);
                double gap = early.certificate().gap().orElseThrow();
                double distance = early.objective() - optimum;
                String where = "seed " + seed + ", " + iterations + " iterations";
                assertTrue(gap >= distance, where + ": gap " + gap + " below distance " + distance);
                assertTrue(gap >= 0, where);
            }
        }
    }

    @Test
    void gap_isTheSquaredGradientOverTwoLambda_onceTheBiasIsOptimal() {
        Dataset data = RandomProblem.dense(3, 90, 4, 3, true, Precision.DOUBLE);
        double lambda = 0.01;
        Fit fit = fit(data, lambda, 1e-9, 3);
        double norm = fit.certificate().gradientNorm();
        assertTrue(norm > 1e-6, "spread: the gradient must be well above rounding");
        assertEquals(norm * norm / (2 * lambda), fit.certificate().gap().orElseThrow(), 1e-6 * norm * norm / lambda);
    }

    @Test
    void gap_withoutPenalty_isUnknown() {
        Dataset data = RandomProblem.dense(4, 90, 2, 3, false, Precision.DOUBLE);
        assertTrue(fit(data, 0, 1e-6, 1000).certificate().gap().isEmpty());
    }

    @Test
    void gradientNorm_isThatOfTheParametersWritten() {
        for (Precision precision : Precision.values()) {
            Dataset data = RandomProblem.dense(5, 200, 5, 4, true, precision);
            Fit fit = fit(data, 0.01, 1e-6, 1000);
            TrainingProblem problem = TrainingProblem.of(data);
            DataPass pass = DataPass.of(data.features(), 4, precision, io.xent.core.Parallelism.sequential());
            SoftmaxObjective objective = new SoftmaxObjective(pass.in64Bits(), problem, 0.01);
            double[] gradient = new double[objective.dimension()];
            double value = objective.valueAndGradient(problem.parameters(fit.classifier()), gradient);
            assertEquals(value, fit.objective(), 0);
            double norm = new Vectors(io.xent.core.Parallelism.sequential()).norm(gradient);
            assertEquals(norm, fit.certificate().gradientNorm(), 0);
            if (precision == Precision.SINGLE) {
                assertEquals(
                        (float) fit.classifier().weight(1, 2), fit.classifier().weight(1, 2), 0);
                assertEquals((float) fit.classifier().bias(1), fit.classifier().bias(1), 0);
            }
        }
    }
}
