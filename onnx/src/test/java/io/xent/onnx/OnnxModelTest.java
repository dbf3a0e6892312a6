package io.xent.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.xent.core.Matrix;
import io.xent.learn.Calibration;
import io.xent.learn.InvalidInputException;
import io.xent.learn.Labels;
import io.xent.learn.LinearClassifier;
import io.xent.learn.Pipeline;
import io.xent.learn.Precision;
import io.xent.learn.Provenance;
import io.xent.learn.encoding.Column;
import io.xent.learn.encoding.ColumnEncoding;
import io.xent.learn.encoding.Encoding;
import io.xent.learn.encoding.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxModelTest {

    @TempDir
    Path directory;

    /** Logits (x, −x) of a number, in 32 bits: those of (1, −1) are 1 and −1. */
    private Path write(String column) {
        Pipeline pipeline = new Pipeline(
                new Encoding(List.of(new ColumnEncoding.Number(column, 0, 1, 0, false))),
                Precision.SINGLE,
                LinearClassifier.of(new double[] {1, -1}, new double[2], 1),
                Calibration.NONE,
                new Labels("y", Labels.Kind.WHOLE_NUMBER, List.of("10", "-7")),
                new Provenance(Map.of("seed", "42")));
        Path file = directory.resolve("model.onnx");
        OnnxModelWriter.write(pipeline, file);
        return file;
    }

    private static Table table(String column, double... values) {
        return new Table("data.csv", values.length, List.of(new Column.Numbers(column, values)));
    }

    @Test
    void load_modelOfOurs_saysWhatIsInIt() {
        Path file = write("mass");
        try (OnnxModel model = OnnxModel.load(file, 1)) {
            assertEquals(file, model.file());
            assertEquals("xent", model.producer());
            assertEquals(List.of("10", "-7"), model.classes());
            assertEquals("y", model.labels().orElseThrow().column());
            assertEquals("42", model.metadata().get("seed"));
            assertEquals(List.of(new OnnxModel.Port("mass", "double[rows, 1]")), model.inputs());
            assertEquals(
                    List.of(
                            new OnnxModel.Port("label", "int64[rows]"),
                            new OnnxModel.Port("probabilities", "float[rows, 2]"),
                            new OnnxModel.Port("logits", "float[rows, 2]")),
                    model.outputs());
        }
    }

    @Test
    void score_noRows_givesNoRows() {
        try (OnnxModel model = OnnxModel.load(write("x"), 1)) {
            Scores scores = model.score(table("x"));
            assertEquals(0, scores.rows());
            assertEquals(2, scores.probabilities().columns());
        }
    }

    @Test
    void score_tie_givesTheFirstClass() {
        try (OnnxModel model = OnnxModel.load(write("x"), 1)) {
            assertArrayEquals(
                    new int[] {0, 1, 0}, model.score(table("x", 0, -1, 1)).classIndices());
        }
    }

    @Test
    void score_absentColumn_suggestsTheNearest() {
        try (OnnxModel model = OnnxModel.load(write("body_mass"), 1)) {
            assertMessage(model, table("body mass", 1), "data.csv: there is no column 'body_mass'", "'body mass'?");
            assertMessage(model, table("z", 1), "data.csv: there is no column 'body_mass'", "; add it");
        }
    }

    @Test
    void score_columnOfAnotherKind_namesBoth() {
        try (OnnxModel model = OnnxModel.load(write("x"), 1)) {
            Column texts = new Column.Texts("x", new String[] {"heavy"}, new int[] {0});
            assertMessage(model, new Table("data.csv", 1, List.of(texts)), "holds texts", "trained on numbers");
        }
    }

    @Test
    void score_infiniteCell_namesRowAndColumn() {
        try (OnnxModel model = OnnxModel.load(write("x"), 1)) {
            assertMessage(model, table("x", 1, Double.NEGATIVE_INFINITY), "data.csv: row 2: column 'x' is infinite");
        }
    }

    @Test
    void score_cellTooLargeFor32Bits_namesTheRow() {
        try (OnnxModel model = OnnxModel.load(write("x"), 1)) {
            assertMessage(model, table("x", 1, 1, 1e300), "data.csv: row 3: ", "too large");
        }
    }

    @Test
    void score_closedModel_isRefused() {
        OnnxModel model = OnnxModel.load(write("x"), 1);
        model.close();
        model.close();
        assertThrows(IllegalStateException.class, () -> model.score(table("x", 1)));
    }

    @Test
    void load_noThreads_isRefused() {
        Path file = write("x");
        assertThrows(IllegalArgumentException.class, () -> OnnxModel.load(file, 0));
    }

    @Test
    void score_batches_comeInOrderAndCoverAllRows() {
        try (OnnxModel model = OnnxModel.load(write("x"), 1)) {
            int[] next = {0};
            model.score(table("x", new double[20_001]), batch -> {
                assertEquals(next[0], batch.firstRow());
                next[0] += batch.rows();
            });
            assertEquals(20_001, next[0]);
        }
    }

    @Test
    void score_anyNumberOfThreads_givesTheSameBits() {
        RandomPipelines random = new RandomPipelines(3);
        Encoding encoding = new Encoding(List.of(random.column("a", 5), random.column("b", 2), random.column("c", 4)));
        Pipeline pipeline = random.pipeline(encoding, 7);
        Table table = random.table(encoding, 1000);
        Path file = directory.resolve("threads.onnx");
        OnnxModelWriter.write(pipeline, file);
        Scores one;
        try (OnnxModel model = OnnxModel.load(file, 1)) {
            one = model.score(table);
        }
        for (int threads : new int[] {2, 3, 8}) {
            try (OnnxModel model = OnnxModel.load(file, threads)) {
                assertSame(one, model.score(table), threads + " threads");
            }
        }
    }

    @Test
    void score_manyCallersAtOnce_eachGetsItsOwn() throws Exception {
        RandomPipelines random = new RandomPipelines(4);
        Encoding encoding = new Encoding(List.of(random.column("a", 0), random.column("b", 2), random.column("c", 4)));
        Path file = directory.resolve("shared.onnx");
        OnnxModelWriter.write(random.pipeline(encoding, 3), file);
        List<Table> tables = new ArrayList<>();
        List<Scores> expected = new ArrayList<>();
        ExecutorService callers = Executors.newFixedThreadPool(8);
        try (OnnxModel model = OnnxModel.load(file, 2)) {
            for (int i = 0; i < 8; i++) {
                tables.add(random.table(encoding, 100 + i));
                expected.add(model.score(tables.get(i)));
            }
            List<Future<?>> calls = new ArrayList<>();
            for (int i = 0; i < 160; i++) {
                int which = i % 8;
                calls.add(callers.submit(
                        () -> assertSame(expected.get(which), model.score(tables.get(which)), "call of " + which)));
            }
            for (Future<?> call : calls) {
                call.get();
            }
        } finally {
            callers.shutdown();
        }
    }

    /** One very long text must not be padded into every row of its batch. */
    @Test
    void score_oneTextOfManyWords_takesBoundedMemory() {
        RandomPipelines random = new RandomPipelines(5);
        Encoding encoding =
                new Encoding(List.of(new ColumnEncoding.Text("t", 1, List.of("w", "x"), new double[] {1, 1})));
        Path file = directory.resolve("text.onnx");
        OnnxModelWriter.write(random.pipeline(encoding, 2), file);
        String[] levels = {"w ".repeat(500_000), "x"};
        int[] codes = new int[5000];
        java.util.Arrays.fill(codes, 1);
        codes[2500] = 0;
        Table table = new Table("texts.csv", codes.length, List.of(new Column.Texts("t", levels, codes)));
        try (OnnxModel model = OnnxModel.load(file, 1)) {
            int[] largest = {0};
            model.score(table, batch -> {
                if (batch.firstRow() <= 2500 && 2500 < batch.firstRow() + batch.rows()) {
                    largest[0] = batch.rows();
                }
            });
            assertEquals(1, largest[0]);
        }
    }

    private static void assertSame(Scores expected, Scores actual, String what) {
        assertArrayEquals(expected.classIndices(), actual.classIndices(), what);
        assertSame(expected.probabilities(), actual.probabilities(), what);
        assertSame(expected.logits().orElseThrow(), actual.logits().orElseThrow(), what);
    }

    private static void assertSame(Matrix expected, Matrix actual, String what) {
        for (int i = 0; i < expected.rows(); i++) {
            for (int k = 0; k < expected.columns(); k++) {
                assertEquals(expected.get(i, k), actual.get(i, k), what);
            }
        }
    }

    private static void assertMessage(OnnxModel model, Table table, String... parts) {
        String message = assertThrows(InvalidInputException.class, () -> model.score(table))
                .getMessage();
        for (String part : parts) {
            assertTrue(message.contains(part), message);
        }
        assertEquals(1, message.lines().count(), message);
    }
}
