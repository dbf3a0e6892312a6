package io.xent.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.xent.core.Parallelism;
import io.xent.learn.inference.FeatureLayout;
import io.xent.learn.inference.Separation;
import io.xent.learn.metrics.Evaluation;
import io.xent.learn.network.NetworkTraining;
import io.xent.learn.verification.Recomputation;
import io.xent.learn.verification.RowsFingerprint;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Distributions as targets, beside the same rows once for each class: another data set with the same objective. */
class SoftTargetsTest {

    private static final int CLASSES = 3;

    /** Rows whose targets are random; some have one class only, some weigh nothing. */
    private static Dataset soft(long seed, boolean sparse) {
        Random random = new Random(seed);
        Dataset hard = sparse
                ? RandomProblem.sparse(seed, 120, 5, CLASSES, true, Precision.DOUBLE)
                : RandomProblem.dense(seed, 120, 4, CLASSES, true, Precision.DOUBLE);
        double[] targets = new double[hard.rows() * CLASSES];
        for (int i = 0; i < hard.rows(); i++) {
            boolean one = random.nextInt(4) == 0;
            double sum = 0;
            for (int k = 0; k < CLASSES; k++) {
                boolean own = k == hard.labels()[i];
                targets[i * CLASSES + k] = one ? own ? 1 : 0 : random.nextDouble() + (own ? 2 : 0);
                sum += targets[i * CLASSES + k];
            }
            for (int k = 0; k < CLASSES; k++) {
                targets[i * CLASSES + k] /= sum;
            }
        }
        return Dataset.ofDistributions(hard.features(), targets, hard.weights(), CLASSES);
    }

    private static SoftmaxRegression.Builder settings(double lambda) {
        return SoftmaxRegression.builder().penalty(new Penalty(lambda)).tolerance(1e-10);
    }

    @ParameterizedTest
    @EnumSource(SolverKind.class)
    void fit_isThatOfRowsOncePerClass(SolverKind solver) {
        for (long seed = 0; seed < 8; seed++) {
            Dataset data = soft(seed, seed % 2 == 1);
            double smoothing = seed % 3 == 0 ? 0.1 : 0;
            SoftmaxRegression.Builder settings = settings(0.003).labelSmoothing(smoothing);
            Fit expected = settings.build().fit(data.withoutTargets());
            Fit fit = settings.solver(solver).build().fit(data);
            assertTrue(fit.converged(), fit.advice());
            assertEquals(expected.objective(), fit.objective(), 1e-9, "seed " + seed);
            assertArrayEquals(expected.classifier().weights(), fit.classifier().weights(), 1e-4, "seed " + seed);
            assertTrue(fit.certificate().gap().orElseThrow() <= 1e-10, "" + fit.certificate());
        }
    }

    @Test
    void gap_afterAnyNumberOfIterations_boundsTheDistanceToTheOptimum() {
        for (long seed = 0; seed < 12; seed++) {
            Dataset data = soft(seed, seed % 2 == 1);
            double lambda = Math.pow(10, -(seed % 5) - 0.5);
            double optimum = settings(lambda).build().fit(data).objective();
            for (int iterations : new int[] {0, 1, 2, 4, 8}) {
                Fit early = settings(lambda).maxIterations(iterations).build().fit(data);
                double distance = early.objective() - optimum;
                assertTrue(early.certificate().gap().orElseThrow() >= distance, "seed " + seed + ": " + distance);
            }
        }
    }

    @Test
    void recomputation_saysWhatTheCertificateSays() {
        for (long seed = 0; seed < 12; seed++) {
            Dataset data = soft(seed, seed % 2 == 1);
            SoftmaxRegression settings = settings(0.01)
                    .labelSmoothing(seed % 2 * 0.1)
                    .maxIterations((int) seed * 3)
                    .build();
            Fit fit = settings.fit(data);
            Recomputation found = Recomputation.of(data, fit.classifier(), settings, Parallelism.sequential());
            Recomputation spread =
                    Recomputation.of(data.withoutTargets(), fit.classifier(), settings, Parallelism.sequential());
            assertEquals(spread.objective(), found.objective(), 1e-14, "seed " + seed);
            assertEquals(spread.gradientNorm(), found.gradientNorm(), 1e-14, "seed " + seed);
            assertEquals(fit.objective(), found.objective(), 1e-14, "seed " + seed);
            assertEquals(fit.certificate().gradientNorm(), found.gradientNorm(), 1e-13, "seed " + seed);
            assertTrue(
                    found.gap().orElseThrow() <= 1.001 * fit.certificate().gap().orElseThrow() + 1e-13, "seed " + seed);
        }
    }

