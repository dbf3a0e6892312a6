package io.xent.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.xent.learn.InvalidInputException;
import io.xent.learn.Pipeline;
import io.xent.learn.encoding.Table;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are no models, or no longer: one line for the user, never a crash. */
class DamagedModelTest {

    @TempDir
    Path directory;

    @Test
    void load_truncatedAnywhere_isRefused() throws IOException {
        byte[] whole = OnnxModelWriter.toBytes(new RandomPipelines(11).pipeline());
        for (int length = 0; length < whole.length; length++) {
            assertRefused(Arrays.copyOf(whole, length), "cut to " + length + " of " + whole.length + " bytes");
        }
    }

    @Test
    void load_anyByteChanged_isRefused() throws IOException {
        byte[] whole = OnnxModelWriter.toBytes(new RandomPipelines(11).pipeline());
        Path file = directory.resolve("changed.onnx");
        for (int at = 0; at < whole.length; at++) {
            byte[] changed = whole.clone();
            changed[at] = (byte) (changed[at] ^ 1 << at % 8);
            Files.write(file, changed);
            // the reader does not start ONNX Runtime, so every byte can be tried
            String message = assertThrows(InvalidInputException.class, () -> OnnxModelReader.read(file), "byte " + at)
                    .getMessage();
            assertEquals(1, message.lines().count(), message);
        }
    }

    @Test
    void load_bytesAppended_isRefused() throws IOException {
        byte[] whole = OnnxModelWriter.toBytes(new RandomPipelines(11).pipeline());
        assertRefused(Arrays.copyOf(whole, whole.length + 1), "a zero appended");
        byte[] twice = Arrays.copyOf(whole, whole.length * 2);
        System.arraycopy(whole, 0, twice, whole.length, whole.length);
        assertRefused(twice, "written twice");
    }

    @Test
    void load_otherFiles_isRefused() throws IOException {
        assertRefused(new byte[0], "empty");
        assertRefused("species,island\nAdelie,Biscoe\n".getBytes(StandardCharsets.UTF_8), "a table");
        assertRefused("<!DOCTYPE html><html></html>".getBytes(StandardCharsets.UTF_8), "a page");
        assertRefused(new byte[] {'P', 'K', 3, 4, 20, 0, 0, 0}, "an archive");
        assertRefused(new byte[1000], "zeros");
        for (long seed = 1; seed <= 200; seed++) {
            byte[] noise = new byte[(int) seed * 3];
            new Random(seed).nextBytes(noise);
            assertRefused(noise, "seed " + seed);
        }
    }

    @Test
    void load_absentOrDirectory_isRefused() {
        for (Path path : new Path[] {directory, directory.resolve("absent.onnx"), Path.of("/dev/null")}) {
            String message = assertThrows(InvalidInputException.class, () -> OnnxModel.load(path, 1))
                    .getMessage();
            assertTrue(message.startsWith(path + ": "), message);
        }
    }

    /** Without producer and checksum every change reaches ONNX Runtime, as in a damaged model of another program. */
    @Test
    void load_modelOfAnotherProgramWithRandomChanges_neverFailsOtherwise() throws IOException {
        for (long seed = 1; seed <= 300; seed++) {
            Random random = new Random(seed);
            RandomPipelines pipelines = new RandomPipelines(seed % 20);
            Pipeline pipeline = pipelines.pipeline();
            Table table = pipelines.table(pipeline.encoding(), 5);
            ModelProto ours = ModelProto.parseFrom(OnnxModelWriter.toBytes(pipeline));
            byte[] bytes = ours.toBuilder()
                    .clearProducerName()
                    .clearMetadataProps()
                    .build()
                    .toByteArray();
            for (int i = 0; i <= random.nextInt(3); i++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            Path file = Files.write(directory.resolve("changed.onnx"), bytes);
            try (OnnxModel model = OnnxModel.load(file, 1)) {
                model.score(table);
            } catch (InvalidInputException e) {
                assertEquals(1, e.getMessage().lines().count(), "seed " + seed + ": " + e.getMessage());
            }
        }
    }

    private void assertRefused(byte[] bytes, String what) throws IOException {
        Path file = Files.write(directory.resolve("damaged.onnx"), bytes);
        String message = assertThrows(InvalidInputException.class, () -> OnnxModel.load(file, 1), what)
                .getMessage();
        assertTrue(message.startsWith(file + ": "), message);
        assertEquals(1, message.lines().count(), message);
    }
}
