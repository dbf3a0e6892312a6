package io.xent.learn.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.xent.core.Parallelism;
import io.xent.learn.Dataset;
import io.xent.learn.DenseFeatures;
import io.xent.learn.Fit;
import io.xent.learn.InvalidInputException;
import io.xent.learn.Penalty;
import io.xent.learn.Precision;
import io.xent.learn.SoftmaxRegression;
import io.xent.learn.ThreadParallelism;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InferenceTest {

    private static final long SEED = 4;

    private static double[][] rows(int n, int features, Random random) {
        double[][] rows = new double[n][features];
        for (double[] row : rows) {
            for (int j = 0; j < features; j++) {
                row[j] = random.nextGaussian();
            }
        }
        return rows;
    }

    private static int[] labels(int n, int classes, Random random) {
        int[] labels = new int[n];
        for (int i = 0; i < n; i++) {
            labels[i] = i < classes ? i : random.nextInt(classes);
        }
        return labels;
    }

    private static Inference inference(Dataset data, double lambda, FeatureLayout layout) {
        return Inference.of(data, new Penalty(lambda), layout, 0, Parallelism.sequential());
    }

    @Test
    void of_weightedRows_asIfRowsWereRepeated() {
        Random random = new Random(SEED);
        double[][] rows = rows(60, 2, random);
        int[] labels = labels(60, 3, random);
        double[] weights = new double[60];
        double[][] repeated = new double[120][];
        int[] repeatedLabels = new int[120];
        for (int i = 0; i < 60; i++) {
            weights[i] = 2;
            repeated[2 * i] = repeated[2 * i + 1] = rows[i];
            repeatedLabels[2 * i] = repeatedLabels[2 * i + 1] = labels[i];
        }
        FeatureLayout layout = FeatureLayout.of(List.of("a", "b"));
        Inference weighted = inference(new Dataset(DenseFeatures.of(rows), labels, weights, 3), 0, layout);
        Inference plain = inference(Dataset.of(repeated, repeatedLabels), 0, layout);
        for (int j = 0; j < plain.coefficients().size(); j++) {
            assertEquals(
                    plain.coefficients().get(j).z(),
                    weighted.coefficients().get(j).z(),
                    1e-9);
        }
        assertEquals(plain.bic(), weighted.bic(), 1e-9);
    }

    @Test
    void of_penalised_coefficientsAndErrorsOfTheSolversOptimum() {
        Random random = new Random(SEED);
        double[][] rows = rows(50, 2, random);
        int[] labels = labels(50, 3, random);
        Dataset data = Dataset.of(rows, labels);
        double lambda = 0.05;
        Inference inference = inference(data, lambda, FeatureLayout.of(List.of("a", "b")));
        Fit fit = SoftmaxRegression.builder()
                .penalty(new Penalty(lambda))
                .tolerance(1e-12)
                .build()
                .fit(data);
        for (Coefficient c : inference.coefficients()) {
            int k = c.classIndex();
            double expected = c.feature() < 0
                    ? fit.classifier().bias(k) - fit.classifier().bias(0)
                    : fit.classifier().weight(k, c.feature()) - fit.classifier().weight(0, c.feature());
            assertEquals(expected, c.estimate(), 1e-6);
        }
        double[][] covariance = covariance(rows, labels, lambda, fit);
        for (int j = 0; j < inference.coefficients().size(); j++) {
            assertEquals(
                    Math.sqrt(covariance[j][j]), inference.coefficients().get(j).standardError(), 1e-6);
        }
        assertTrue(inference.degreesOfFreedom() > 2 && inference.degreesOfFreedom() < 6);
        assertTrue(inference.tests().isEmpty());
    }

    /** Of the differences to class 0: C H⁺ Cᵀ / n for the Hessian H of all 3·3 parameters, bias shift pinned. */
    private static double[][] covariance(double[][] rows, int[] labels, double lambda, Fit fit) {
        int n = rows.length;
        double[][] hessian = new double[9][9];
        for (double[] row : rows) {
            double[] x = {1, row[0], row[1]};
            double[] p = fit.classifier().probabilities(row);
            for (int a = 0; a < 9; a++) {
                for (int b = 0; b < 9; b++) {
                    double curvature = p[a / 3] * ((a / 3 == b / 3 ? 1 : 0) - p[b / 3]);
                    hessian[a][b] += curvature * x[a % 3] * x[b % 3] / n;
                }
            }
        }
        for (int a = 0; a < 9; a++) {
            hessian[a][a] += a % 3 == 0 ? 0 : lambda;
            for (int b = 0; b < 9; b++) {
                // pins Σ_k b_k, along which nothing else depends
                hessian[a][b] += a % 3 == 0 && b % 3 == 0 ? 1 : 0;
            }
        }
        double[][] inverse = new org.apache.commons.math3.linear.LUDecomposition(
                        org.apache.commons.math3.linear.MatrixUtils.createRealMatrix(hessian))
                .getSolver()
                .getInverse()
                .getData();
        double[][] covariance = new double[6][6];
        for (int a = 0; a < 6; a++) {
            for (int b = 0; b < 6; b++) {
                covariance[a][b] =
                        (inverse[3 + a][3 + b] - inverse[a % 3][3 + b] - inverse[3 + a][b % 3] + inverse[a % 3][b % 3])
                                / n;
            }
        }
        return covariance;
    }

    @Test
    void of_sumOfColumns_isNamedAsTheirAlias() {
        Random random = new Random(SEED);
        double[][] rows = rows(80, 4, random);
        for (double[] row : rows) {
            row[2] = 1000 * row[0] - row[1] + 5;
        }
        int[] labels = labels(80, 3, random);
        Inference inference = inference(Dataset.of(rows, labels), 0, FeatureLayout.of(List.of("a", "b", "sum", "c")));
        assertEquals(
                List.of(new Alias(2, List.of(0), false)),
                inference.aliases().stream()
                        .map(alias -> new Alias(
                                alias.feature(),
                                alias.of()
                                        .subList(
                                                alias.of().indexOf(0),
                                                1 + alias.of().indexOf(0)),
                                false))
                        .toList());
        assertEquals(0, inference.tests().get(2).degreesOfFreedom());
        assertTrue(Double.isNaN(inference.coefficients().get(3).estimate()));
        double[][] without = new double[80][];
        for (int i = 0; i < 80; i++) {
            without[i] = new double[] {rows[i][0], rows[i][1], rows[i][3]};
        }
        Inference plain = inference(Dataset.of(without, labels), 0, FeatureLayout.of(List.of("a", "b", "c")));
        assertEquals(plain.logLikelihood(), inference.logLikelihood(), 1e-9);
        assertEquals(
                plain.coefficients().get(3).estimate(),
                inference.coefficients().get(4).estimate(),
                1e-9);
        assertEquals(
                plain.coefficients().get(3).standardError(),
                inference.coefficients().get(4).standardError(),
                1e-9);
    }

    @Test
    void of_scaledFeatures_coefficientsInTheUnitsOfTheData() {
        Random random = new Random(SEED);
        double[][] rows = rows(70, 2, random);
        int[] labels = labels(70, 2, random);
        double[][] scaled = new double[70][];
        for (int i = 0; i < 70; i++) {
            scaled[i] = new double[] {(rows[i][0] - 3) / 0.25, rows[i][1]};
        }
        FeatureLayout plain = FeatureLayout.of(List.of("a", "b"));
        FeatureLayout inUnits = new FeatureLayout(plain.columns(), new double[] {3, 0}, new double[] {0.25, 1});
        Inference expected = inference(Dataset.of(rows, labels), 0, plain);
        Inference actual = inference(Dataset.of(scaled, labels), 0, inUnits);
        for (int j = 0; j < 3; j++) {
            assertEquals(
                    expected.coefficients().get(j).estimate(),
                    actual.coefficients().get(j).estimate(),
                    1e-10);
            assertEquals(
                    expected.coefficients().get(j).standardError(),
                    actual.coefficients().get(j).standardError(),
                    1e-10);
        }
    }

    @Test
    void of_anyNumberOfThreads_sameBits() {
        Random random = new Random(SEED);
        Dataset data = Dataset.of(rows(101, 3, random), labels(101, 4, random));
        FeatureLayout layout = FeatureLayout.of(List.of("a", "b", "c"));
        try (ThreadParallelism threads = new ThreadParallelism(3)) {
            assertEquals(
                    inference(data, 0, layout).coefficients(),
                    Inference.of(data, new Penalty(0), layout, 0, threads).coefficients());
        }
    }

    @Test
    void of_classWithoutRows_isLeftOut() {
        Random random = new Random(SEED);
        double[][] rows = rows(40, 1, random);
        int[] labels = labels(40, 2, random);
        FeatureLayout layout = FeatureLayout.of(List.of("a"));
        Dataset three = new Dataset(DenseFeatures.of(rows), labels, null, 3);
        assertEquals(
                inference(Dataset.of(rows, labels), 0, layout).coefficients(),
                inference(three, 0, layout).coefficients());
        InvalidInputException e = assertThrows(
                InvalidInputException.class,
                () -> Inference.of(three, new Penalty(0), layout, 2, Parallelism.sequential()));
        assertTrue(e.getMessage().contains("reference"), e.getMessage());
    }

    @Test
    void of_tooManyCoefficients_saysSo() {
        double[][] rows = new double[3][2000];
        InvalidInputException e = assertThrows(
                InvalidInputException.class,
                () -> inference(
                        Dataset.of(rows, new int[] {0, 1, 2}),
                        0,
                        FeatureLayout.of(java.util.Collections.nCopies(2000, "x"))));
        assertTrue(e.getMessage().contains("4002 coefficients"), e.getMessage());
    }

    /** Tables of the standard normal and χ² distributions. */
    @Test
    void pValueAndInterval_asInTables() {
        Coefficient c = new Coefficient(1, 0, 1.959963984540054, 1);
        assertEquals(0.05, c.pValue(), 1e-15);
        assertEquals(0, c.interval(0.95).low(), 1e-14);
        assertEquals(0.05, new ColumnTest(0, 3.841458820694124, 1).pValue(), 1e-15);
        assertEquals(0.01, new ColumnTest(0, 13.276704135987622, 4).pValue(), 1e-15);
        assertEquals(1, new ColumnTest(0, 0, 4).pValue());
        assertArrayEquals(new double[] {Double.NaN}, new double[] {new ColumnTest(0, 0, 0).pValue()});
    }

    @Test
    void of_singlePrecisionSum_isFoundAliased() {
        Random random = new Random(SEED);
        double[][] rows = rows(500, 2, random);
        DenseFeatures.Builder features = new DenseFeatures.Builder(500, 3, Precision.SINGLE);
        for (int i = 0; i < 500; i++) {
            features.set(i, 0, rows[i][0]).set(i, 1, rows[i][1]).set(i, 2, rows[i][0] + 3 * rows[i][1] - 0.7);
        }
        Dataset data = new Dataset(features.build(), labels(500, 2, random), null, 2);
        Inference inference = inference(data, 0, FeatureLayout.of(List.of("a", "b", "sum")));
        assertEquals(List.of(new Alias(2, List.of(-1, 0, 1), false)), inference.aliases());
    }
}
