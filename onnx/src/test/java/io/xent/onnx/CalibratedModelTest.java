package io.xent.onnx;

import static io.xent.onnx.GraphBuilder.attribute;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.xent.core.Matrix;
import io.xent.learn.CalibrationMap;
import io.xent.learn.CalibrationMethod;
import io.xent.learn.InvalidInputException;
import io.xent.learn.Pipeline;
import io.xent.learn.Precision;
import io.xent.learn.ScalingMap;
import io.xent.learn.encoding.Column;
import io.xent.learn.encoding.Encoding;
import io.xent.learn.encoding.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A calibrated file gives under ONNX Runtime what the map gives in memory. */
class CalibratedModelTest {

    private static final long SEED = 3;
    private static final Map<String, String> NOTES = Map.of("calibration", "tried");

    /** Probabilities rounded to 32 bits, before and after. */
    private static final double SINGLE = 1e-6;

    @TempDir
    Path directory;

    private static CalibrationMap map(CalibrationMethod.Kind kind, int classes) {
        Random random = new Random(SEED);
        double[] z = random.doubles(200 * classes, -3, 3).toArray();
        int[] labels = random.ints(200, 0, classes).toArray();
        for (int i = 0; i < 200; i++) {
            z[i * classes + labels[i]] += 1.5;
        }
        return new CalibrationMethod(kind, kind == CalibrationMethod.Kind.MATRIX ? 0.01 : 0)
                .fit(Matrix.of(z, 200, classes), labels, null);
    }

    private static Table numbers() {
        Random random = new Random(SEED);
        double[] x = random.doubles(50, -4, 4).toArray();
        double[] y = random.doubles(50, -4, 4).toArray();
        return new Table("t.csv", 50, List.of(new Column.Numbers("length", x), new Column.Numbers("width", y)));
    }

    private OnnxModel calibrated(OnnxModel source, CalibrationMap map) throws IOException {
        Path file = directory.resolve("calibrated.onnx");
        Files.write(file, CalibratedModel.toBytes(source, map, NOTES));
        return OnnxModel.load(file, 1);
    }

