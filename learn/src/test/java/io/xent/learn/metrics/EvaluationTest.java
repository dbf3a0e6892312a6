package io.xent.learn.metrics;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.xent.core.Matrix;
import io.xent.learn.Calibration;
import io.xent.learn.Dataset;
import io.xent.learn.DenseFeatures;
import io.xent.learn.InvalidInputException;
import io.xent.learn.LinearClassifier;
import io.xent.learn.Precision;
import io.xent.learn.ThreadParallelism;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluationTest {

    private static final double TOLERANCE = 1e-13;
    private static final GoldenRows GOLDEN = GoldenRows.load();

    @ParameterizedTest
    @ValueSource(strings = {"", "w."})
    void figures_ofLogits_areScikitLearns(String prefix) {
        Evaluation evaluation = new EvaluationBuilder(5)
                .addLogits(GOLDEN.logits(), GOLDEN.labels(), prefix.isEmpty() ? null : GOLDEN.weights())
                .build();
        assertFigures(prefix, evaluation);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "w."})
    void figures_ofProbabilities_areScikitLearns(String prefix) {
        Evaluation evaluation = new EvaluationBuilder(5)
                .addProbabilities(
                        plainSoftmax(GOLDEN.logits()), GOLDEN.labels(), prefix.isEmpty() ? null : GOLDEN.weights())
                .build();
        assertFigures(prefix, evaluation);
    }

    private static void assertFigures(String prefix, Evaluation actual) {
        assertAll(
                () -> assertFigure(prefix + "logLoss", actual.logLoss()),
                () -> assertFigure(prefix + "entropy", actual.entropy()),
                () -> assertFigure(prefix + "accuracy", actual.accuracy()),
                () -> assertFigure(prefix + "brierScore", actual.brierScore()),
                () -> assertFigure(prefix + "calibrationError", actual.calibrationError()),
                () -> assertFigure(
                        prefix + "maximumCalibrationError", actual.reliability().maximumError()),
                () -> assertFigure(prefix + "macro.precision", actual.macro().precision()),
                () -> assertFigure(prefix + "macro.recall", actual.macro().recall()),
                () -> assertFigure(prefix + "macro.f1", actual.macro().f1()),
                () -> assertFigure(
                        prefix + "weighted.precision", actual.weighted().precision()),
                () -> assertFigure(prefix + "weighted.recall", actual.weighted().recall()),
                () -> assertFigure(prefix + "weighted.f1", actual.weighted().f1()));
        for (int top = 1; top <= 4; top++) {
            assertFigure(prefix + "top" + top, actual.topAccuracy(top));
        }
        for (int k = 0; k < 5; k++) {
            assertFigure(prefix + "precision." + k, actual.scores(k).precision());
            assertFigure(prefix + "recall." + k, actual.scores(k).recall());
            assertFigure(prefix + "f1." + k, actual.scores(k).f1());
            assertFigure(prefix + "support." + k, actual.scores(k).support());
            for (int other = 0; other < 5; other++) {
                assertFigure(
                        prefix + "confusion." + k + "." + other,
                        actual.confusion().get(k, other));
            }
        }
    }

    private static void assertFigure(String name, double actual) {
        double expected = GOLDEN.figure(name);
        assertEquals(expected, actual, TOLERANCE * Math.max(1, Math.abs(expected)), name);
    }

    private static Matrix plainSoftmax(Matrix logits) {
        Matrix probabilities = Matrix.of(new double[logits.rows() * logits.columns()], logits.rows(), logits.columns());
        for (int i = 0; i < logits.rows(); i++) {
            double sum = 0;
            for (int k = 0; k < logits.columns(); k++) {
                sum += Math.exp(logits.get(i, k));
            }
            for (int k = 0; k < logits.columns(); k++) {
                probabilities.set(i, k, Math.exp(logits.get(i, k)) / sum);
            }
        }
        return probabilities;
    }

    @Test
    void figures_sameRowsInOtherBatches_sameBits() {
        Evaluation whole = Evaluation.ofLogits(GOLDEN.logits(), GOLDEN.labels());
        EvaluationBuilder builder = new EvaluationBuilder(5);
        int[] cuts = {0, 1, 1, 7, 32, 80};
        for (int c = 1; c < cuts.length; c++) {
            builder.addLogits(
                    GOLDEN.logits().rows(cuts[c - 1], cuts[c]),
                    Arrays.copyOfRange(GOLDEN.labels(), cuts[c - 1], cuts[c]),
                    null);
        }
        Evaluation batches = builder.build();
        assertEquals(whole.logLoss(), batches.logLoss());
        assertEquals(whole.brierScore(), batches.brierScore());
        assertEquals(whole.reliability(), batches.reliability());
    }

    @Test
    void build_thenMoreRows_leavesTheEvaluationAsItWas() {
        EvaluationBuilder builder = new EvaluationBuilder(2).addLogits(Matrix.row(1, 0), new int[] {0}, null);
        Evaluation before = builder.build();
        builder.addLogits(Matrix.row(1, 0), new int[] {1}, null);
        assertEquals(1, before.rows());
        assertEquals(1, before.topAccuracy(1));
        assertEquals(0, before.confusion().get(1, 0));
    }

    @Test
    void logLoss_rightByAMarginOf40_keepsItsDigits() {
        Evaluation evaluation = Evaluation.ofLogits(Matrix.row(40, 0), new int[] {0});
        assertEquals(4.248354255291589e-18, evaluation.logLoss(), 1e-30);
        assertEquals(2 * 4.248354255291589e-18 * 4.248354255291589e-18, evaluation.brierScore(), 1e-45);
    }

    @Test
    void logLoss_probabilitiesOfFloats_isNeverNegative() {
        float nearlyOne = Math.nextUp(1f);
        Matrix row = Matrix.of(new float[] {nearlyOne, 1e-9f}, 1, 2);
        double logLoss = Evaluation.ofProbabilities(row, new int[] {0}).logLoss();
        assertEquals(1e-9, logLoss, 1e-15);
    }

    @Test
    void logLoss_trueClassOfProbabilityZero_isInfiniteAndCounted() {
        Matrix rows = Matrix.of(new double[] {1, 0, 0.5, 0.5}, 2, 2);
        Evaluation evaluation = Evaluation.ofProbabilities(rows, new int[] {1, 1});
        assertEquals(Double.POSITIVE_INFINITY, evaluation.logLoss());
        assertEquals(Double.NEGATIVE_INFINITY, evaluation.skill());
        assertEquals(1, evaluation.impossibleRows());
        assertEquals(1.25, evaluation.brierScore());
    }

    @Test
    void logLoss_trueClassMasked_isInfiniteAndCounted() {
        Evaluation evaluation = Evaluation.ofLogits(Matrix.row(0, Double.NEGATIVE_INFINITY), new int[] {1});
        assertEquals(Double.POSITIVE_INFINITY, evaluation.logLoss());
        assertEquals(1, evaluation.impossibleRows());
    }

    @Test
    void skill_constantPredictionOfTheFrequencies_isZero() {
        double[] rows = {0.75, 0.25, 0.75, 0.25, 0.75, 0.25, 0.75, 0.25};
        Evaluation evaluation = Evaluation.ofProbabilities(Matrix.of(rows, 4, 2), new int[] {0, 0, 1, 0});
        assertEquals(0, evaluation.skill(), 1e-15);
        assertEquals(0.5623351446188083, evaluation.entropy(), 1e-15);
    }

    @Test
    void skill_oneClassOnly_isZeroForPerfectElseMinusInfinity() {
        assertEquals(
                0, Evaluation.ofProbabilities(Matrix.row(1, 0), new int[] {0}).skill());
        assertEquals(
                Double.NEGATIVE_INFINITY,
                Evaluation.ofProbabilities(Matrix.row(0.5, 0.5), new int[] {0}).skill());
    }

    @Test
    void accuracy_equalScores_firstClassIsPredicted() {
        Matrix rows = Matrix.of(new double[] {2, 2, 1, 2, 2, 1}, 2, 3);
        Evaluation evaluation = Evaluation.ofLogits(rows, new int[] {0, 1});
        assertEquals(0.5, evaluation.accuracy());
        assertEquals(0.5, evaluation.topAccuracy(1));
        assertEquals(1, evaluation.topAccuracy(2));
        assertEquals(1, evaluation.topAccuracy(99));
    }

    @Test
    void accuracyInterval_equalWeights_dependsOnRowsOnly() {
        Matrix rows = Matrix.of(new double[] {2, 1, 2, 1, 2, 1}, 3, 2);
        Interval once = Evaluation.ofLogits(rows, new int[] {0, 0, 1}).accuracyInterval();
        Interval seven = new EvaluationBuilder(2)
                .addLogits(rows, new int[] {0, 0, 1}, new double[] {7, 7, 7})
                .build()
                .accuracyInterval();
        assertEquals(once.low(), seven.low(), 1e-15);
        assertEquals(once.high(), seven.high(), 1e-15);
    }

    @Test
    void rows_ofWeightZero_areNotRead() {
        Matrix rows = Matrix.of(new double[] {Double.NaN, 1, 2, 1}, 2, 2);
        Evaluation evaluation = new EvaluationBuilder(2)
                .addLogits(rows, new int[] {0, 0}, new double[] {0, 2})
                .build();
        assertEquals(1, evaluation.rows());
        assertEquals(2, evaluation.weight());
        assertEquals(1, evaluation.accuracy());
    }

    @Test
    void scores_classThatNeitherOccursNorIsPredicted_isZeroAndOutsideTheMacroMean() {
        Evaluation evaluation = Evaluation.ofLogits(Matrix.row(2, 1, 0), new int[] {0});
        assertEquals(new Scores(0, 0, 0, 0), evaluation.scores(2));
        assertEquals(new Scores(1, 1, 1, 1), evaluation.macro());
    }

    @Test
    void largestMistakes_ordersByWeightThenClass() {
        Matrix rows = Matrix.of(new double[] {0, 1, 0, 0, 1, 0, 1, 0, 0, 0, 0, 1, 1, 0, 0}, 5, 3);
        ConfusionMatrix confusion =
                Evaluation.ofLogits(rows, new int[] {0, 0, 2, 1, 0}).confusion();
        assertEquals(
                List.of(new ConfusionMatrix.Mistake(0, 1, 2), new ConfusionMatrix.Mistake(1, 2, 1)),
                confusion.largestMistakes(2));
        assertEquals(3, confusion.largestMistakes(10).size());
        assertEquals(2, confusion.toArray()[0][1]);
        assertEquals(3, confusion.actual(0));
        assertEquals(2, confusion.predicted(0));
    }

    @Test
    void confusion_aMillionClasses_keepsOnlyThePairsThatOccurred() {
        int classes = 1_000_000;
        float[] row = new float[classes];
        row[999_999] = 5;
        Evaluation evaluation = Evaluation.ofLogits(Matrix.of(row, 1, classes), new int[] {999_998});
        assertEquals(1, evaluation.confusion().get(999_998, 999_999));
    }

    @Test
    void addLogits_notANumber_namesTheRowOverAllBatches() {
        EvaluationBuilder builder = new EvaluationBuilder(2).addLogits(Matrix.row(1, 0), new int[] {0}, null);
        Matrix bad = Matrix.of(new double[] {1, 2, 1, Double.NaN}, 2, 2);
        String message = assertThrows(InvalidInputException.class, () -> builder.addLogits(bad, new int[] {0, 0}, null))
                .getMessage();
        assertTrue(message.startsWith("row 3: "), message);
        assertTrue(message.contains("NaN"), message);
    }

    @Test
    void addLogits_everyClassMasked_namesTheRow() {
        double mask = Double.NEGATIVE_INFINITY;
        String message = assertThrows(
                        InvalidInputException.class, () -> Evaluation.ofLogits(Matrix.row(mask, mask), new int[] {0}))
                .getMessage();
        assertTrue(message.startsWith("row 1: ") && message.contains("all are -Infinity"), message);
    }

    @Test
    void of_classifier_scoresEveryBlockAtTheTemperature() {
        int rows = 70_000;
        DenseFeatures.Builder features = new DenseFeatures.Builder(rows, 1, Precision.SINGLE);
        int[] labels = new int[rows];
        double[] weights = new double[rows];
        for (int i = 0; i < rows; i++) {
            features.set(i, 0, i % 3);
            labels[i] = i % 2;
            weights[i] = 1 + i % 2;
        }
        Dataset data = new Dataset(features.build(), labels, weights, 2);
        LinearClassifier classifier = LinearClassifier.of(new double[] {0, 1}, new double[] {0, -1}, 1);
        double expected = 0;
        for (int i = 0; i < rows; i++) {
            double margin = (i % 3 - 1) / 4.0 * (labels[i] == 1 ? 1 : -1);
            expected += weights[i] * Math.log(1 + Math.exp(-margin));
        }
        Evaluation evaluation = Evaluation.of(classifier, new Calibration(4), data);
        assertEquals(rows, evaluation.rows());
        assertEquals(expected / 105_000, evaluation.logLoss(), 1e-12);
    }

    @Test
    void of_classifierOnThreeThreads_hasTheSameBits() {
        long seed = 91;
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int classes : new int[] {3, 65, 9000}) {
            int rows = classes == 3 ? 90_000 : 1100;
            DenseFeatures.Builder features = new DenseFeatures.Builder(rows, 5, Precision.SINGLE);
            for (int i = 0; i < rows * 5; i++) {
                features.set(i / 5, i % 5, random.nextGaussian());
            }
            int[] labels = random.ints(rows, 0, classes).toArray();
            Dataset data = new Dataset(features.build(), labels, null, classes);
            LinearClassifier classifier = LinearClassifier.of(
                    random.doubles(5L * classes, -1, 1).toArray(),
                    random.doubles(classes, -1, 1).toArray(),
                    5);
            Evaluation alone = Evaluation.of(classifier, new Calibration(2), data);
            try (ThreadParallelism three = new ThreadParallelism(3)) {
                Evaluation together = Evaluation.of(classifier, new Calibration(2), data, three);
                assertEquals(alone.logLoss(), together.logLoss());
                assertEquals(alone.brierScore(), together.brierScore());
                assertEquals(alone.calibrationError(), together.calibrationError());
                assertEquals(alone.topAccuracy(2), together.topAccuracy(2));
                assertEquals(
                        alone.confusion().largestMistakes(9),
                        together.confusion().largestMistakes(9));
            }
            double[] one = new double[classes];
            double[] all = new double[rows * classes];
            classifier.logits(data.features(), 0, Matrix.of(all, rows, classes));
            for (int row : new int[] {0, 1, rows - 1}) {
                classifier.logits(data.features(), row, Matrix.row(one));
                assertArrayEquals(one, Arrays.copyOfRange(all, row * classes, (row + 1) * classes));
            }
        }
    }

    @Test
    void addProbabilities_noDistribution_namesTheRowAndTheValue() {
        for (double[] row : new double[][] {{Double.NaN, 0.5}, {-0.1, 1.1}, {0.5, 0.4}, {0.7, 0.7}}) {
            String message = assertThrows(
                            InvalidInputException.class,
                            () -> Evaluation.ofProbabilities(Matrix.row(row), new int[] {0}))
                    .getMessage();
            assertTrue(message.startsWith("row 1: the probabilit"), message);
        }
    }

    @Test
    void add_wrongShapesLabelsAndWeights_areRefused() {
        EvaluationBuilder builder = new EvaluationBuilder(2);
        Matrix row = Matrix.row(1, 0);
        assertThrows(IllegalArgumentException.class, () -> builder.addLogits(Matrix.row(1, 0, 0), new int[] {0}, null));
        assertThrows(IllegalArgumentException.class, () -> builder.addLogits(row, new int[] {0, 1}, null));
        assertThrows(IllegalArgumentException.class, () -> builder.addLogits(row, new int[] {2}, null));
        assertThrows(IllegalArgumentException.class, () -> builder.addLogits(row, new int[] {0}, new double[] {-1}));
        assertThrows(InvalidInputException.class, builder::build);
    }
}
