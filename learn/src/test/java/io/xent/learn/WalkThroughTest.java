package io.xent.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.xent.core.CrossEntropy;
import io.xent.core.Matrix;
import io.xent.core.Target;
import io.xent.learn.metrics.Evaluation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The code of README.md and docs/guide/java.md, with the figures of scikit-learn 1.2.1's LogisticRegression(C=1, tol=1e-12). */
class WalkThroughTest {

    private final double[][] measurements = features("iris/train.csv");
    private final int[] species = labels("iris/train.csv");
    private final double[][] testMeasurements = features("iris/test.csv");
    private final int[] testSpecies = labels("iris/test.csv");

    @Test
    void guide_fromArraysToProbabilities_isScikitLearnsModel() {
        Dataset iris = Dataset.of(measurements, species);
        SoftmaxRegression regression =
                SoftmaxRegression.builder().penalty(Penalty.ofC(1, iris.rows())).build();
        Fit fit = regression.fit(iris);
        double[] probabilities = fit.classifier().probabilities(-1.033239, 0.7560077, -1.275099, -1.295856);

        Evaluation evaluation =
                Evaluation.of(fit.classifier(), Calibration.NONE, Dataset.of(testMeasurements, testSpecies));

        assertTrue(fit.converged(), fit.advice());
        assertEquals(0.21923183606, fit.objective(), 1e-6);
        assertArrayEquals(new double[] {0.975285032, 0.0247142152, 7.52942e-7}, probabilities, 1e-4);
        assertEquals(35 / 38.0, evaluation.accuracy(), 1e-15);
        assertEquals(0.2090155615, evaluation.logLoss(), 1e-4);
    }

    @Test
    void readme_lossAndGradient_isTheTutorials() {
        float[] z = {3, 4, 1};
        Matrix logits = Matrix.of(z, 1, 3);
        double nats = new CrossEntropy().lossAndGradient(logits, Target.classIndices(1), logits);

        assertEquals(-Math.log(0.70538451269), nats, 1e-7);
        assertArrayEquals(new float[] {0.25949646034f, -0.29461548731f, 0.03511902696f}, z, 1e-8f);
    }

    @Test
    void guide_crossValidation_choosesAPenaltyInsideThePath() {
        Dataset iris = Dataset.of(measurements, species);
        StratifiedFolds folds = StratifiedFolds.of(iris.labels(), iris.classes(), 5, 1);
        CrossValidation validation = CrossValidation.<LinearClassifier>run(
                folds,
                PenaltyPath.of(iris.features(), iris.weights(), PenaltyPath.DEFAULT_COUNT),
                (training, heldOut) -> new CrossValidation.Fold(iris.select(training), iris.select(heldOut)),
                (training, lambda, start) -> {
                    SoftmaxRegression trainer = SoftmaxRegression.builder()
                            .penalty(new Penalty(lambda))
                            .build();
                    return start == null
                            ? trainer.fit(training).classifier()
                            : trainer.fit(training, TrainingMonitor.SILENT, start)
                                    .classifier();
                });
        double lambda = validation.oneStandardError().lambda();

        assertFalse(validation.bestIsAtAnEnd());
        assertTrue(validation.best().lambda() <= lambda);
        assertEquals(112, validation.best().outOfFold().rows());
        assertTrue(
                validation.best().logLoss() < 0.2,
                "log loss " + validation.best().logLoss());
    }

    private static double[][] features(String resource) {
        return Arrays.stream(rows(resource)).map(row -> Arrays.copyOf(row, 4)).toArray(double[][]::new);
    }

    private static int[] labels(String resource) {
        return Arrays.stream(rows(resource)).mapToInt(row -> (int) row[4]).toArray();
    }

    private static double[][] rows(String resource) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(WalkThroughTest.class.getResourceAsStream(resource), resource),
                StandardCharsets.UTF_8))) {
            return reader.lines()
                    .skip(1)
                    .map(line -> Arrays.stream(line.split(","))
                            .mapToDouble(Double::parseDouble)
                            .toArray())
                    .toArray(double[][]::new);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
