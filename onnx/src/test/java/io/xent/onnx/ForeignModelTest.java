package io.xent.onnx;

import static io.xent.onnx.GraphBuilder.attribute;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.xent.core.Matrix;
import io.xent.learn.DenseFeatures;
import io.xent.learn.InvalidInputException;
import io.xent.learn.Precision;
import io.xent.learn.encoding.Column;
import io.xent.learn.encoding.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that Xent did not write. Their logits for a row (x, y) are x, y and 0.5. */
class ForeignModelTest {

    private static final double[] X = {1, 0, -2};
    private static final double[] Y = {0, 2, -1};

    @TempDir
    Path directory;

    private static Table table(Column... columns) {
        return new Table("flowers.csv", columns[0].rows(), List.of(columns));
    }

    private static Table numbers() {
        return table(
                new Column.Numbers("length", X),
                new Column.Texts("note", new String[] {"a"}, new int[] {0, -1, 0}),
                new Column.Numbers("width", Y));
    }

    private static void assertSoftmaxOfXAndY(Scores scores) {
        for (int i = 0; i < X.length; i++) {
            double sum = Math.exp(X[i]) + Math.exp(Y[i]) + Math.exp(0.5);
            assertEquals(Math.exp(X[i]) / sum, scores.probabilities().get(i, 0), 1e-6);
            assertEquals(Math.exp(Y[i]) / sum, scores.probabilities().get(i, 1), 1e-6);
            assertEquals(Math.exp(0.5) / sum, scores.probabilities().get(i, 2), 1e-6);
        }
        assertArrayEquals(new int[] {0, 1, 2}, scores.classIndices());
        assertEquals(Optional.empty(), scores.logits());
    }

    @Test
    void score_logisticRegressionOfScikitLearn_takesNumbersInOrder() throws IOException {
        Path file = ForeignModels.logisticRegression(false, "iris a", "iris b", "größe")
                .write(directory);
        try (OnnxModel model = OnnxModel.load(file, 1)) {
            assertEquals(List.of("iris a", "iris b", "größe"), model.classes());
            assertEquals(List.of(new OnnxModel.Port("X", "float[?, 2]")), model.inputs());
            assertEquals("skl2onnx", model.producer());
            assertEquals(Optional.empty(), model.labels());
            assertSoftmaxOfXAndY(model.score(numbers()));
        }
    }

    @Test
    void score_zipMap_readsProbabilitiesByClass() throws IOException {
        Path file = ForeignModels.logisticRegression(true, "z", "a", "m").write(directory);
        try (OnnxModel model = OnnxModel.load(file, 1)) {
            assertEquals(List.of("z", "a", "m"), model.classes());
            assertSoftmaxOfXAndY(model.score(numbers()));
        }
    }

    @Test
    void score_vectorColumn_isTheInput() throws IOException {
        DenseFeatures.Builder vectors = new DenseFeatures.Builder(3, 2, Precision.DOUBLE);
        for (int i = 0; i < 3; i++) {
            vectors.set(i, 0, X[i]).set(i, 1, Y[i]);
        }
        Path file = ForeignModels.logisticRegression(false, "a", "b", "c").write(directory);
        try (OnnxModel model = OnnxModel.load(file, 1)) {
            assertSoftmaxOfXAndY(model.score(table(new Column.Vectors("pixels", vectors.build()))));
        }
    }

    /** One row at a time, one input per column, whole numbers and doubles, classes without names. */
    @Test
    void score_inputPerColumnOneRowAtATime_takesColumnsByName() throws IOException {
        Path file = perColumn(DataType.DOUBLE).write(directory);
        try (OnnxModel model = OnnxModel.load(file, 1)) {
            assertEquals(List.of("0", "1", "2"), model.classes());
            Scores scores = model.score(numbers());
            Matrix probabilities = scores.probabilities();
            for (int i = 0; i < 3; i++) {
                double sum = Math.exp(X[i]) + Math.exp(Y[i]) + Math.exp(X[i]);
                assertEquals(Math.exp(Y[i]) / sum, probabilities.get(i, 1), 1e-15);
            }
        }
    }

    private static ForeignModels perColumn(DataType length) {
        return new ForeignModels("nodes")
                .input("width", DataType.DOUBLE, 1, 1)
                .input("length", length, 1, 1)
                .node("", "Concat", "logits", List.of("length", "width", "length"), attribute("axis", 1))
                .node("", "Softmax", "softmax", List.of("logits"), attribute("axis", 1))
                .output("softmax", DataType.DOUBLE, 1, 3);
    }

