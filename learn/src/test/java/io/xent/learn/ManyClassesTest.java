package io.xent.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.xent.core.Parallelism;
import io.xent.learn.metrics.Evaluation;
import io.xent.learn.metrics.EvaluationBuilder;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** So many classes that rows × classes is far more than the data or the model. */
class ManyClassesTest {

    private static final int CLASSES = 5000;
    private static final int FEATURES = 8;
    private static final long LOGITS_BUDGET = 32L << 20;

    /** Two rows of each class around a point of its own. */
    private static Dataset rowsAroundPoints() {
        Random random = new Random(83);
        double[][] points = new double[CLASSES][];
        Arrays.setAll(points, k -> random.doubles(FEATURES, -3, 3).toArray());
        DenseFeatures.Builder features = new DenseFeatures.Builder(2 * CLASSES, FEATURES, Precision.SINGLE);
        int[] labels = new int[2 * CLASSES];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i % CLASSES;
            for (int j = 0; j < FEATURES; j++) {
                features.set(i, j, points[labels[i]][j] + 0.1 * random.nextGaussian());
            }
        }
        return new Dataset(features.build(), labels, null, CLASSES);
    }

    @Test
    void fit_of5000Classes_lowersTheObjectiveItNames() {
        Dataset data = rowsAroundPoints();
        double lambda = 1e-4;
        try (ThreadParallelism two = new ThreadParallelism(2)) {
            Fit fit = SoftmaxRegression.builder()
                    .penalty(new Penalty(lambda))
                    .maxIterations(3)
                    .parallelism(two)
                    .build()
                    .fit(data);
            Evaluation evaluation = new EvaluationBuilder(CLASSES)
                    .add(fit.classifier(), Calibration.NONE, data)
                    .build();
            double squares = 0;
            for (double weight : fit.classifier().weights()) {
                squares += weight * weight;
            }
            assertEquals(evaluation.logLoss() + lambda / 2 * squares, fit.objective(), 1e-9);
            double ofNullModel = Math.log(CLASSES);
            assertTrue(fit.objective() < 2 * ofNullModel / 3, "objective " + fit.objective());
            assertTrue(fit.certificate().gap().isEmpty(), "a gap needs a square matrix of all classes");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 65, 5000, 100_000, 3_000_000})
    void blocks_ofManyClasses_holdLogitsWithinABudget(int classes) {
        DenseFeatures features = new DenseFeatures.Builder(20_000, 2, Precision.SINGLE).build();
        DenseBlocks blocks = new DenseBlocks(features, Precision.SINGLE, classes);
        assertTrue((long) blocks.blockRows() * classes * Double.BYTES <= LOGITS_BUDGET, blocks.blockRows() + " rows");
        int covered = 0;
        for (int block = 0; block < blocks.blocks(); block++) {
            covered += blocks.rows(block);
        }
        assertEquals(20_000, covered);
    }

    @Test
    void fit_byATrustRegionWithoutRoomForAllProbabilities_isRefused() {
        int rows = 70_000;
        int[] labels = new int[rows];
        Arrays.setAll(labels, i -> i % CLASSES);
        Dataset data = new Dataset(new DenseFeatures.Builder(rows, 1, Precision.SINGLE).build(), labels, null, CLASSES);
        SoftmaxRegression regression = SoftmaxRegression.builder()
                .penalty(new Penalty(1))
                .solver(SolverKind.TRUST_REGION)
                .build();
        String message = assertThrows(InvalidInputException.class, () -> regression.fit(data))
                .getMessage();
        assertEquals(
                "the solver trust-region keeps a probability for each row and class, 1335 MB here:"
                        + " choose the solver lbfgs or auto",
                message);
    }

    /** The room for logits and sums is the same for both: one must not see what the other left. */
    @Test
    void passesInBothPrecisions_byTurns_areAsIfAlone() {
        Dataset data = rowsAroundPoints();
        double[] parameters =
                new Random(84).doubles((FEATURES + 1L) * CLASSES, -1, 1).toArray();
        double[] alone = sums(pass(data).in64Bits(), parameters);
        DataPass single = pass(data);
        DataPass exact = single.in64Bits();
        sums(single, parameters);
        assertArrayEquals(alone, sums(exact, parameters));
    }

    private static DataPass pass(Dataset data) {
        DenseFeatures features = (DenseFeatures) data.features();
        return DensePass.of(features, CLASSES, Precision.SINGLE, false, Parallelism.sequential());
    }

    private static double[] sums(DataPass pass, double[] parameters) {
        double[] sums = new double[parameters.length];
        pass.forwardAndBack(parameters, (block, from, rows, z) -> {}, sums);
        return sums;
    }
}
