package io.xent.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.xent.learn.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableWriterTest {

    @TempDir
    private Path folder;

    private static TableWriter sample() {
        return new TableWriter()
                .texts("label", new String[] {"a,b", null, "say \"ü\""})
                .numbers("p(a \"b\")", new double[] {0.1, Double.NaN, 1})
                .wholeNumbers("n", new long[] {-1, 0, Long.MAX_VALUE});
    }

    private List<String> listed() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static String message(Path file) {
        return assertThrows(InvalidInputException.class, () -> sample().write(file))
                .getMessage();
    }

    @Test
    void write_csv_quotesWhatNeedsIt() throws IOException {
        sample().write(folder.resolve("a.csv"));
        assertEquals("""
                label,"p(a ""b"")",n
                "a,b",0.1,-1
                ,,0
                "say ""ü""\",1.0,9223372036854775807
                """, Files.readString(folder.resolve("a.csv")));
        assertEquals(List.of("a.csv"), listed());
    }

    @Test
    void write_jsonLines_oneObjectPerLine() throws IOException {
        sample().write(folder.resolve("a.jsonl"));
        assertEquals("""
                {"label":"a,b","p(a \\"b\\")":0.1,"n":-1}
                {"label":null,"p(a \\"b\\")":null,"n":0}
                {"label":"say \\"ü\\"","p(a \\"b\\")":1.0,"n":9223372036854775807}
                """, Files.readString(folder.resolve("a.jsonl")));
    }

    @Test
    void write_everyFormat_readsBackTheSame() {
        for (String name : List.of("a.csv", "a.tsv", "a.parquet", "a.ndjson")) {
            sample().write(folder.resolve(name));
            String read = TestFiles.shown(TableReader.read(folder.resolve(name).toString(), ReadOptions.defaults())
                    .table());
            assertTrue(
                    read.startsWith("Texts label [a,b, null, say \"ü\"]\nNumbers p(a \"b\") [0.1, NaN, 1.0]\n"),
                    name + ": " + read);
        }
    }

    @Test
    void write_overAFile_replacesIt() throws IOException {
        Files.writeString(folder.resolve("a.csv"), "old");
        new TableWriter().wholeNumbers("n", new long[] {1}).write(folder.resolve("a.csv"));
        assertEquals("n\n1\n", Files.readString(folder.resolve("a.csv")));
    }

    @Test
    void write_impossible_saysWhyAndLeavesNothing() throws IOException {
        assertEquals(
                folder + "/a.xlsx: the name must end in .csv, .tsv, .parquet or .jsonl",
                message(folder.resolve("a.xlsx")));
        assertEquals(
                folder + "/a.parqet: the name must end in .csv, .tsv, .parquet or .jsonl; did you mean 'parquet'?",
                message(folder.resolve("a.parqet")));
        assertEquals(
                folder + "/absent/a.csv: there is no directory " + folder
                        + "/absent; create it, or name a file elsewhere",
                message(folder.resolve("absent/a.csv")));
        Files.createDirectory(folder.resolve("d.csv"));
        assertEquals(folder + "/d.csv: is a directory; name a file in it", message(folder.resolve("d.csv")));
        assertEquals(List.of("d.csv"), listed());
    }

    @Test
    void write_fullDisk_saysSo() throws IOException {
        Path full = Path.of("/dev/full");
        Assumptions.assumeTrue(Files.exists(full), "needs /dev/full");
        Path link = folder.resolve("a.csv");
        link(link, full);
        assertEquals(link + ": the disk is full; make room, or name a file elsewhere", message(link));
        assertEquals(List.of("a.csv"), listed());
    }

    private static void link(Path link, Path target) {
        try {
            Files.createSymbolicLink(link, target);
        } catch (IOException | UnsupportedOperationException e) {
            Assumptions.abort("cannot make symbolic links here: " + e);
        }
    }
}