    /** Compares scores with the map of the logarithms of probabilities, or of logits where there are some. */
    private static void assertMapped(Scores before, CalibrationMap map, Scores after, double tolerance, String where) {
        int classes = map.classes();
        for (int i = 0; i < before.rows(); i++) {
            double[] z = new double[classes];
            for (int k = 0; k < classes; k++) {
                z[k] = before.logits().isPresent()
                        ? before.logits().get().get(i, k)
                        : Math.log(Math.max(before.probabilities().get(i, k), CalibratedModel.LEAST_PROBABILITY));
            }
            Matrix expected = map.probabilities(Matrix.of(z, 1, classes));
            for (int k = 0; k < classes; k++) {
                assertEquals(expected.get(0, k), after.probabilities().get(i, k), tolerance, where + ", row " + i);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void toBytes_modelOfScikitLearn_equalsMemory(CalibrationMethod.Kind kind) throws IOException, OrtException {
        CalibrationMap map = map(kind, 3);
        for (boolean zipMap : new boolean[] {false, true}) {
            Path file = ForeignModels.logisticRegression(zipMap, "z", "a", "m").write(directory);
            try (OnnxModel source = OnnxModel.load(file, 1);
                    OnnxModel calibrated = calibrated(source, map)) {
                assertMapped(source.score(numbers()), map, calibrated.score(numbers()), SINGLE, kind + " " + zipMap);
                assertEquals(source.classes(), calibrated.classes());
                assertEquals(source.outputs(), calibrated.outputs());
                assertEquals("tried", calibrated.metadata().get("calibration"));
                assertLabels(calibrated);
            }
        }
    }

    /** The label is the class of the largest calibrated probability. */
    private static void assertLabels(OnnxModel model) throws OrtException {
        int[] expected = model.score(numbers()).classIndices();
        Column.Numbers x = (Column.Numbers) numbers().columns().get(0);
        Column.Numbers y = (Column.Numbers) numbers().columns().get(1);
        float[][] rows = new float[50][];
        for (int i = 0; i < 50; i++) {
            rows[i] = new float[] {(float) x.values()[i], (float) y.values()[i]};
        }
        try (OrtSession session = Sessions.open(ModelFile.open(model.file()), 1);
                OnnxTensor input = OnnxTensor.createTensor(Sessions.environment(), rows);
                OrtSession.Result result = session.run(Map.of("X", input))) {
            String[] labels = (String[]) result.get("label").orElseThrow().getValue();
            for (int i = 0; i < 50; i++) {
                assertEquals(model.classes().get(expected[i]), labels[i], "row " + i);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void toBytes_ourOwnModels_equalMemoryAndStayReadable(CalibrationMethod.Kind kind) throws IOException {
        CalibrationMap map = map(kind, 3);
        for (long seed = 1; seed <= 6; seed++) {
            RandomPipelines random = new RandomPipelines(seed);
            Encoding encoding = new Encoding(List.of(random.column("a", 0), random.column("b", 2)));
            Pipeline pipeline = random.pipeline(encoding, 3);
            Path file = directory.resolve("ours.onnx");
            OnnxModelWriter.write(pipeline, file);
            Table table = random.table(encoding, 40);
            double tolerance = pipeline.precision() == Precision.SINGLE ? 1e-5 : 1e-10;
            try (OnnxModel source = OnnxModel.load(file, 1);
                    OnnxModel calibrated = calibrated(source, map)) {
                assertMapped(source.score(table), map, calibrated.score(table), tolerance, kind + ", seed " + seed);
                assertEquals(source.labels(), calibrated.labels());
                assertEquals(source.encoding(), calibrated.encoding());
                assertEquals("tried", calibrated.metadata().get("calibration"));
                Pipeline read = OnnxModelReader.read(calibrated.file());
                assertEquals(pipeline.encoding(), read.encoding());
                assertEquals("tried", read.provenance().entries().get("calibration"));
            }
        }
    }

    @Test
    void toBytes_twice_appliesBothMaps() throws IOException {
        RandomPipelines random = new RandomPipelines(5);
        Encoding encoding = new Encoding(List.of(random.column("a", 0)));
        Path file = directory.resolve("ours.onnx");
        OnnxModelWriter.write(random.pipeline(encoding, 3), file);
        Table table = random.table(encoding, 20);
        Path once = directory.resolve("once.onnx");
        CalibrationMap vector = map(CalibrationMethod.Kind.VECTOR, 3);
        CalibrationMap halved = ScalingMap.ofTemperature(2, 3);
        try (OnnxModel source = OnnxModel.load(file, 1)) {
            Files.write(once, CalibratedModel.toBytes(source, vector, NOTES));
        }
        try (OnnxModel first = OnnxModel.load(once, 1);
                OnnxModel second = calibrated(first, halved)) {
            assertMapped(first.score(table), halved, second.score(table), 1e-5, "twice");
        }
    }

    @Test
    void toBytes_manyClassesWholeNumberLabelOldOperators_equalsMemory() throws IOException {
        ForeignModels old = new ForeignModels("old")
                .input("x", DataType.DOUBLE, -1, 5)
                .node("", "Softmax", "p", List.of("x"), attribute("axis", 1))
                .node("", "ArgMax", "label", List.of("p"), attribute("axis", 1), attribute("keepdims", 1))
                .output("label", DataType.INT64, -1, 1)
                .output("p", DataType.DOUBLE, -1, 5);
        Path file = old.write(directory);
        ModelProto.Builder model = ModelProto.parseFrom(Files.readAllBytes(file)).toBuilder();
        model.setIrVersion(3);
        model.getOpsetImportBuilder(0).setVersion(9);
        Files.write(file, model.build().toByteArray());
        Random random = new Random(SEED);
        List<Column> columns = List.of("a", "b", "c", "d", "e").stream()
                .<Column>map(name ->
                        new Column.Numbers(name, random.doubles(30, -3, 3).toArray()))
                .toList();
        Table table = new Table("t.csv", 30, columns);
        for (CalibrationMethod.Kind kind : CalibrationMethod.Kind.values()) {
            CalibrationMap map = map(kind, 5);
            try (OnnxModel source = OnnxModel.load(file, 1);
                    OnnxModel calibrated = calibrated(source, map)) {
                assertMapped(source.score(table), map, calibrated.score(table), 1e-9, kind.toString());
                assertEquals(source.outputs(), calibrated.outputs());
            }
        }
    }

    @Test
    void toBytes_sameInputs_sameBytes() throws IOException {
        Path file = ForeignModels.logisticRegression(false, "z", "a", "m").write(directory);
        CalibrationMap map = map(CalibrationMethod.Kind.ISOTONIC, 3);
        try (OnnxModel source = OnnxModel.load(file, 1)) {
            assertArrayEquals(CalibratedModel.toBytes(source, map, NOTES), CalibratedModel.toBytes(source, map, NOTES));
        }
    }

    @Test
    void toBytes_twoLabels_isRefused() throws IOException {
        Path file = new ForeignModels("two")
                .input("x", DataType.FLOAT, -1, 2)
                .node("", "Softmax", "p", List.of("x"), attribute("axis", 1))
                .node("", "ArgMax", "first", List.of("p"), attribute("axis", 1), attribute("keepdims", 0))
                .node("", "ArgMin", "last", List.of("p"), attribute("axis", 1), attribute("keepdims", 0))
                .output("p", DataType.FLOAT, -1, 2)
                .output("first", DataType.INT64, -1)
                .output("last", DataType.INT64, -1)
                .write(directory);
        try (OnnxModel source = OnnxModel.load(file, 1)) {
            InvalidInputException e = assertThrows(
                    InvalidInputException.class,
                    () -> CalibratedModel.toBytes(source, map(CalibrationMethod.Kind.VECTOR, 2), NOTES));
            assertTrue(e.getMessage().contains("(first, last)"), e.getMessage());
        }
    }
}
