package io.xent.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumeTest {

    @TempDir
    private Path directory;

    private static SoftmaxRegression regression(double lambda) {
        return SoftmaxRegression.builder()
                .penalty(new Penalty(lambda))
                .solver(SolverKind.LBFGS)
                .build();
    }

    private static Dataset data(int kind) {
        return kind == 0
                ? RandomProblem.dense(41, 150, 6, 4, true, Precision.DOUBLE)
                : RandomProblem.sparse(42, 150, 6, 4, false, Precision.SINGLE);
    }

    @Test
    void fit_resumedFromAFileAfterAnyIteration_endsInTheSameBits() {
        for (int kind = 0; kind < 2; kind++) {
            Dataset data = data(kind);
            Fit whole = regression(1e-3).fit(data, TrainingMonitor.SILENT);
            assertTrue(whole.iterations() > 5, "spread: " + whole.iterations() + " iterations");
            for (int stop = 1; stop <= whole.iterations(); stop++) {
                StopAfter monitor = new StopAfter(stop);
                Fit part = regression(1e-3).fit(data, monitor);
                assertEquals(stop, part.iterations());
                Path file = directory.resolve("state");
                Checkpoint.write(file, monitor.state());
                Fit resumed = regression(1e-3).fit(data, TrainingMonitor.SILENT, Checkpoint.read(file));
                String where = "kind " + kind + ", stopped after " + stop;
                assertArrayEquals(
                        whole.classifier().weights(), resumed.classifier().weights(), where);
                assertArrayEquals(
                        whole.classifier().bias(), resumed.classifier().bias(), where);
                assertEquals(whole.history(), resumed.history(), where);
                assertEquals(whole.certificate(), resumed.certificate(), where);
            }
        }
    }

    /** So many values that products are made in 32 bits first. */
    @Test
    void fit_ofManyValues_resumed_endsInTheSameBits() {
        Dataset data = RandomProblem.dense(43, 66_000, 64, 3, false, Precision.SINGLE);
        Fit whole = regression(1e-6).fit(data, TrainingMonitor.SILENT);
        for (int stop : new int[] {1, whole.iterations() - 1}) {
            SolverState state = regression(1e-6).fit(data, new StopAfter(stop)).state();
            assertEquals(0, state.numbers()[2], "spread: 32-bit products");
            Fit resumed = regression(1e-6).fit(data, TrainingMonitor.SILENT, state);
            assertArrayEquals(whole.classifier().weights(), resumed.classifier().weights(), "stopped after " + stop);
            assertEquals(whole.certificate(), resumed.certificate());
        }
    }

    @Test
    void fit_thatWasStopped_saysSo_andItsStateGoesOn() {
        Fit part = regression(1e-3).fit(data(0), new StopAfter(2));
        assertFalse(part.converged());
        assertTrue(part.advice().contains("resume"), part.advice());
        Fit whole = regression(1e-3).fit(data(0), TrainingMonitor.SILENT);
        Fit resumed = regression(1e-3).fit(data(0), TrainingMonitor.SILENT, part.state());
        assertArrayEquals(whole.classifier().weights(), resumed.classifier().weights());
    }

    @Test
    void fit_resumedWithOtherDataOrSettings_isRefused() {
        SolverState state = regression(1e-3).fit(data(0), new StopAfter(2)).state();
        assertThrows(InvalidInputException.class, () -> regression(1e-2).fit(data(0), TrainingMonitor.SILENT, state));
        assertThrows(InvalidInputException.class, () -> regression(1e-3).fit(data(1), TrainingMonitor.SILENT, state));
    }

    private Path written() {
        Path file = directory.resolve("state");
        Checkpoint.write(file, regression(1e-3).fit(data(0), new StopAfter(3)).state());
        return file;
    }

    private static String refusal(Path file) {
        return assertThrows(InvalidInputException.class, () -> Checkpoint.read(file))
                .getMessage();
    }

    @Test
    void read_ofAFileCutAnywhere_namesTheFileAndTheRemedy() throws IOException {
        Path file = written();
        byte[] bytes = Files.readAllBytes(file);
        for (int length = 0; length < bytes.length; length += length < 200 ? 1 : 37) {
            Files.write(file, Arrays.copyOf(bytes, length));
            String message = refusal(file);
            assertTrue(message.startsWith(file.toString()) && message.contains("anew"), length + ": " + message);
        }
    }

    @Test
    void read_ofAFileWithAnyByteChanged_isRefused() throws IOException {
        Path file = written();
        byte[] bytes = Files.readAllBytes(file);
        for (int at = 0; at < bytes.length; at += at < 200 ? 1 : 41) {
            byte[] damaged = bytes.clone();
            damaged[at] ^= (byte) 0x81;
            Files.write(file, damaged);
            assertTrue(refusal(file).startsWith(file.toString()), "byte " + at);
        }
    }

    @Test
    void read_ofAnotherProgramsFile_saysSo() throws IOException {
        Path file = directory.resolve("other");
        Files.writeString(file, "a,b,c\n1,2,3\n4,5,6\n7,8,9\n");
        assertTrue(refusal(file).contains("another program"));
        assertTrue(refusal(directory.resolve("absent")).contains("no such file"));
    }

    @Test
    void write_whereThereIsNoDirectory_namesTheFile_andLeavesNothing() throws IOException {
        SolverState state = new SolverState("s", 1, new double[0], new double[0], List.of(), List.of());
        Path file = directory.resolve("missing").resolve("state");
        String message = assertThrows(InvalidInputException.class, () -> Checkpoint.write(file, state))
                .getMessage();
        assertTrue(message.startsWith(file.toString()), message);
        List<Path> left = new ArrayList<>();
        try (var files = Files.list(directory)) {
            files.forEach(left::add);
        }
        assertEquals(List.of(), left);
    }
}
