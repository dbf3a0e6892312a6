package io.xent.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CrossValidationTest {

    private static final double[] LAMBDAS = {0.01, 1, 0.1, 10, 100};

    /** Rows x ~ U(−2, 2) of two classes with log odds x, so that weights of ±½ are the truth. */
    private static Dataset rowsWithLogOddsX(int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        DenseFeatures.Builder features = new DenseFeatures.Builder(rows, 1, Precision.DOUBLE);
        int[] labels = new int[rows];
        for (int i = 0; i < rows; i++) {
            double x = random.nextDouble(-2, 2);
            features.set(i, 0, x);
            labels[i] = random.nextDouble() < 1 / (1 + Math.exp(-x)) ? 1 : 0;
        }
        return new Dataset(features.build(), labels, null, 2);
    }

    /** Stands in for training: weights that shrink as λ grows, and are the truth at λ = 1. */
    private static LinearClassifier shrunk(double lambda) {
        double weight = 0.5 / lambda;
        return LinearClassifier.of(new double[] {-weight, weight}, new double[2], 1);
    }

    private static CrossValidation.FoldEncoder select(Dataset data) {
        return (training, heldOut) -> new CrossValidation.Fold(data.select(training), data.select(heldOut));
    }

    @Test
    void run_oneLambdaGivesTheTruth_itIsBest() {
        Dataset data = rowsWithLogOddsX(3000, 5);
        CrossValidation result = CrossValidation.run(
                StratifiedFolds.of(data.labels(), 2, 5, 1),
                LAMBDAS,
                select(data),
                (training, lambda, start) -> shrunk(lambda));
        assertEquals(1, result.best().lambda());
        assertEquals(5, result.best().folds().size());
        assertEquals(3000, result.best().outOfFold().rows());
        assertFalse(result.bestIsAtAnEnd());
        assertArrayEquals(
                new double[] {100, 10, 1, 0.1, 0.01},
                result.path().stream()
                        .mapToDouble(CrossValidation.Point::lambda)
                        .toArray());
    }

    @Test
    void run_eachFold_goesDownThePathFromTheModelBefore() {
        Dataset data = rowsWithLogOddsX(50, 5);
        List<Double> asked = new ArrayList<>();
        List<LinearClassifier> given = new ArrayList<>();
        CrossValidation.run(
                StratifiedFolds.of(data.labels(), 2, 2, 1), LAMBDAS, select(data), (training, lambda, start) -> {
                    if (asked.size() % 5 == 0) {
                        assertNull(start);
                    } else {
                        assertSame(given.get(given.size() - 1), start);
                    }
                    asked.add(lambda);
                    given.add(shrunk(lambda));
                    return given.get(given.size() - 1);
                });
        assertEquals(List.of(100.0, 10.0, 1.0, 0.1, 0.01, 100.0, 10.0, 1.0, 0.1, 0.01), asked);
    }

    @Test
    void run_encoder_isGivenEveryRowOnceAsHeldOutAndNeverInItsTraining() {
        Dataset data = rowsWithLogOddsX(40, 6);
        List<Integer> heldOutRows = new ArrayList<>();
        CrossValidation.run(
                StratifiedFolds.of(data.labels(), 2, 4, 1),
                new double[] {1},
                (training, heldOut) -> {
                    assertTrue(Arrays.stream(training)
                            .noneMatch(i -> Arrays.stream(heldOut).anyMatch(j -> i == j)));
                    Arrays.stream(heldOut).forEach(heldOutRows::add);
                    return new CrossValidation.Fold(data.select(training), data.select(heldOut));
                },
                (training, lambda, start) -> shrunk(lambda));
        assertEquals(
                IntStream.range(0, 40).boxed().toList(),
                heldOutRows.stream().sorted().toList());
    }

    /** Bias alone: fold losses ln 2 and ln 4 of equal weight have mean 1.5 ln 2 and standard error ½ ln 2. */
    @Test
    void run_twoFolds_meanAndStandardErrorByHand() {
        int[] labels = {0, 0, 1, 1};
        Dataset data = new Dataset(new DenseFeatures.Builder(4, 1, Precision.DOUBLE).build(), labels, null, 2);
        List<LinearClassifier> models = List.of(
                LinearClassifier.of(new double[2], new double[2], 1), LinearClassifier.of(new double[2], oddsOf4(), 1));
        int[] fold = {0};
        CrossValidation result = CrossValidation.run(
                StratifiedFolds.of(labels, 2, 2, 1),
                new double[] {1},
                (training, heldOut) -> new CrossValidation.Fold(
                        data.select(training), new Dataset(data.select(heldOut).features(), new int[2], null, 2)),
                (training, lambda, start) -> models.get(fold[0]++));
        assertEquals(1.5 * Math.log(2), result.best().logLoss(), 1e-15);
        assertEquals(0.5 * Math.log(2), result.best().standardError(), 1e-15);
    }

    private static double[] oddsOf4() {
        return new double[] {0, Math.log(3)};
    }

    private static CrossValidation.Point point(double lambda, double logLoss, double standardError) {
        return new CrossValidation.Point(lambda, logLoss, standardError, null, List.of());
    }

    @Test
    void oneStandardError_constructedPath_isTheLargestLambdaWithinOne() {
        CrossValidation result = new CrossValidation(List.of(
                point(100, 0.9, 0.01),
                point(10, 0.55, 0.2),
                point(1, 0.52, 0.001),
                point(0.1, 0.5, 0.03),
                point(0.01, 0.51, 0.5)));
        assertEquals(0.1, result.best().lambda());
        assertEquals(1, result.oneStandardError().lambda());
    }

    @Test
    void oneStandardError_noSpread_isTheBest() {
        CrossValidation result = new CrossValidation(List.of(point(10, 0.5, 0), point(1, 0.4, 0), point(0.1, 0.4, 0)));
        assertEquals(1, result.best().lambda());
        assertEquals(1, result.oneStandardError().lambda());
    }

    @Test
    void bestIsAtAnEnd_smallestOrLargest_isSaid() {
        assertTrue(new CrossValidation(List.of(point(10, 0.5, 0), point(1, 0.4, 0))).bestIsAtAnEnd());
        assertTrue(new CrossValidation(List.of(point(10, 0.3, 0), point(1, 0.4, 0))).bestIsAtAnEnd());
    }

    @Test
    void best_infiniteLoss_isNeverChosen() {
        double infinite = Double.POSITIVE_INFINITY;
        CrossValidation result = new CrossValidation(List.of(point(10, infinite, Double.NaN), point(1, 0.4, 0.1)));
        assertEquals(1, result.best().lambda());
        assertEquals(1, result.oneStandardError().lambda());
        assertThrows(InvalidInputException.class, () -> new CrossValidation(List.of(point(10, infinite, Double.NaN))));
    }

    @Test
    void run_lambdasThatAreNoPath_areRefused() {
        Dataset data = rowsWithLogOddsX(20, 7);
        StratifiedFolds folds = StratifiedFolds.of(data.labels(), 2, 2, 1);
        for (double[] lambdas : new double[][] {{}, {0, 1}, {1, 1}, {-1}, {Double.NaN}}) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> CrossValidation.run(folds, lambdas, select(data), (t, lambda, start) -> shrunk(lambda)),
                    Arrays.toString(lambdas));
        }
    }
}
