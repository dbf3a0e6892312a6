package io.xent.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import io.xent.core.Matrix;
import io.xent.learn.Calibration;
import io.xent.learn.CalibrationMap;
import io.xent.learn.CalibrationMethod;
import io.xent.learn.InvalidInputException;
import io.xent.learn.IsotonicMap;
import io.xent.learn.Pipeline;
import io.xent.learn.Precision;
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

/** A pipeline whose calibration is a map: one file gives what memory gives, and is read back to the same. */
class PipelineCalibrationTest {

    private static final int CLASSES = 3;

    @TempDir
    Path directory;

    private static CalibrationMap map(CalibrationMethod.Kind kind, long seed) {
        Random random = new Random(seed);
        double[] z = random.doubles(200 * CLASSES, -3, 3).toArray();
        int[] labels = random.ints(200, 0, CLASSES).toArray();
        for (int i = 0; i < 200; i++) {
            z[i * CLASSES + labels[i]] += 1.5;
        }
        return new CalibrationMethod(kind, kind == CalibrationMethod.Kind.MATRIX ? 0.01 : 0)
                .fit(Matrix.of(z, 200, CLASSES), labels, null);
    }

    private static Pipeline pipeline(RandomPipelines random, List<CalibrationMap> maps) {
        Encoding encoding = new Encoding(List.of(random.column("a", 0), random.column("b", 2)));
        Pipeline plain = random.pipeline(encoding, CLASSES);
        return with(plain, new Calibration(plain.calibration().temperature(), maps));
    }

    private static Pipeline with(Pipeline plain, Calibration calibration) {
        return new Pipeline(
                plain.encoding(),
                plain.precision(),
                plain.classifier(),
                calibration,
                plain.labels(),
                plain.provenance());
    }

    @ParameterizedTest
    @EnumSource(CalibrationMethod.Kind.class)
    void score_calibratedByMaps_equalsMemory_andIsReadBack(CalibrationMethod.Kind kind) {
        for (long seed = 1; seed <= 12; seed++) {
            RandomPipelines random = new RandomPipelines(seed);
            CalibrationMap first = map(kind, seed);
            List<CalibrationMap> maps =
                    seed % 3 == 0 ? List.of(first, map(CalibrationMethod.Kind.VECTOR, seed)) : List.of(first);
            Pipeline pipeline = pipeline(random, maps);
            Path file = directory.resolve("model.onnx");
            OnnxModelWriter.write(pipeline, file);
            assertScores(pipeline, random.table(pipeline.encoding(), 50), file, kind + ", seed " + seed);
            Pipeline read = OnnxModelReader.read(file);
            assertEquals(
                    pipeline.calibration().temperature(), read.calibration().temperature());
            assertEquals(maps.size(), read.calibration().maps().size());
            assertSameMaps(pipeline.calibration(), read.calibration(), kind + ", seed " + seed);
        }
    }

    private static void assertScores(Pipeline pipeline, Table table, Path file, String what) {
        Matrix logits = RandomPipelines.logits(pipeline, table);
        double largest = 1;
        for (int i = 0; i < table.rows(); i++) {
            for (int k = 0; k < CLASSES; k++) {
                largest = Math.max(largest, Math.abs(logits.get(i, k)));
            }
        }
        new Calibration(1, pipeline.calibration().maps()).apply(logits);
        Matrix expected = RandomPipelines.softmax(logits);
        // a matrix takes differences of logits, whose roundings are as large as they are
        double tolerance = (pipeline.precision() == Precision.SINGLE ? 6.1e-8 : 0) + 1e-12 * largest;
        try (OnnxModel model = OnnxModel.load(file, 1)) {
            Scores scores = model.score(table);
            for (int i = 0; i < table.rows(); i++) {
                int top = 0;
                for (int k = 0; k < CLASSES; k++) {
                    assertEquals(expected.get(i, k), scores.probabilities().get(i, k), tolerance, what + ", row " + i);
                    top = scores.logits().orElseThrow().get(i, k)
                                    > scores.logits().orElseThrow().get(i, top)
                            ? k
                            : top;
                }
                assertEquals(top, scores.classIndices()[i], what);
            }
        }
    }

