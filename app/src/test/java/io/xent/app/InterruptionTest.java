package io.xent.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real signals to real processes. */
@Timeout(300)
class InterruptionTest {

    private static final long SEED = 20240607;
    private static final int ROWS = 20_000;
    private static final int FEATURES = 60;
    private static final int CLASSES = 12;

    @TempDir
    static Path shared;

    @TempDir
    Path directory;

    /** Rows whose class follows a noisy linear rule: far from separable, so that the solver has work to do. */
    @BeforeAll
    static void writeData() throws IOException {
        Random random = new Random(SEED);
        double[][] rule = new double[CLASSES][FEATURES];
        for (double[] row : rule) {
            Arrays.setAll(row, j -> random.nextGaussian() / 4);
        }
        try (BufferedWriter out = Files.newBufferedWriter(data())) {
            for (int i = 0; i < ROWS; i++) {
                writeRow(out, rule, random);
            }
        }
    }

    private static void writeRow(BufferedWriter out, double[][] rule, Random random) throws IOException {
        double[] x = random.doubles(FEATURES, -2, 2).toArray();
        int best = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < CLASSES; k++) {
            double score = 2 * random.nextGaussian();
            for (int j = 0; j < FEATURES; j++) {
                score += rule[k][j] * x[j];
            }
            if (score > most) {
                most = score;
                best = k;
            }
        }
        StringBuilder line = new StringBuilder().append(best);
        for (int j = 0; j < FEATURES; j++) {
            line.append(' ').append(j + 1).append(':').append((float) x[j]);
        }
        out.write(line.append('\n').toString());
    }

    private static Path data() {
        return shared.resolve("data.libsvm");
    }

    @Test
    void train_terminated_writesWhatThereIsAndResumesToTheSameBits() throws Exception {
        Cli.Result whole = Cli.process(directory, Map.of(), command("whole.onnx"));
        assertEquals(0, whole.status(), whole.err());

        Process process = start(command("model.onnx"));
        await(process, "iteration ");
        process.destroy();
        assertEquals(ExitStatus.STOPPED_EARLY, process.waitFor(), "status of an interrupted training");
        assertEquals(List.of("model.html", "model.onnx", "model.onnx.checkpoint", "whole.html", "whole.onnx"), files());
        String info = Cli.run("info", directory.resolve("model.onnx")).out();
        assertTrue(info.matches("(?s).*\\n  converged +false\\n.*"), info);

        List<String> resumed = new ArrayList<>(command("model.onnx"));
        resumed.add("--resume");
        Cli.Result rest = Cli.process(directory, Map.of(), resumed);
        assertEquals(0, rest.status(), rest.err());
        assertArrayEquals(
                Files.readAllBytes(directory.resolve("whole.onnx")),
                Files.readAllBytes(directory.resolve("model.onnx")));
        assertFalse(Files.exists(directory.resolve("model.onnx.checkpoint")), "a finished run removes its checkpoint");
    }

    /** An update has no checkpoint and no --resume, so none is spoken of. */
    @Test
    void update_terminated_saysThatItIsToBeDoneAgain() throws Exception {
        Path model = directory.resolve("model.onnx");
        assertEquals(
                ExitStatus.STOPPED_EARLY,
                Cli.run("train", data(), "-o", model, "--max-iterations", "1", "--quiet")
                        .status());
        Path out = directory.resolve("out.txt");
        Process process = new ProcessBuilder(
                        watched(Cli.command("update", model, data(), "--strength", "1e-3", "-o", "new.onnx")))
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .start();
        await(process, "iteration ");
        process.destroy();
        assertEquals(ExitStatus.STOPPED_EARLY, process.waitFor(), "status of an interrupted update");
        String text = Files.readString(out);
        assertTrue(text.contains(": the same command does the whole update again\n"), text);
        assertFalse(text.contains("resume"), text);
        assertEquals(
                List.of("model.html", "model.onnx", "model.onnx.checkpoint", "new.html", "new.onnx", "out.txt"),
                files());
    }

    @Test
    void train_terminatedWhileReading_writesNothing() throws Exception {
        Process process = start(command("model.onnx"));
        await(process, "reading");
        process.destroy();
        int status = process.waitFor();
        assertTrue(status == 143 || status == ExitStatus.STOPPED_EARLY, "status " + status);
        if (status == 143) {
            assertEquals(List.of(), files());
        }
    }

    @Test
    void train_resumeWithOtherOptions_refuses() throws Exception {
        Process process = start(command("model.onnx"));
        await(process, "iteration ");
        process.destroy();
        assertEquals(ExitStatus.STOPPED_EARLY, process.waitFor());
        List<String> other = new ArrayList<>(command("model.onnx"));
        other.addAll(List.of("--resume", "--C", "3"));
        byte[] before = Files.readAllBytes(directory.resolve("model.onnx"));
        Cli.Result result = Cli.process(directory, Map.of(), other);
        assertEquals(ExitStatus.BAD_INPUT, result.status(), result.err());
        assertTrue(result.err().contains("model.onnx.checkpoint"), result.err());
        assertEquals(1, result.err().lines().count(), result.err());
        assertArrayEquals(before, Files.readAllBytes(directory.resolve("model.onnx")));
    }

    @Test
    void train_resumeWithoutACheckpoint_saysThatThereIsNone() throws IOException {
        Cli.Result result =
                Cli.run("train", data(), "--resume", "-o", directory.resolve("model.onnx"), "--max-iterations", "1");
        assertEquals(ExitStatus.BAD_INPUT, result.status());
        assertEquals(
                "xent: " + directory.resolve("model.onnx.checkpoint") + ": there is no such checkpoint to resume from;"
                        + " leave out --resume, or name with -o the model whose training was interrupted\n",
                result.err());
        assertEquals(List.of(), files());
    }

    private static List<String> command(String model) {
        return Cli.command("train", data(), "-o", model);
    }

    private Process start(List<String> command) throws IOException {
        return new ProcessBuilder(watched(command))
                .directory(directory.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** With the progress line that {@link #await} looks for. */
    private static List<String> watched(List<String> command) {
        List<String> watched = new ArrayList<>(command);
        watched.add(1, "-Dxent.terminal=true");
        return watched;
    }

    /** Reads standard error until it shows some text. */
    private static void await(Process process, String text) throws IOException {
        InputStream err = process.getErrorStream();
        StringBuilder seen = new StringBuilder();
        byte[] buffer = new byte[4096];
        while (seen.indexOf(text) < 0) {
            int read = err.read(buffer);
            assertTrue(read >= 0, "ended before it said '" + text + "', data seed " + SEED + ": " + seen);
            seen.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
        }
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(p -> p.getFileName().toString()).sorted().toList();
        }
    }
}
