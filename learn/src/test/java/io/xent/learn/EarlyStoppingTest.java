package io.xent.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.xent.core.Parallelism;
import io.xent.learn.metrics.Evaluation;
import io.xent.learn.verification.Recomputation;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EarlyStoppingTest {

    /** Few rows of many columns, most of them noise, so that the optimum fits what is not there. */
    private static Dataset noisy(long seed, int rows) {
        Random random = new Random(seed);
        double[][] x = new double[rows][20];
        int[] labels = new int[rows];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < 20; j++) {
                x[i][j] = random.nextGaussian();
            }
            labels[i] = x[i][0] + random.nextGaussian() > 0 ? 1 : 0;
        }
        return Dataset.of(x, labels);
    }

    private static SoftmaxRegression.Builder settings() {
        return SoftmaxRegression.builder().penalty(new Penalty(1e-4)).solver(SolverKind.LBFGS);
    }

    private static double validationLoss(Fit fit, Dataset validation) {
        return Evaluation.of(fit.classifier(), Calibration.NONE, validation).logLoss();
    }

    /** The loss of the validation rows after each iteration, from fits that end there. */
    private static List<Double> course(Dataset training, Dataset validation, int iterations) {
        List<Double> losses = new ArrayList<>();
        SoftmaxRegression whole = settings()
                .earlyStopping(new EarlyStopping(validation, 1000))
                .maxIterations(iterations)
                .build();
        Fit fit = whole.fit(training);
        for (int i = 0; i <= Math.min(iterations, fit.iterations()); i++) {
            ValidationOfIteration monitor = new ValidationOfIteration(i);
            settings().build().fit(training, monitor);
            losses.add(validationLoss(monitor.classifier(training), validation));
        }
        return losses;
    }

    private static double validationLoss(LinearClassifier classifier, Dataset validation) {
        return Evaluation.of(classifier, Calibration.NONE, validation).logLoss();
    }

    /** Takes the parameters after an iteration from what a checkpoint would hold. */
    private static final class ValidationOfIteration implements TrainingMonitor {
        private final int wanted;
        private int seen;
        private SolverState state;

        ValidationOfIteration(int wanted) {
            this.wanted = wanted;
        }

        @Override
        public void progress(Progress progress) {
            seen = progress.iteration();
        }

        @Override
        public void checkpoint(java.util.function.Supplier<SolverState> now) {
            if (seen == wanted) {
                state = now.get();
            }
        }

        @Override
        public boolean stopRequested() {
            return seen >= wanted;
        }

        LinearClassifier classifier(Dataset data) {
            TrainingProblem problem = TrainingProblem.of(data);
            return problem.classifier(state == null ? problem.nullModel() : state.parameters(), data.classes(), 0);
        }
    }

    @Test
    void fit_stopsAfterPatience_andKeepsTheIterationThatWasBest() {
        int stopped = 0;
        for (long seed = 0; seed < 10; seed++) {
            Dataset training = noisy(seed, 60);
            Dataset validation = noisy(seed + 1000, 300);
            List<Double> course = course(training, validation, 40);
            int best = 0;
            for (int i = 1; i < course.size(); i++) {
                best = course.get(i) < course.get(best) ? i : best;
                if (i - best >= 3) {
                    break;
                }
            }
            Fit fit = settings()
                    .earlyStopping(new EarlyStopping(validation, 3))
                    .build()
                    .fit(training);
            String where = "seed " + seed;
            if (fit.early().isPresent()) {
                stopped++;
                assertEquals(best, fit.early().get().iteration(), where);
                assertEquals(course.get(best), fit.early().get().loss(), 1e-9, where);
                assertEquals(course.get(best), validationLoss(fit, validation), 1e-9, where + ": kept as it was");
                assertTrue(!fit.converged() && fit.complete() && fit.advice().isEmpty(), where);
                assertTrue(fit.iterations() <= best + 3, where);
            }
        }
        assertTrue(stopped >= 5, stopped + " of 10 were stopped");
    }

    /** It is not the optimum, and says how far from it it is, as plain loops confirm. */
    @Test
    void certificate_ofAStoppedFit_boundsItsDistanceToTheOptimum() {
        for (long seed = 0; seed < 10; seed++) {
            Dataset training = noisy(seed, 60);
            Fit fit = settings()
                    .earlyStopping(new EarlyStopping(noisy(seed + 1000, 300), 2))
                    .build()
                    .fit(training);
            Fit optimum = settings().tolerance(1e-10).build().fit(training);
            double gap = fit.certificate().gap().orElseThrow();
            assertTrue(fit.objective() - optimum.objective() <= gap, "seed " + seed);
            Recomputation found =
                    Recomputation.of(training, fit.classifier(), settings().build(), Parallelism.sequential());
            assertEquals(fit.objective(), found.objective(), 1e-13);
            assertEquals(fit.certificate().gradientNorm(), found.gradientNorm(), 1e-12);
            assertTrue(found.gap().orElseThrow() <= 1.001 * gap + 1e-12, "seed " + seed);
        }
    }

    /** Rows that are trained on gain to the end. */
    @Test
    void fit_validatedByItsOwnRows_isTheOptimum() {
        Dataset data = noisy(1, 80);
        Fit expected = settings().build().fit(data);
        Fit fit = settings()
                .earlyStopping(new EarlyStopping(data, 5))
                .penalty(new Penalty(1e-3))
                .build()
                .fit(data);
        assertTrue(fit.early().isEmpty() && fit.converged(), fit.advice());
        assertTrue(expected.converged());
        for (TrainingLoss loss : TrainingLoss.values()) {
            Fit other = settings()
                    .loss(loss)
                    .earlyStopping(new EarlyStopping(noisy(7, 200), 1))
                    .build()
                    .fit(data);
            assertTrue(other.early().isPresent() && other.early().get().loss() > 0, loss + ": " + other.advice());
        }
    }

    /** Held-out rows may lack classes; not the other way round. */
    @Test
    void fit_validationOfOtherRows_isChecked() {
        Dataset data = noisy(1, 80);
        Dataset other = new Dataset(data.features(), new int[80], null, 2);
        settings().earlyStopping(new EarlyStopping(other, 5)).build().fit(data);
        Dataset three = new Dataset(data.features(), data.labels(), null, 3);
        int[] labels = data.labels().clone();
        labels[3] = 2;
        Dataset unknown = new Dataset(data.features(), labels, null, 3);
        SoftmaxRegression regression =
                settings().earlyStopping(new EarlyStopping(unknown, 5)).build();
        InvalidInputException refused = assertThrows(InvalidInputException.class, () -> regression.fit(three));
        assertTrue(refused.getMessage().startsWith("validation rows have class 2"), refused.getMessage());
        assertThrows(InvalidInputException.class, () -> new EarlyStopping(data, 0));
        Fit fit = regression(data).fit(data);
        assertThrows(
                InvalidInputException.class, () -> regression(data).fit(data, TrainingMonitor.SILENT, fit.state()));
        assertArrayEquals(
                fit.classifier().weights(),
                regression(data).fit(data).classifier().weights());
    }

    private static SoftmaxRegression regression(Dataset validation) {
        return settings().earlyStopping(new EarlyStopping(validation, 5)).build();
    }
}