    private static void assertSameMaps(Calibration expected, Calibration actual, String what) {
        double[] z = new Random(1).doubles(60 * CLASSES, -6, 6).toArray();
        Matrix one = Matrix.of(z.clone(), 60, CLASSES);
        Matrix other = Matrix.of(z.clone(), 60, CLASSES);
        expected.apply(one);
        actual.apply(other);
        for (int i = 0; i < 60; i++) {
            for (int k = 0; k < CLASSES; k++) {
                assertEquals(one.get(i, k), other.get(i, k), 1e-12 * Math.max(1, Math.abs(one.get(i, k))), what);
            }
        }
    }

    /** What {@code xent calibrate} grows onto a file is read like what training put there. */
    @ParameterizedTest
    @EnumSource(CalibrationMethod.Kind.class)
    void read_calibratedLater_hasTheMap(CalibrationMethod.Kind kind) throws IOException {
        Pipeline pipeline = pipeline(new RandomPipelines(4), List.of(map(CalibrationMethod.Kind.VECTOR, 5)));
        Path file = directory.resolve("model.onnx");
        OnnxModelWriter.write(pipeline, file);
        CalibrationMap more = map(kind, 6);
        try (OnnxModel source = OnnxModel.load(file, 1)) {
            Files.write(file, CalibratedModel.toBytes(source, more, Map.of()));
        }
        Calibration read = OnnxModelReader.read(file).calibration();
        assertEquals(2, read.maps().size(), "one of training, one grown");
        double temperature = pipeline.calibration().temperature();
        List<CalibrationMap> both = List.of(pipeline.calibration().maps().get(0), more);
        assertSameMaps(new Calibration(temperature, both), read, "" + kind);
    }

    @Test
    void read_levelCurve_staysLevel() {
        IsotonicMap.Curve level = new IsotonicMap.Curve(new double[] {0.4}, new double[] {0.2});
        IsotonicMap.Curve rising = new IsotonicMap.Curve(new double[] {0.1, 0.7}, new double[] {0.05, 0.9});
        Pipeline pipeline = pipeline(new RandomPipelines(9), List.of(new IsotonicMap(List.of(level, rising, level))));
        Path file = directory.resolve("model.onnx");
        OnnxModelWriter.write(pipeline, file);
        assertSameMaps(pipeline.calibration(), OnnxModelReader.read(file).calibration(), "level");
    }

    /** Somebody who means harm gives the file a checksum that is right. */
    @Test
    void read_constantsThatCannotBe_areRefused() throws IOException {
        for (CalibrationMethod.Kind kind : CalibrationMethod.Kind.values()) {
            Pipeline pipeline = pipeline(new RandomPipelines(3), List.of(map(kind, 3)));
            ModelProto honest = ModelProto.parseFrom(OnnxModelWriter.toBytes(pipeline));
            int refused = 0;
            for (int at = 0; at < honest.getGraph().getInitializerCount(); at++) {
                TensorProto tensor = honest.getGraph().getInitializer(at);
                if (tensor.getName().startsWith("_xent/calibration1/")
                        && tensor.getRawData().size() > 8) {
                    ModelProto.Builder changed = honest.toBuilder();
                    changed.removeMetadataProps(changed.getMetadataPropsCount() - 1);
                    changed.getGraphBuilder().getInitializerBuilder(at).setRawData(ByteString.copyFrom(new byte[8]));
                    Path file = Files.write(directory.resolve("bad.onnx"), ModelFile.seal(changed.build()));
                    String message = assertThrows(
                                    InvalidInputException.class, () -> OnnxModelReader.read(file), tensor.getName())
                            .getMessage();
                    assertTrue(message.contains("is damaged (_xent/calibration1/"), message);
                    refused++;
                }
            }
            assertTrue(refused >= 2, kind + ": " + refused);
        }
    }
}
