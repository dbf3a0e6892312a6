package io.xent.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCommandTest {

    @TempDir
    Path directory;

    private static String printed(Object... words) {
        Cli.Result result = Cli.run(words);
        assertEquals(0, result.status(), result.err());
        assertEquals("", result.err());
        return result.out();
    }

    private static String refused(Object... words) {
        Cli.Result result = Cli.run(words);
        assertEquals(ExitStatus.BAD_INPUT, result.status(), result.out());
        assertEquals("", result.out());
        return result.err().strip();
    }

    /** Pinned: a seed is to mean the same bytes in every version and on every JDK. */
    @Test
    void data_seeds_giveTheRowsTheyAlwaysGave() {
        assertEquals(
                "x1,x2,label\n-0.799198,0.435416,0\n1.733831,-0.267112,1\n-0.295683,1.010049,0\n",
                printed("data", "moons", "--rows", "3", "--seed", "2"));
        assertEquals(
                "x1,x2,label\n0.127639,0.0277,0\n0.015328,0.922493,1\n-0.856246,-0.23912,2\n",
                printed("data", "spirals", "--rows", "3", "--noise", "0"));
        assertEquals(
                "x1,x2,x3,label\n-4.130745,-1.101597,-0.772158,0\n3.450431,-1.13844,-0.540099,1\n-0.944053,0.917966,0.429528,2\n",
                printed("data", "blobs", "--rows", "3", "--classes", "4", "--features", "3", "--seed", "-1"));
    }

    @Test
    void data_longerFile_beginsWithTheShorterOne() throws IOException {
        Path file = directory.resolve("spirals.csv");
        assertEquals("", printed("data", "spirals", "--rows", "100000", "-o", file));
        String rows = Files.readString(file);
        assertEquals(100_001, rows.lines().count());
        assertTrue(rows.startsWith(printed("data", "spirals")));
        assertFalse(rows.startsWith(printed("data", "spirals", "--seed", "2")));
    }

    @Test
    void data_noRows_isTheLineOfNames() {
        assertEquals("x1,label\n", printed("data", "blobs", "--rows", "0", "--features", "1"));
    }

    @Test
    void data_whatCannotBe_isRefused() throws IOException {
        assertEquals(
                "xent: --classes is 3: moons are two; blobs and spirals can be any number",
                refused("data", "moons", "--classes", "3"));
        assertEquals("xent: --rows is -1: it must not be negative", refused("data", "moons", "--rows", "-1"));
        assertEquals(
                "xent: the noise is -0.5: it must be finite and not negative",
                refused("data", "blobs", "--noise", "-0.5"));
        Path nowhere = directory.resolve("no/moons.csv");
        assertTrue(refused("data", "moons", "-o", nowhere).contains("there is no directory"));
        try (var left = Files.list(directory)) {
            assertEquals(0, left.count());
        }
    }
}
