package io.xent.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.xent.learn.Calibration;
import io.xent.learn.InvalidInputException;
import io.xent.learn.Labels;
import io.xent.learn.LinearClassifier;
import io.xent.learn.Pipeline;
import io.xent.learn.Precision;
import io.xent.learn.Provenance;
import io.xent.learn.encoding.ColumnEncoding;
import io.xent.learn.encoding.Encoding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxModelWriterTest {

    @TempDir
    Path directory;

    private static Pipeline pipeline(Precision precision, double weight, Map<String, String> provenance) {
        return new Pipeline(
                new Encoding(List.of(new ColumnEncoding.Number("x", 0, 1, 0, false))),
                precision,
                LinearClassifier.of(new double[] {weight, -weight}, new double[2], 1),
                Calibration.NONE,
                new Labels("y", Labels.Kind.TEXT, List.of("a", "b")),
                new Provenance(provenance));
    }

    private static Pipeline pipeline() {
        return pipeline(Precision.DOUBLE, 1, Map.of());
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    @Test
    void write_samePipelineTwice_givesTheSameBytes() throws IOException {
        for (long seed = 1; seed <= 20; seed++) {
            Path first = directory.resolve("first.onnx");
            Path second = directory.resolve("second.onnx");
            OnnxModelWriter.write(new RandomPipelines(seed).pipeline(), first);
            OnnxModelWriter.write(new RandomPipelines(seed).pipeline(), second);
            assertArrayEquals(Files.readAllBytes(first), Files.readAllBytes(second), "seed " + seed);
        }
    }

    @Test
    void write_existingFile_replacesItAndLeavesNothingElse() throws IOException {
        Path file = Files.writeString(directory.resolve("model.onnx"), "old");
        OnnxModelWriter.write(pipeline(), file);
        assertArrayEquals(OnnxModelWriter.toBytes(pipeline()), Files.readAllBytes(file));
        assertEquals(List.of(file), files());
    }

    @Test
    void write_link_replacesWhatItLeadsTo() throws IOException {
        Path target = Files.writeString(directory.resolve("target.onnx"), "old");
        Path link = Files.createSymbolicLink(directory.resolve("link.onnx"), target);
        OnnxModelWriter.write(pipeline(), link);
        assertTrue(Files.isSymbolicLink(link));
        assertArrayEquals(OnnxModelWriter.toBytes(pipeline()), Files.readAllBytes(target));
    }

    @Test
    void write_manyAtOnce_leavesOneWholeFile() throws IOException {
        Path file = directory.resolve("model.onnx");
        IntStream.range(0, 32).parallel().forEach(i -> OnnxModelWriter.write(pipeline(), file));
        assertArrayEquals(OnnxModelWriter.toBytes(pipeline()), Files.readAllBytes(file));
        assertEquals(List.of(file), files());
    }

    @Test
    void write_noSuchDirectory_namesTheFile() throws IOException {
        Path file = directory.resolve("absent").resolve("model.onnx");
        assertMessage(() -> OnnxModelWriter.write(pipeline(), file), file + ": there is no directory ");
        assertEquals(List.of(), files());
    }

    @Test
    void write_directory_namesIt() throws IOException {
        assertMessage(() -> OnnxModelWriter.write(pipeline(), directory), directory + ": is a directory");
        assertEquals(List.of(), files());
    }

    @Test
    void write_fullDisk_namesTheFile() {
        Path full = Path.of("/dev/full");
        Assumptions.assumeTrue(Files.isWritable(full), "skipped: there is no /dev/full here");
        assertMessage(() -> OnnxModelWriter.write(pipeline(), full), "/dev/full: the disk is full");
        assertTrue(Files.exists(full) && !Files.isRegularFile(full), "the device was replaced");
    }

    @Test
    void requireFits_moreThanTwoGigabytes_saysWhatToDo() {
        OnnxModelWriter.requireFits(450_000_000, Precision.SINGLE, "m.onnx");
        assertMessage(() -> OnnxModelWriter.requireFits(450_000_000, Precision.DOUBLE, "m.onnx"), "single precision");
        assertMessage(() -> OnnxModelWriter.requireFits(1L << 40, Precision.SINGLE, "m.onnx"), "m.onnx: 1099511627776");
    }

    @Test
    void toBytes_singlePrecisionParameterThatIsNoFloat_isRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> OnnxModelWriter.toBytes(pipeline(Precision.SINGLE, 0.1, Map.of())));
        OnnxModelWriter.toBytes(pipeline(Precision.SINGLE, 0.1f, Map.of()));
    }

    @Test
    void toBytes_provenanceNamedLikeTheFormat_isRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> OnnxModelWriter.toBytes(pipeline(Precision.DOUBLE, 1, Map.of("xent.format", "2"))));
    }

    @Test
    void toBytes_halfASurrogatePair_isRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> OnnxModelWriter.toBytes(pipeline(Precision.DOUBLE, 1, Map.of("file", "\ud83d.csv"))));
    }

    @Test
    void toBytes_encodingThatIsNotFinite_isRefused() {
        Pipeline good = pipeline();
        Pipeline bad = new Pipeline(
                new Encoding(List.of(new ColumnEncoding.Number("x", 0, 1, Double.NaN, false))),
                good.precision(),
                good.classifier(),
                good.calibration(),
                good.labels(),
                good.provenance());
        assertThrows(IllegalArgumentException.class, () -> OnnxModelWriter.toBytes(bad));
    }

    private static void assertMessage(Runnable action, String part) {
        String message = assertThrows(InvalidInputException.class, action::run).getMessage();
        assertTrue(message.contains(part), message);
        assertFalse(message.contains("\n"), message);
    }
}
