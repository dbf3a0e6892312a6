package io.xent.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.xent.core.Parallelism;
import io.xent.learn.inference.FeatureLayout;
import io.xent.learn.inference.Inference;
import io.xent.learn.metrics.Evaluation;
import io.xent.learn.verification.Recomputation;
import io.xent.learn.verification.RowsFingerprint;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OffsetsTest {

    /** What known weights make of the features. */
    private static Dataset offset(Dataset data, LinearClassifier known) {
        double[] offsets = new double[data.rows() * data.classes()];
        for (int at = 0; at < offsets.length; at++) {
            int k = at % data.classes();
            offsets[at] = known.bias(k);
            for (int j = 0; j < data.features().columns(); j++) {
                offsets[at] += known.weight(k, j) * data.features().get(at / data.classes(), j);
            }
        }
        return data.withOffsets(offsets);
    }

    private static LinearClassifier random(long seed, Dataset data) {
        Random random = new Random(seed);
        return LinearClassifier.of(
                random.doubles((long) data.classes() * data.features().columns(), -1, 1)
                        .toArray(),
                random.doubles(data.classes(), -1, 1).toArray(),
                data.features().columns());
    }

    private static Dataset data(long seed, Precision precision) {
        return seed % 2 == 0
                ? RandomProblem.dense(seed, 200, 4, 3, true, precision)
                : RandomProblem.sparse(seed, 200, 4, 3, true, precision);
    }

    /** Without a penalty, logits that are given take nothing from the optimum: weights make up for them exactly. */
    @Test
    void fit_offsetsThatWeightsCouldMake_isTheOtherFitWithoutThem() {
        for (long seed = 0; seed < 10; seed++) {
            Dataset data = data(seed, Precision.DOUBLE);
            LinearClassifier known = random(seed, data);
            for (SolverKind solver : SolverKind.values()) {
                SoftmaxRegression regression = SoftmaxRegression.builder()
                        .solver(solver)
                        .tolerance(1e-10)
                        .build();
                Fit without = regression.fit(data);
                Fit with = regression.fit(offset(data, known));
                assertTrue(with.converged(), with.advice());
                assertEquals(without.objective(), with.objective(), 1e-9, "seed " + seed);
                for (int j = 0; j < data.features().columns(); j++) {
                    double expected = difference(without.classifier(), j) - difference(known, j);
                    assertEquals(expected, difference(with.classifier(), j), 1e-3, "seed " + seed + " " + solver);
                }
            }
        }
    }

    private static double difference(LinearClassifier classifier, int feature) {
        return classifier.weight(1, feature) - classifier.weight(0, feature);
    }

    /** By all losses, penalties and precisions: the plain recomputation, which adds offsets by itself, finds what is claimed. */
    @Test
    void certificate_ofAnyObjective_isWhatIsRecomputed() {
        for (long seed = 0; seed < 18; seed++) {
            Precision precision = seed % 4 < 2 ? Precision.DOUBLE : Precision.SINGLE;
            Dataset data = offset(data(seed, precision), random(seed + 100, data(seed, precision)));
            SoftmaxRegression.Builder settings =
                    SoftmaxRegression.builder().tolerance(1e-6).penalty(new Penalty(0.01));
            switch ((int) (seed % 3)) {
                case 0 -> settings.loss(TrainingLoss.HINGE);
                case 1 -> settings.penalty(new Penalty(0.005, seed % 2 * 0.01));
                default -> settings.labelSmoothing(0.1);
            }
            Fit fit = settings.build().fit(data);
            assertTrue(fit.converged(), "seed " + seed + ": " + fit.advice());
            Recomputation found = Recomputation.of(data, fit.classifier(), settings.build(), Parallelism.sequential());
            assertEquals(fit.objective(), found.objective(), 1e-13, "seed " + seed);
            assertEquals(fit.certificate().gradientNorm(), found.gradientNorm(), 1e-13, "seed " + seed);
            double claimed = fit.certificate().gap().orElseThrow();
            assertTrue(found.gap().orElseThrow() <= 1.001 * claimed + 1e-12, "seed " + seed);
        }
    }

    /** Only what weights do counts: offsets that are right on every row leave the weights where they are. */
    @Test
    void fit_withoutPenalty_separationIsThatOfTheFeatures() {
        Dataset overlapping = Dataset.of(new double[][] {{0}, {1}, {2}, {3}}, new int[] {0, 1, 0, 1});
        double[] sure = {9, 0, 0, 9, 9, 0, 0, 9};
        SoftmaxRegression regression = SoftmaxRegression.builder().build();
        assertTrue(regression.fit(overlapping.withOffsets(sure)).converged());
        Dataset separable = Dataset.of(new double[][] {{0}, {1}, {2}, {3}}, new int[] {0, 0, 1, 1});
        Fit grows = regression.fit(separable.withOffsets(new double[] {0, 2, 2, 0, 0, 2, 2, 0}));
        assertTrue(grows.advice().contains("separate"), grows.advice());
    }

    @Test
    void evaluation_addsThem() {
        Dataset data = data(2, Precision.DOUBLE);
        LinearClassifier known = random(2, data);
        LinearClassifier nothing = LinearClassifier.of(new double[3 * 4], new double[3], 4);
        Evaluation expected = Evaluation.of(known, Calibration.NONE, data);
        assertEquals(
                expected.logLoss(),
                Evaluation.of(nothing, Calibration.NONE, offset(data, known)).logLoss(),
                1e-12);
    }

    @Test
    void fingerprints_oneOffsetChanged_areOthers() {
        Dataset data = offset(data(1, Precision.DOUBLE), random(1, data(1, Precision.DOUBLE)));
        double[] offsets = data.offsets().clone();
        offsets[17] += 1e-9;
        assertTrue(!RowsFingerprint.of(data, Parallelism.sequential())
                .equals(RowsFingerprint.of(data.withOffsets(offsets), Parallelism.sequential())));
    }

    @Test
    void whatCannotBe_isRefused() {
        Dataset data = Dataset.of(new double[][] {{0}, {1}, {2}, {3}}, new int[] {0, 1, 0, 1});
        assertThrows(IllegalArgumentException.class, () -> data.withOffsets(new double[3]));
        IllegalArgumentException infinite = assertThrows(
                IllegalArgumentException.class,
                () -> data.withOffsets(new double[] {0, 0, 0, Double.POSITIVE_INFINITY, 0, 0, 0, 0}));
        assertTrue(infinite.getMessage().startsWith("row 1: the offset of class 1"), infinite.getMessage());
        Dataset offset = data.withOffsets(new double[8]);
        FeatureLayout layout = FeatureLayout.of(List.of("x"));
        assertThrows(
                InvalidInputException.class,
                () -> Inference.of(offset, new Penalty(0), layout, 0, Parallelism.sequential()));
    }
}
