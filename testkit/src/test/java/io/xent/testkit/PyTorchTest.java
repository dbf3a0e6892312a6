package io.xent.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.xent.core.Compatibility;
import io.xent.core.CrossEntropy;
import io.xent.core.Matrix;
import io.xent.core.Reduction;
import io.xent.core.Target;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Values and gradients of {@code torch.nn.functional.cross_entropy} in float64, made by PyTorch itself; the first line of
 * the file says how. PyTorch subtracts where we do not, so its own error is what is allowed for.
 */
class PyTorchTest {

    private static final int CASES = 240;
    private static final double RELATIVE = 1e-12;
    private static final ObjectMapper JSON = new ObjectMapper();

    @TestFactory
    Stream<DynamicTest> everyCase_lossAndGradient_asPyTorch() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (String line : lines()) {
            JsonNode json = JSON.readTree(line);
            tests.add(dynamicTest(json.get("name").asText(), () -> check(json)));
        }
        return tests.stream();
    }

    @Test
    void fileOfCases_complete() throws IOException {
        assertEquals(CASES, lines().size());
    }

    private static List<String> lines() throws IOException {
        try (InputStream in = PyTorchTest.class.getResourceAsStream("pytorch-cross-entropy.jsonl")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .toList();
        }
    }

    private static void check(JsonNode json) {
        Matrix logits = matrix(json.get("logits"));
        String reduction = json.get("reduction").asText();
        CrossEntropy loss = new CrossEntropy()
                .withCompatibility(Compatibility.PYTORCH)
                .withLabelSmoothing(json.get("label_smoothing").asDouble())
                .withIgnoreIndex(json.get("ignore_index").asInt())
                .withReduction(reduction.equals("mean") ? Reduction.MEAN : Reduction.SUM);
        if (!json.get("weight").isNull()) {
            loss = loss.withClassWeights(numbers(json.get("weight")));
        }
        boolean index = json.get("target_kind").asText().equals("index");
        Target target = index
                ? Target.classIndices(JSON.convertValue(json.get("target"), int[].class))
                : Target.distributions(matrix(json.get("target")));
        double[] losses = new double[logits.rows()];
        loss.losses(logits, target, losses);
        double[] expected = numbers(json.get("loss"));
        double[] actual = reduction.equals("none") ? losses : new double[] {loss.loss(logits, target)};
        for (int i = 0; i < expected.length; i++) {
            assertClose(expected[i], actual[i], "loss " + i);
        }
        loss.gradient(logits, target, logits);
        checkGradient(json, logits);
    }

    private static void checkGradient(JsonNode json, Matrix gradient) {
        double[] upstream = numbers(json.get("upstream"));
        for (int i = 0; i < gradient.rows(); i++) {
            double[] row = numbers(json.get("gradient").get(i));
            for (int k = 0; k < row.length; k++) {
                double actual = gradient.get(i, k) * upstream[upstream.length == 1 ? 0 : i];
                assertClose(row[k], actual, "gradient " + i + ", " + k);
            }
        }
    }

    private static void assertClose(double expected, double actual, String what) {
        double allowed = Double.isFinite(expected) ? RELATIVE * Math.max(1, Math.abs(expected)) : RELATIVE;
        assertEquals(expected, actual, allowed, what);
    }

    private static Matrix matrix(JsonNode rows) {
        int columns = rows.get(0).size();
        double[] values = new double[rows.size() * columns];
        for (int i = 0; i < rows.size(); i++) {
            System.arraycopy(numbers(rows.get(i)), 0, values, i * columns, columns);
        }
        return Matrix.of(values, rows.size(), columns);
    }

    /** A number or an array of them; NaN and infinities are texts. */
    private static double[] numbers(JsonNode node) {
        if (!node.isArray()) {
            return new double[] {Double.parseDouble(node.asText())};
        }
        double[] values = new double[node.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = Double.parseDouble(node.get(i).asText());
        }
        return values;
    }
}
