package io.xent.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.xent.core.CrossEntropy;
import io.xent.core.Loss;
import io.xent.core.Matrix;
import io.xent.core.NegativeLogLikelihood;
import io.xent.core.Reduction;
import io.xent.core.Softmax;
import io.xent.core.Target;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The ONNX project's own test cases for the operators that this package computes, each within 4 units in the last place
 * of a float. Cases that are not on this machine are skipped and named.
 */
class OnnxNodeTest {

    private static final int CASES = 82;
    private static final int MOST_ULP = 4;
    private static final Path DEBIAN = Path.of("/usr/share/libonnx-testdata/data/node");

    @TestFactory
    Stream<DynamicTest> everyCase_withinFourFloatUlp() throws IOException {
        Path directory = SharedData.find("conformance/onnx-node").orElse(DEBIAN);
        return names().stream()
                .map(name -> dynamicTest(name, () -> {
                    assumeTrue(
                            Files.exists(directory.resolve(name)),
                            () -> "skipped " + name + ": not in " + directory
                                    + " (Debian's package is libonnx-testdata)");
                    new Case(directory.resolve(name)).check();
                }));
    }

    @Test
    void listOfCases_complete() throws IOException {
        assertEquals(CASES, names().stream().distinct().count());
    }

    private static List<String> names() throws IOException {
        try (InputStream in = OnnxNodeTest.class.getResourceAsStream("onnx-node-cases.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    /** One case: a graph of one node, its inputs and the outputs it should have. */
    private static final class Case {
        private final String operator;
        private final Map<String, Protobuf> attributes = new HashMap<>();
        private final List<Tensor> inputs;
        private final List<Tensor> outputs;

        Case(Path directory) throws IOException {
            Protobuf model = message(directory.resolve("model.onnx"));
            Protobuf node = model.messages(7).get(0).messages(1).get(0);
            operator = node.texts(4).get(0);
            node.messages(5).forEach(a -> attributes.put(a.texts(1).get(0), a));
            inputs = tensors(directory.resolve("test_data_set_0"), "input_");
            outputs = tensors(directory.resolve("test_data_set_0"), "output_");
        }

        private static Protobuf message(Path file) throws IOException {
            return new Protobuf(ByteBuffer.wrap(Files.readAllBytes(file)));
        }

        private static List<Tensor> tensors(Path directory, String prefix) throws IOException {
            List<Tensor> all = new ArrayList<>();
            for (int i = 0; Files.exists(directory.resolve(prefix + i + ".pb")); i++) {
                all.add(Tensor.read(message(directory.resolve(prefix + i + ".pb"))));
            }
            return all;
        }

        private int integer(String name, int otherwise) {
            return attributes.containsKey(name)
                    ? Math.toIntExact(attributes.get(name).integers(3).get(0))
                    : otherwise;
        }

        void check() {
            switch (operator) {
                case "Softmax" -> alongAxis(new Softmax()::probabilities);
                case "LogSoftmax" -> alongAxis(new Softmax()::logProbabilities);
                case "Hardmax" -> alongAxis(new Softmax()::hardmax);
                case "ReduceLogSumExp" -> reduceLogSumExp();
                case "NegativeLogLikelihoodLoss" -> negativeLogLikelihood();
                case "SoftmaxCrossEntropyLoss" -> crossEntropy();
                default -> throw new IllegalArgumentException(operator);
            }
        }

        @FunctionalInterface
        private interface RowFunction {
            void apply(Matrix in, Matrix out);
        }

        private void alongAxis(RowFunction function) {
            int axes = inputs.get(0).shape().length;
            assertSame(outputs.get(0), alongAxis(function, Math.floorMod(integer("axis", -1), axes)));
        }

        private Tensor alongAxis(RowFunction function, int axis) {
            int[] order = withLast(inputs.get(0).shape().length, axis);
            Tensor rows = inputs.get(0).transpose(order);
            int columns = rows.shape()[rows.shape().length - 1];
            float[] out = new float[rows.values().length];
            int count = columns == 0 ? 0 : out.length / columns;
            function.apply(Matrix.of(rows.floats(), count, columns), Matrix.of(out, count, columns));
            return new Tensor(rows.shape(), widen(out)).transpose(inverse(order));
        }

        private void reduceLogSumExp() {
            int[] shape = inputs.get(0).shape();
            int[] reduced = reducedAxes(shape.length);
            Tensor rows = inputs.get(0).transpose(withLast(shape.length, reduced));
            int columns = Arrays.stream(reduced).map(axis -> shape[axis]).reduce(1, (a, b) -> a * b);
            float[] out = new float[outputs.get(0).values().length];
            new Softmax().logSumExp(Matrix.of(rows.values(), out.length, columns), Matrix.of(out, out.length, 1));
            assertSame(outputs.get(0), new Tensor(outputs.get(0).shape(), widen(out)));
        }

        /** An attribute up to version 13 of the operator, then an input; all axes where there is neither. */
        private int[] reducedAxes(int axes) {
            IntStream named = IntStream.empty();
            if (attributes.containsKey("axes")) {
                named = attributes.get("axes").integers(8).stream().mapToInt(Long::intValue);
            } else if (inputs.size() > 1) {
                named = Arrays.stream(inputs.get(1).values()).mapToInt(axis -> (int) axis);
            }
            int[] reduced = named.map(axis -> Math.floorMod(axis, axes)).toArray();
            return reduced.length > 0 ? reduced : IntStream.range(0, axes).toArray();
        }

        private void negativeLogLikelihood() {
            NegativeLogLikelihood loss = new NegativeLogLikelihood();
            loss = inputs.size() > 2 ? loss.withClassWeights(inputs.get(2).values()) : loss;
            loss = attributes.containsKey("ignore_index") ? loss.withIgnoreIndex(integer("ignore_index", 0)) : loss;
            checkLoss(loss.withReduction(reduction()));
        }

        private void crossEntropy() {
            CrossEntropy loss = new CrossEntropy();
            loss = inputs.size() > 2 ? loss.withClassWeights(inputs.get(2).values()) : loss;
            loss = attributes.containsKey("ignore_index") ? loss.withIgnoreIndex(integer("ignore_index", 0)) : loss;
            checkLoss(loss.withReduction(reduction()));
            if (outputs.size() > 1) {
                assertSame(outputs.get(1), alongAxis(new Softmax()::logProbabilities, 1));
            }
        }

        private String reductionName() {
            return attributes.containsKey("reduction")
                    ? attributes.get("reduction").texts(4).get(0)
                    : "mean";
        }

        private Reduction reduction() {
            return reductionName().equals("mean") ? Reduction.MEAN : Reduction.SUM;
        }

        private void checkLoss(Loss loss) {
            Tensor rows = inputs.get(0).transpose(withLast(inputs.get(0).shape().length, 1));
            int classes = inputs.get(0).shape()[1];
            int[] indices =
                    Arrays.stream(inputs.get(1).values()).mapToInt(y -> (int) y).toArray();
            Matrix logits = Matrix.of(rows.floats(), indices.length, classes);
            double[] result = new double[reductionName().equals("none") ? indices.length : 1];
            if (reductionName().equals("none")) {
                loss.losses(logits, Target.classIndices(indices), result);
            } else {
                result[0] = loss.loss(logits, Target.classIndices(indices));
            }
            assertSame(outputs.get(0), new Tensor(outputs.get(0).shape(), result));
        }

        private static int[] withLast(int axes, int... last) {
            return IntStream.concat(
                            IntStream.range(0, axes)
                                    .filter(axis -> Arrays.stream(last).noneMatch(l -> l == axis)),
                            Arrays.stream(last))
                    .toArray();
        }

        private static int[] inverse(int[] order) {
            int[] inverse = new int[order.length];
            for (int i = 0; i < order.length; i++) {
                inverse[order[i]] = i;
            }
            return inverse;
        }

        private static double[] widen(float[] values) {
            return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
        }

        private static void assertSame(Tensor expected, Tensor actual) {
            assertArrayEquals(expected.shape(), actual.shape());
            for (int i = 0; i < expected.values().length; i++) {
                float e = (float) expected.values()[i];
                float a = (float) actual.values()[i];
                int at = i;
                assertTrue(
                        a == e || Math.abs((double) a - e) <= MOST_ULP * Math.ulp(e),
                        () -> "value " + at + " is " + a + " instead of " + e);
            }
        }
    }
}
