package io.xent.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SoftmaxRegressionTest {

    private static SoftmaxRegression.Builder settings(Dataset data) {
        return SoftmaxRegression.builder().penalty(Penalty.ofC(1, data.totalWeight()));
    }

    private static Fit fit(Dataset data, double lambda) {
        return SoftmaxRegression.builder().penalty(new Penalty(lambda)).build().fit(data, TrainingMonitor.SILENT);
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void fit_onDigits_reachesScikitLearnsObjective(Precision precision) throws IOException {
        Dataset data = TrainingData.resource("digits/train.csv", precision);
        assertReaches(0.22156877, settings(data).build().fit(data, TrainingMonitor.SILENT), precision);
    }

    @ParameterizedTest
    @CsvSource({"letter, 0.85135770", "dna, 0.07961522"})
    void fit_onSharedData_reachesScikitLearnsObjective(String name, double objective) throws IOException {
        for (Precision precision : Precision.values()) {
            Optional<Dataset> data = TrainingData.csv(name, precision);
            assumeTrue(data.isPresent(), "skipped: ../shared/data/" + name + " is not here");
            assertReaches(objective, settings(data.get()).build().fit(data.get(), TrainingMonitor.SILENT), precision);
        }
    }

    /** The reference has eight digits, so half a unit of the last is allowed beside the relative bound. */
    private static void assertReaches(double objective, Fit fit, Precision precision) {
        double relative = precision == Precision.DOUBLE ? 1e-7 : 1e-6;
        assertTrue(fit.converged(), fit.advice());
        assertTrue(fit.objective() <= objective * (1 + relative), "objective " + fit.objective());
        assertTrue(fit.objective() >= objective * (1 - 1e-5), "too good to be true: " + fit.objective());
        assertEquals("", fit.advice());
    }

    /** Along a path of penalties the first step of each fit is far too short: the curvature has shrunk since the null model. */
    @Test
    void fit_fromTheModelOfALargerPenalty_goesOnToTheOptimum() throws IOException {
        Dataset data = TrainingData.resource("digits/train.csv", Precision.DOUBLE);
        LinearClassifier start = null;
        for (double lambda : new double[] {1e-2, 1e-3, 1e-4, 1e-5}) {
            Fit cold = fit(data, lambda);
            SoftmaxRegression regression =
                    SoftmaxRegression.builder().penalty(new Penalty(lambda)).build();
            Fit warm = start == null ? cold : regression.fit(data, TrainingMonitor.SILENT, start);
            assertTrue(warm.converged(), "λ " + lambda + ": " + warm.advice());
            assertEquals(cold.objective(), warm.objective(), 1e-6, "λ " + lambda);
            start = warm.classifier();
        }
    }

    @Test
    void fit_hasTheSameBits_forAnyNumberOfThreads() throws IOException {
        Dataset data = TrainingData.resource("digits/train.csv", Precision.SINGLE);
        double[] expected = settings(data)
                .build()
                .fit(data, TrainingMonitor.SILENT)
                .classifier()
                .weights();
        for (int threads : new int[] {2, 3, 8}) {
            try (ThreadParallelism parallelism = new ThreadParallelism(threads)) {
                Fit fit = settings(data).parallelism(parallelism).build().fit(data, TrainingMonitor.SILENT);
                assertArrayEquals(expected, fit.classifier().weights(), threads + " threads");
            }
        }
    }

    @Test
    void fit_ofTwoClasses_isTheLogisticRegressionOfTheirDifference() {
        Dataset data = RandomProblem.dense(7, 300, 4, 2, false, Precision.DOUBLE);
        Fit fit = fit(data, 0.02);
        assertTrue(fit.converged(), fit.advice());
        for (int j = 0; j < 4; j++) {
            assertEquals(-fit.classifier().weight(0, j), fit.classifier().weight(1, j), 1e-6);
        }
    }

    @Test
    void fit_withRowWeights_isThatOfRepeatedRows() {
        Dataset once = RandomProblem.dense(8, 80, 3, 3, false, Precision.DOUBLE);
        double[] weights = new double[80];
        int[] repeated = new int[80 + 40];
        for (int i = 0; i < 80; i++) {
            weights[i] = i % 2 == 0 ? 2 : 1;
            repeated[i] = i;
        }
        for (int i = 0; i < 40; i++) {
            repeated[80 + i] = 2 * i;
        }
        Dataset weighted = new Dataset(once.features(), once.labels(), weights, 3);
        assertEquals(
                fit(once.select(repeated), 0.01).objective(),
                fit(weighted, 0.01).objective(),
                1e-9);
    }

    @Test
    void fit_withAClassThatWeighsNothing_isTheFitWithoutIt() {
        Dataset two = RandomProblem.dense(9, 120, 3, 2, false, Precision.DOUBLE);
        Dataset three = new Dataset(two.features(), two.labels(), null, 3);
        Fit expected = fit(two, 0.01);
        Fit fit = fit(three, 0.01);
        assertTrue(fit.converged(), fit.advice());
        assertEquals(expected.objective(), fit.objective(), 0);
        assertEquals(0, fit.classifier().weight(2, 1), 0);
        double[] logits = new double[3];
        fit.classifier().logits(two.features(), 0, io.xent.core.Matrix.of(logits, 1, 3));
        assertTrue(io.xent.core.Softmax.of(logits)[2] < 1e-26);
    }

    @Test
    void fit_withOneClassOnly_isRefused() {
        Dataset data = RandomProblem.dense(10, 20, 3, 2, false, Precision.DOUBLE);
        Dataset single = new Dataset(data.features(), new int[20], null, 2);
        InvalidInputException refused = assertThrows(InvalidInputException.class, () -> fit(single, 0.1));
        assertTrue(refused.getMessage().contains("only 1 of 2 classes"), refused.getMessage());
    }

    @Test
    void fit_ofSeparableClassesWithoutPenalty_saysThatThereIsNoOptimum() {
        DenseFeatures.Builder features = new DenseFeatures.Builder(6, 1, Precision.DOUBLE);
        for (int i = 0; i < 6; i++) {
            features.set(i, 0, i);
        }
        Dataset data = new Dataset(features.build(), new int[] {0, 0, 1, 1, 2, 2}, null, 3);
        Fit fit = fit(data, 0);
        assertFalse(fit.converged());
        assertTrue(fit.advice().contains("use a penalty"), fit.advice());
        assertTrue(fit.certificate().gap().isEmpty());
    }

    @Test
    void fit_withoutFeatures_givesThePriors() {
        Dataset data = new Dataset(
                new DenseFeatures.Builder(10, 0, Precision.DOUBLE).build(),
                new int[] {0, 0, 0, 0, 0, 1, 1, 1, 2, 2},
                null,
                3);
        Fit fit = fit(data, 0.1);
        assertTrue(fit.converged(), fit.advice());
        double entropy = -0.5 * Math.log(0.5) - 0.3 * Math.log(0.3) - 0.2 * Math.log(0.2);
        assertEquals(entropy, fit.objective(), 1e-12);
    }

    @ParameterizedTest
    @CsvSource({"0", "0.01"})
    void fit_withAConstantFeature_ignoresIt(double lambda) {
        Dataset data = RandomProblem.dense(11, 200, 3, 3, false, Precision.DOUBLE);
        DenseFeatures.Builder widened = new DenseFeatures.Builder(200, 4, Precision.DOUBLE);
        for (int i = 0; i < 200; i++) {
            for (int j = 0; j < 3; j++) {
                widened.set(i, j, data.features().get(i, j));
            }
            widened.set(i, 3, 12345.678);
        }
        Fit fit = fit(new Dataset(widened.build(), data.labels(), null, 3), lambda);
        assertTrue(fit.converged(), fit.advice());
        assertEquals(fit(data, lambda).objective(), fit.objective(), 1e-6);
        assertEquals(0, fit.classifier().weight(1, 3), 1e-6);
    }

    /** Sizes below and above what is fitted in 64-bit arithmetic whatever the precision. */
    @ParameterizedTest
    @CsvSource({"SINGLE, 2000, 4", "DOUBLE, 2000, 4", "SINGLE, 66000, 64"})
    void fit_ofUnscaledColumns_takesAtMostTwiceTheIterations(Precision precision, int rows, int columns) {
        Dataset scaled = RandomProblem.dense(12, rows, columns, 3, false, precision);
        double[] scales = {1e6, 1e-3, 255, 1};
        double[] shifts = {5e6, 0.01, 0, -40};
        DenseFeatures.Builder raw = new DenseFeatures.Builder(rows, columns, precision);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                raw.set(i, j, scaled.features().get(i, j) * scales[j % 4] + shifts[j % 4]);
            }
        }
        Fit expected = fit(scaled, 0);
        Fit fit = fit(new Dataset(raw.build(), scaled.labels(), null, 3), 0);
        assertTrue(fit.iterations() <= 2 * expected.iterations(), fit.iterations() + " iterations");
        assertEquals(expected.objective(), fit.objective(), 1e-5);
    }

    @Test
    void fit_whereAFeatureIsNotFinite_namesTheRow() {
        DenseFeatures.Builder features = new DenseFeatures.Builder(4, 2, Precision.SINGLE);
        features.set(2, 1, Double.NaN);
        Dataset data = new Dataset(features.build(), new int[] {0, 1, 0, 1}, null, 2);
        InvalidInputException refused = assertThrows(InvalidInputException.class, () -> fit(data, 0.1));
        assertTrue(refused.getMessage().startsWith("row 2, feature 1 is NaN"), refused.getMessage());
    }

    @Test
    void fit_fromTheOptimum_isDoneAtOnce() {
        Dataset data = RandomProblem.dense(13, 300, 4, 3, true, Precision.DOUBLE);
        SoftmaxRegression regression =
                SoftmaxRegression.builder().penalty(new Penalty(0.01)).build();
        Fit cold = regression.fit(data, TrainingMonitor.SILENT);
        Fit warm = regression.fit(data, TrainingMonitor.SILENT, cold.classifier());
        assertTrue(warm.converged(), warm.advice());
        assertTrue(warm.iterations() <= 1, warm.iterations() + " iterations");
    }

    @Test
    void fit_fromAModelOfAnotherShape_isRefused() {
        Dataset data = RandomProblem.dense(14, 30, 4, 3, false, Precision.DOUBLE);
        LinearClassifier other = LinearClassifier.of(new double[6], new double[2], 3);
        SoftmaxRegression regression = SoftmaxRegression.builder().build();
        assertThrows(InvalidInputException.class, () -> regression.fit(data, TrainingMonitor.SILENT, other));
    }

    @Test
    void fit_thatRunsOutOfIterations_saysSo() {
        Dataset data = RandomProblem.dense(15, 300, 4, 3, false, Precision.DOUBLE);
        Fit fit = SoftmaxRegression.builder()
                .penalty(new Penalty(1e-4))
                .maxIterations(2)
                .build()
                .fit(data, TrainingMonitor.SILENT);
        assertFalse(fit.converged());
        assertEquals(2, fit.iterations());
        assertTrue(fit.advice().contains("limit of 2 iterations"), fit.advice());
    }

    @Test
    void balanced_givesEveryClassTheSameWeight_andKeepsTheTotal() {
        Dataset data = new Dataset(
                new DenseFeatures.Builder(6, 1, Precision.DOUBLE).build(), new int[] {0, 0, 0, 0, 1, 2}, null, 4);
        double[] totals = ClassWeights.balanced(data).classTotals();
        assertArrayEquals(new double[] {2, 2, 2, 0}, totals, 1e-12);
        assertEquals(6, Arrays.stream(totals).sum(), 1e-12);
    }

    @Test
    void penalty_inBothConventions_agrees() {
        assertEquals(1 / 200.0, Penalty.ofC(2, 100).lambda(), 0);
        assertEquals(2, Penalty.ofC(2, 100).c(100), 1e-15);
        assertThrows(InvalidInputException.class, () -> new Penalty(-1));
        assertThrows(InvalidInputException.class, () -> Penalty.ofC(0, 10));
    }
}