    @Test
    void score_missingColumn_suggestsOne() throws IOException {
        Path file = perColumn(DataType.DOUBLE).write(directory);
        assertScoreMessage(
                file,
                table(new Column.Numbers("lenght", X), new Column.Numbers("width", Y)),
                "flowers.csv: there is no column 'length'",
                "did you mean 'lenght'?");
    }

    @Test
    void score_textForANumber_namesTheColumn() throws IOException {
        Path file = perColumn(DataType.DOUBLE).write(directory);
        assertScoreMessage(
                file,
                table(
                        new Column.Texts("length", new String[] {"a"}, new int[] {0, 0, 0}),
                        new Column.Numbers("width", Y)),
                "column 'length' cannot be the input");
    }

    @Test
    void score_fractionForAWholeNumber_namesTheCell() throws IOException {
        Path file = new ForeignModels("whole")
                .input("n", DataType.INT64, -1, 1)
                .node("", "Cast", "real", List.of("n"), attribute("to", 1))
                .node("", "Concat", "both", List.of("real", "real"), attribute("axis", 1))
                .node("", "Softmax", "p", List.of("both"), attribute("axis", 1))
                .output("p", DataType.FLOAT, -1, 2)
                .write(directory);
        try (OnnxModel model = OnnxModel.load(file, 1)) {
            assertEquals(
                    0.5,
                    model.score(table(new Column.Numbers("n", new double[] {3, -4})))
                            .probabilities()
                            .get(1, 0));
        }
        assertScoreMessage(
                file, table(new Column.Numbers("n", new double[] {3, 0.5})), "flowers.csv: row 2: column 'n' is 0.5");
        assertScoreMessage(
                file, table(new Column.Numbers("n", new double[] {Double.NaN})), "row 1: column 'n' is missing");
    }

    @Test
    void score_otherNumberOfColumns_saysHowMany() throws IOException {
        Path file = ForeignModels.logisticRegression(false, "a", "b", "c").write(directory);
        assertScoreMessage(file, table(new Column.Numbers("x", X)), "has 1 columns of numbers", "takes 2");
    }

    @Test
    void score_outputsThatAreNoProbabilities_saysSo() throws IOException {
        Path file = new ForeignModels("regressor")
                .input("x", DataType.FLOAT, -1, 2)
                .node("", "Neg", "y", List.of("x"))
                .output("y", DataType.FLOAT, -1, 2)
                .write(directory);
        assertScoreMessage(file, numbers(), "flowers.csv: row 1: ", "'y' is no distribution");
    }

    @Test
    void load_noOutputOfNumbersPerRow_isNoClassifier() throws IOException {
        Path file = new ForeignModels("labeller")
                .input("x", DataType.INT64, -1, 2)
                .node("", "Identity", "label", List.of("x"))
                .output("label", DataType.INT64, -1, 2)
                .write(directory);
        assertLoadMessage(file, "is no classifier");
    }

    @Test
    void load_unknownOperator_saysWhatRuntimeSays() throws IOException {
        Path file = new ForeignModels("exotic")
                .input("x", DataType.FLOAT, -1, 2)
                .node("", "NoSuchOperator", "y", List.of("x"))
                .output("y", DataType.FLOAT, -1, 2)
                .write(directory);
        assertLoadMessage(file, "NoSuchOperator");
    }

    @Test
    void load_imageModel_saysWhichInputItCannotFeed() throws IOException {
        Path file = new ForeignModels("images")
                .input("image", DataType.FLOAT, -1, 3, 8, 8)
                .node("", "Flatten", "flat", List.of("image"))
                .node("", "Softmax", "p", List.of("flat"), attribute("axis", 1))
                .output("p", DataType.FLOAT, -1, 192)
                .write(directory);
        assertLoadMessage(file, "its input 'image' is float[?, 3, 8, 8]");
    }

    private static void assertLoadMessage(Path file, String part) {
        String message = assertThrows(InvalidInputException.class, () -> OnnxModel.load(file, 1))
                .getMessage();
        assertTrue(message.startsWith(file + ": ") && message.contains(part), message);
        assertEquals(1, message.lines().count(), message);
    }

    private static void assertScoreMessage(Path file, Table table, String... parts) {
        try (OnnxModel model = OnnxModel.load(file, 1)) {
            String message = assertThrows(InvalidInputException.class, () -> model.score(table))
                    .getMessage();
            for (String part : parts) {
                assertTrue(message.contains(part), message);
            }
            assertEquals(1, message.lines().count(), message);
        }
    }
}
