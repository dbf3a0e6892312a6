package io.xent.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.xent.core.Matrix;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against scipy's optimisers and scikit-learn's IsotonicRegression; calibration.py beside the golden files makes them. */
class CalibrationGoldenTest {

    private static final int CLASSES = 3;

    /** What a quasi-Newton method with differences for derivatives leaves. */
    private static final double SCIPY = 3e-5;

    private final List<double[]> rows = lines("rows.csv")
            .map(line -> Arrays.stream(line.split(","))
                    .mapToDouble(Double::parseDouble)
                    .toArray())
            .toList();

    private final Matrix logits = Matrix.of(
            rows.stream().flatMapToDouble(row -> Arrays.stream(row, 2, 5)).toArray(), rows.size(), CLASSES);
    private final int[] labels = rows.stream().mapToInt(row -> (int) row[0]).toArray();
    private final double[] weights = rows.stream().mapToDouble(row -> row[1]).toArray();
    private final Map<String, double[]> golden = golden();

    private static Stream<String> lines(String file) {
        try (InputStream in = CalibrationGoldenTest.class.getResourceAsStream("calibration/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, double[]> golden() {
        Map<String, double[]> golden = new HashMap<>();
        lines("golden.csv").forEach(line -> {
            String[] cells = line.split(",");
            golden.put(
                    cells[0],
                    Arrays.stream(cells, 1, cells.length)
                            .mapToDouble(Double::parseDouble)
                            .toArray());
        });
        return golden;
    }

    private CalibrationMap fit(CalibrationMethod.Kind kind, double lambda) {
        return new CalibrationMethod(kind, lambda).fit(logits, labels, weights);
    }

    private double logLoss(CalibrationMap map) {
        Matrix p = map.probabilities(logits);
        double loss = 0;
        double total = 0;
        for (int i = 0; i < labels.length; i++) {
            loss -= weights[i] * Math.log(p.get(i, labels[i]));
            total += weights[i];
        }
        return loss / total;
    }

    @Test
    void temperature_asScipyFindsIt() {
        double[] expected = golden.get("temperature");
        ScalingMap map = (ScalingMap) fit(CalibrationMethod.Kind.TEMPERATURE, 0);
        assertEquals(expected[0], 1 / map.factors()[2], SCIPY);
        assertEquals(expected[1], logLoss(map), 1e-9);
    }

    @Test
    void vector_asScipyFindsIt() {
        double[] expected = golden.get("vector");
        ScalingMap map = (ScalingMap) fit(CalibrationMethod.Kind.VECTOR, 0);
        for (int k = 0; k < CLASSES; k++) {
            assertEquals(expected[k], map.factors()[k], SCIPY);
            assertEquals(expected[CLASSES + k], map.bias()[k], SCIPY);
        }
        assertEquals(expected[2 * CLASSES], logLoss(map), 1e-6);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.001})
    void matrix_asScipyFindsIt(double lambda) {
        double[] expected = golden.get("matrix" + lambda);
        MatrixMap map = (MatrixMap) fit(CalibrationMethod.Kind.MATRIX, lambda);
        for (int k = 0; k < CLASSES; k++) {
            for (int j = 0; j < CLASSES; j++) {
                assertEquals(expected[k * CLASSES + j], map.weights()[k][j], SCIPY);
            }
            assertEquals(expected[CLASSES * CLASSES + k], map.bias()[k], SCIPY);
        }
        assertEquals(expected[CLASSES * CLASSES + CLASSES], logLoss(map), 1e-6);
    }

    @Test
    void isotonic_asScikitLearnFindsIt() {
        IsotonicMap map = (IsotonicMap) fit(CalibrationMethod.Kind.ISOTONIC, 0);
        double least = 0.5 / (Arrays.stream(weights).sum() + 1);
        for (int k = 0; k < CLASSES; k++) {
            double[] expected = golden.get("isotonic" + k);
            double[] x = map.curves().get(k).x();
            for (int i = 0; i < expected.length; i++) {
                double p = i / (expected.length - 1.0);
                double actual = map.curves().get(k).at(p);
                // scikit-learn keeps 0 and 1, which we hold half a row away; between corners it keeps the line to them
                assertEquals(expected[i], actual, least * 1.001, "class " + k + " at " + p + ", corners " + x.length);
            }
        }
    }

    @Test
    void everyMethod_distributionsThatSumToOne() {
        for (CalibrationMethod method : CalibrationChoice.methods(rows.size(), CLASSES)) {
            Matrix p = method.fit(logits, labels, weights).probabilities(logits);
            for (int i = 0; i < p.rows(); i++) {
                double sum = p.get(i, 0) + p.get(i, 1) + p.get(i, 2);
                assertEquals(1, sum, 1e-12);
            }
        }
    }

    /** Vector scaling of rows whose classes are all right has no minimum without the prior. */
    @Test
    void vector_allRowsRight_isFinite() {
        double[] z = {3, 0, 0, 3, 5, -1, -2, 4};
        ScalingMap map = (ScalingMap) new CalibrationMethod(CalibrationMethod.Kind.VECTOR, 0)
                .fit(Matrix.of(z, 4, 2), new int[] {0, 1, 0, 1}, null);
        IntStream.range(0, 2).forEach(k -> assertEquals(1, Math.signum(map.factors()[k])));
        assertEquals(true, map.factors()[0] > 1 && map.factors()[0] < 5);
    }
}