    @Test
    void evaluation_isThatOfRowsOncePerClass_butEachRowIsOneTrial() {
        Dataset data = soft(3, false);
        LinearClassifier classifier = settings(0.01).build().fit(data).classifier();
        Evaluation soft = Evaluation.of(classifier, Calibration.NONE, data);
        Evaluation spread = Evaluation.of(classifier, Calibration.NONE, data.withoutTargets());
        assertEquals(spread.logLoss(), soft.logLoss(), 1e-13);
        assertEquals(spread.entropy(), soft.entropy(), 1e-13);
        assertEquals(spread.accuracy(), soft.accuracy(), 1e-13);
        assertEquals(spread.brierScore(), soft.brierScore(), 1e-13);
        assertEquals(spread.calibrationError(), soft.calibrationError(), 1e-13);
        assertEquals(spread.topAccuracy(2), soft.topAccuracy(2), 1e-13);
        assertEquals(spread.macro().f1(), soft.macro().f1(), 1e-13);
        assertTrue(soft.rows() <= data.rows() && spread.rows() > data.rows(), soft.rows() + " " + spread.rows());
        double width = soft.accuracyInterval().high() - soft.accuracyInterval().low();
        assertTrue(
                width
                        > spread.accuracyInterval().high()
                                - spread.accuracyInterval().low(),
                "" + width);
    }

    @Test
    void classWeights_areThoseOfRowsOncePerClass() {
        Dataset data = soft(5, false);
        double[] weights = {1, 0.2, 3};
        Dataset weighted = ClassWeights.given(data, weights);
        Dataset expected = ClassWeights.given(data.withoutTargets(), weights);
        assertArrayEquals(expected.classTotals(), weighted.classTotals(), 1e-12);
        assertArrayEquals(expected.weights(), weighted.withoutTargets().weights(), 1e-12);
        double[] balanced = ClassWeights.balanced(data).classTotals();
        assertEquals(balanced[0], balanced[2], 1e-10);
    }

    /** A class that no target names is left out, as where no label does. */
    @Test
    void fit_classWithoutAnyShare_takesNoProbability() {
        Dataset data = Dataset.ofDistributions(
                DenseFeatures.of(new double[][] {{0}, {1}, {2}, {3}}),
                new double[] {0.9, 0, 0.1, 0.6, 0, 0.4, 0.3, 0, 0.7, 0.1, 0, 0.9},
                null,
                3);
        Fit fit = settings(0.1).build().fit(data);
        assertTrue(fit.converged(), fit.advice());
        assertTrue(fit.classifier().probabilities(1.5)[1] < 1e-20);
    }

    /** Without a penalty: rows that are undecided between classes hold the weights, where they can. */
    @Test
    void fit_withoutPenalty_hasAMinimumWhereTargetsOverlap() {
        Dataset data = Dataset.ofDistributions(
                DenseFeatures.of(new double[][] {{0}, {1}, {2}, {3}}),
                new double[] {0.9, 0.1, 0.6, 0.4, 0.3, 0.7, 0.1, 0.9},
                null,
                2);
        Fit fit = settings(0).build().fit(data);
        assertTrue(fit.converged(), fit.advice());
        assertTrue(inference(data).isEmpty());
        Dataset apart = Dataset.ofDistributions(data.features(), new double[] {1, 0, 1, 0, 0, 1, 0, 1}, null, 2);
        assertTrue(inference(apart).isPresent());
    }

    private static Optional<Separation> inference(Dataset data) {
        FeatureLayout layout = FeatureLayout.of(List.of("x"));
        return Separation.find(data, layout, Parallelism.sequential());
    }

    @Test
    void fingerprints_oneTargetChanged_areOthers() {
        Dataset data = soft(1, false);
        double[] targets = data.targets().clone();
        targets[0] -= 1e-9;
        targets[1] += 1e-9;
        Dataset other = Dataset.ofDistributions(data.features(), targets, data.weights(), CLASSES);
        assertTrue(!RowsFingerprint.of(data, Parallelism.sequential())
                .equals(RowsFingerprint.of(other, Parallelism.sequential())));
        assertTrue(Fingerprint.of(data, settings(0.1).build())
                != Fingerprint.of(other, settings(0.1).build()));
    }

    @Test
    void ofDistributions_whatIsNone_isRefusedWithItsRow() {
        Features features = DenseFeatures.of(new double[][] {{0}, {1}});
        double[][] bad = {{0.5, 0.5, 0.7, 0.2}, {0.5, 0.5, -0.1, 1.1}, {0.5, 0.5, Double.NaN, 1}};
        for (double[] targets : bad) {
            InvalidInputException refused = assertThrows(
                    InvalidInputException.class, () -> Dataset.ofDistributions(features, targets, null, 2));
            assertTrue(refused.getMessage().startsWith("row 2: the target"), refused.getMessage());
        }
        Dataset thirds = Dataset.ofDistributions(features, new double[] {0.333, 0.667, 0.33, 0.67}, null, 2);
        assertEquals(1, thirds.target(0, 0) + thirds.target(0, 1), 1e-15);
    }

    @Test
    void fit_withWhatKnowsClassesOnly_isRefused() {
        Dataset data = soft(1, false);
        for (SoftmaxRegression.Builder settings : new SoftmaxRegression.Builder[] {
            SoftmaxRegression.builder().loss(TrainingLoss.HINGE),
            SoftmaxRegression.builder().penalty(new Penalty(0.1, 0))
        }) {
            SoftmaxRegression regression = settings.build();
            assertThrows(InvalidInputException.class, () -> regression.fit(data));
        }
        NetworkTraining network = NetworkTraining.builder().build();
        assertThrows(InvalidInputException.class, () -> network.fit(data));
    }
}
