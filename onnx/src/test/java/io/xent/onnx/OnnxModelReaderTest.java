package io.xent.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.xent.learn.InvalidInputException;
import io.xent.learn.LinearClassifier;
import io.xent.learn.Pipeline;
import io.xent.learn.encoding.ColumnEncoding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxModelReaderTest {

    @TempDir
    Path directory;

    @Test
    void read_whatWasWritten_givesEveryNumberBack() {
        for (long seed = 1; seed <= 100; seed++) {
            Pipeline written = new RandomPipelines(seed).pipeline();
            Path file = directory.resolve("model.onnx");
            OnnxModelWriter.write(written, file);
            assertSame(written, OnnxModelReader.read(file), "seed " + seed);
        }
    }

    private static void assertSame(Pipeline written, Pipeline read, String what) {
        LinearClassifier expected = (LinearClassifier) written.classifier();
        LinearClassifier actual = (LinearClassifier) read.classifier();
        assertArrayEquals(expected.weights(), actual.weights(), what);
        assertArrayEquals(expected.bias(), actual.bias(), what);
        assertEquals(written.calibration(), read.calibration(), what);
        assertEquals(written.precision(), read.precision(), what);
        assertEquals(written.labels(), read.labels(), what);
        assertEquals(
                new ArrayList<>(written.provenance().entries().entrySet()),
                new ArrayList<>(read.provenance().entries().entrySet()),
                what);
        assertEquals(
                written.encoding().columns().size(), read.encoding().columns().size(), what);
        for (int c = 0; c < read.encoding().columns().size(); c++) {
            ColumnEncoding column = written.encoding().columns().get(c);
            if (column instanceof ColumnEncoding.Text text) {
                ColumnEncoding.Text again =
                        (ColumnEncoding.Text) read.encoding().columns().get(c);
                assertEquals(text.column(), again.column(), what);
                assertEquals(text.maxWords(), again.maxWords(), what);
                assertEquals(text.vocabulary(), again.vocabulary(), what);
                assertArrayEquals(text.idf(), again.idf(), what);
            } else {
                assertEquals(column, read.encoding().columns().get(c), what);
            }
        }
    }

    @Test
    void read_modelOfAnotherProgram_saysWhose() throws IOException {
        ModelProto ours = ModelProto.parseFrom(OnnxModelWriter.toBytes(new RandomPipelines(1).pipeline()));
        Path file = directory.resolve("foreign.onnx");
        Files.write(file, ours.toBuilder().setProducerName("skl2onnx").build().toByteArray());
        assertMessage(file, "'skl2onnx'");
        Files.write(file, ours.toBuilder().clearProducerName().build().toByteArray());
        assertMessage(file, "another program");
    }

    @Test
    void read_formatOfTheFuture_saysSo() throws IOException {
        assertMessage(resealed("xent.format", "2"), "has format 2");
    }

    @Test
    void read_metadataThatMakesNoSense_isRefused() throws IOException {
        for (String json : new String[] {
            "",
            "{}",
            "[1]",
            "[{}]",
            "[",
            "null",
            "\"\"",
            "[{\"column\":\"x\",\"input\":\"x\",\"kind\":\"spline\"}]",
            "[{\"column\":\"x\",\"input\":\"x\",\"kind\":\"vector\",\"width\":2147483647,\"divisor\":1}]",
            "[{\"column\":\"x\",\"input\":\"x\",\"kind\":\"vector\",\"width\":-1,\"divisor\":1}]",
            "[{\"column\":\"x\",\"input\":\"x\",\"kind\":\"vector\",\"width\":1.5,\"divisor\":\"one\"}]",
            "[{\"column\":\"x\",\"input\":\"x\",\"kind\":\"vector\",\"width\":1,\"divisor\":1e999}]",
            "[{\"column\":\"x\",\"input\":\"x\",\"kind\":\"text\",\"maxWords\":1,\"vocabulary\":[\"a\"],\"idf\":[]}]",
            "[".repeat(100_000),
        }) {
            assertMessage(resealed("xent.encoding", json), ".onnx: ");
        }
        assertMessage(resealed("xent.labels", "{\"column\":\"y\",\"kind\":\"COLOUR\",\"names\":[]}"), "xent.labels");
        assertMessage(resealed("xent.precision", "HALF"), "xent.precision");
    }

    @Test
    void read_metadataWithRandomChanges_neverFailsOtherwise() throws IOException {
        ModelProto model = ModelProto.parseFrom(OnnxModelWriter.toBytes(new RandomPipelines(5).pipeline()));
        for (long seed = 1; seed <= 500; seed++) {
            Random random = new Random(seed);
            ModelProto.Builder changed = model.toBuilder();
            var entry = changed.getMetadataPropsBuilder(1 + random.nextInt(3));
            int[] value = entry.getValue().codePoints().toArray();
            for (int i = 0; i <= random.nextInt(3); i++) {
                value[random.nextInt(value.length)] = "\"0-]}{[,:ex\u0000".charAt(random.nextInt(12));
            }
            entry.setValue(new String(value, 0, value.length));
            Path file = Files.write(directory.resolve("changed.onnx"), ModelFile.seal(changed.build()));
            try {
                OnnxModelReader.read(file);
            } catch (InvalidInputException e) {
                assertEquals(1, e.getMessage().lines().count(), "seed " + seed + ": " + e.getMessage());
            }
        }
    }

    /** A model of ours with one entry changed and a checksum that is right again. */
    private Path resealed(String key, String value) throws IOException {
        ModelProto.Builder model =
                ModelProto.parseFrom(OnnxModelWriter.toBytes(new RandomPipelines(3).pipeline())).toBuilder();
        model.removeMetadataProps(model.getMetadataPropsCount() - 1);
        model.getMetadataPropsBuilderList().stream()
                .filter(entry -> entry.getKey().equals(key))
                .forEach(entry -> entry.setValue(value));
        return Files.write(directory.resolve("changed.onnx"), ModelFile.seal(model.build()));
    }

    private static void assertMessage(Path file, String part) {
        String message = assertThrows(InvalidInputException.class, () -> OnnxModelReader.read(file))
                .getMessage();
        assertTrue(message.startsWith(file.toString()) && message.contains(part), message);
        assertEquals(1, message.lines().count(), message);
    }
}
