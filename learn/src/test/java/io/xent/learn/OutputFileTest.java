package io.xent.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {

    @TempDir
    Path directory;

    @Test
    void prepare_writablePlace_leavesNothingBehind() throws IOException {
        OutputFile.prepare(directory.resolve("model.onnx"), List.of());
        assertEquals(List.of(), files());
    }

    @Test
    void commit_putsTheWholeFileInPlace() throws IOException {
        Path target = Files.writeString(directory.resolve("a b.txt"), "old");
        try (OutputFile file = OutputFile.prepare(target, List.of())) {
            Files.writeString(file.open(), "new");
            assertEquals("old", Files.readString(target), "before the commit the old file is there");
            file.commit();
        }
        assertEquals("new", Files.readString(target));
        assertEquals(List.of("a b.txt"), files());
    }

    @Test
    void close_withoutCommit_keepsTheOldFileAndNothingElse() throws IOException {
        Path target = Files.writeString(directory.resolve("old.txt"), "old");
        try (OutputFile file = OutputFile.prepare(target, List.of())) {
            Files.writeString(file.open(), "half");
        }
        assertEquals("old", Files.readString(target));
        assertEquals(List.of("old.txt"), files());
    }

    @Test
    void commit_throughALink_keepsTheLink() throws IOException {
        Path real = Files.writeString(directory.resolve("real.txt"), "old");
        Path link = Files.createSymbolicLink(directory.resolve("link.txt"), real);
        try (OutputFile file = OutputFile.prepare(link, List.of())) {
            Files.writeString(file.open(), "new");
            file.commit();
        }
        assertTrue(Files.isSymbolicLink(link));
        assertEquals("new", Files.readString(real));
    }

    @Test
    void prepare_noSuchDirectory_saysWhich() {
        Path target = directory.resolve("nowhere").resolve("model.onnx");
        assertEquals(
                target + ": there is no directory " + target.getParent() + "; create it, or name a file elsewhere",
                messageOf(target, List.of()));
    }

    @Test
    void prepare_directoryInTheWay_saysSo() {
        assertEquals(directory + ": is a directory; name a file in it", messageOf(directory, List.of()));
    }

    @Test
    void prepare_targetIsAnInput_refusesToReplaceIt() throws IOException {
        Path data = Files.writeString(directory.resolve("data.csv"), "x");
        assertEquals(
                data + ": is the input itself; name another file for the output",
                messageOf(data, List.of(directory.resolve(".").resolve("data.csv"))));
    }

    @Test
    void open_device_isWrittenToAndNotReplaced() throws IOException {
        Path device = Path.of("/dev/null");
        assumeTrue(Files.exists(device), "no /dev/null here");
        try (OutputFile file = OutputFile.prepare(device, List.of())) {
            Files.writeString(file.open(), "gone");
            file.commit();
        }
        assertTrue(!Files.isRegularFile(device));
    }

    @Test
    void write_fullDisk_saysSoAndKeepsTheDevice() {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.isWritable(full), "skipped: there is no /dev/full here");
        InvalidInputException e = assertThrows(
                InvalidInputException.class, () -> OutputFile.write(full, file -> Files.writeString(file, "x")));
        assertEquals("/dev/full: the disk is full; make room, or name a file elsewhere", e.getMessage());
        assertTrue(Files.exists(full) && !Files.isRegularFile(full), "the device was replaced");
    }

    @Test
    void write_contentFails_keepsTheOldFileAndNothingElse() throws IOException {
        Path target = Files.writeString(directory.resolve("old.txt"), "old");
        assertThrows(
                InvalidInputException.class,
                () -> OutputFile.write(target, file -> {
                    Files.writeString(file, "half");
                    throw new IOException("broken");
                }));
        assertEquals("old", Files.readString(target));
        assertEquals(List.of("old.txt"), files());
    }

    private static String messageOf(Path target, List<Path> inputs) {
        return assertThrows(InvalidInputException.class, () -> OutputFile.prepare(target, inputs))
                .getMessage();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(p -> p.getFileName().toString()).sorted().toList();
        }
    }
}
