package io.xent.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.xent.learn.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read without DuckDB, beside what is read through it. */
class PlainCsvTest {

    private static final int FILES = 400;

    private static final List<String> NUMBERS = List.of("1", "-2.5", "0.3333333333333333", "1e-3", "5.", ".5", "-0");
    private static final List<String> ODD =
            List.of("1_000", "+3", " 7", "8 ", "\t9", "nan", "inf", "1e999", "9007199254740993", "0x1F", "1d", "1,5");
    private static final List<String> MISSING = List.of("", "NA", " NA", "NA ", "?", "null", "  ", "NULL");
    private static final List<String> TEXTS = List.of("x", "Köln", " y", "a b", "it's", "#3", "\u00a0z", "00501");
    private static final List<String> OTHERS = List.of("true", "False", "2026-11-25", "1970-01-01T00:00:01Z");

    @TempDir
    private Path folder;

    private TestFiles files;

    @BeforeEach
    void open() {
        files = new TestFiles(folder);
    }

    @Test
    void read_randomFiles_isWhatDuckDbGives() {
        Map<String, Integer> outcomes = new TreeMap<>();
        for (long seed = 0; seed < FILES; seed++) {
            Path file = Path.of(files.write("r.csv", content(new Random(seed))));
            ReadOptions options =
                    seed % 7 == 0 ? ReadOptions.defaults().withTextColumns(Set.of("c1")) : ReadOptions.defaults();
            Optional<String> plain = plain(file, options);
            String expected = plain.isPresent() ? shown(() -> duckDb(file, options)) : "";
            plain.ifPresent(found -> assertEquals(expected, found, "a file of plain cells, " + file));
            outcomes.merge(
                    plain.map(s -> s.startsWith("error") ? "error" : "table").orElse("left"), 1, Integer::sum);
        }
        // What the sample must hold for the comparison to mean something
        assertTrue(outcomes.get("table") > FILES / 4 && outcomes.get("error") > 10, outcomes.toString());
    }

    /** Columns mostly of one kind each, in one of the layouts that files have. */
    private static String content(Random random) {
        int columns = 2 + random.nextInt(4);
        String delimiter = List.of(",", ";", "\t", "|").get(random.nextInt(4));
        String end = random.nextBoolean() ? "\n" : "\r\n";
        List<List<String>> pools = random.ints(columns, 0, 4)
                .mapToObj(i -> List.of(NUMBERS, TEXTS, OTHERS, NUMBERS).get(i))
                .toList();
        boolean clean = random.nextBoolean();
        StringBuilder text = new StringBuilder();
        for (int c = 0; c < columns; c++) {
            text.append(c > 0 ? delimiter : "").append(random.nextInt(9) == 0 ? " Größe" + c : "c" + c);
        }
        text.append(end);
        int rows = random.nextInt(3) == 0 ? 1100 : 1 + random.nextInt(30);
        for (int row = 0; row < rows; row++) {
            for (int c = 0; c < columns; c++) {
                text.append(c > 0 ? delimiter : "").append(cell(pools.get(c), clean, random));
            }
            text.append(row == rows - 1 && random.nextBoolean() ? "" : end);
            text.append(random.nextInt(50) == 0 ? end : "");
        }
        return text.toString();
    }

    private static String cell(List<String> pool, boolean clean, Random random) {
        int draw = random.nextInt(clean ? 100 : 60);
        List<String> from = draw < 6 ? MISSING : clean || draw > 8 ? pool : draw == 7 ? ODD : TEXTS;
        return from.get(random.nextInt(from.size()));
    }

    @Test
    void read_whatIsOutOfTheOrdinary_isLeftToDuckDb() {
        Map<String, String> contents = new TreeMap<>(Map.of(
                "a quotation mark", "a,b\n1,\"2\"\n",
                "a byte order mark", "\uFEFFa,b\n1,2\n",
                "a lone carriage return", "a,b\n1,2\r3,4\n",
                "two kinds of line ends", "a,b\r\n1,2\n",
                "a row too short", "a,b\n1\n",
                "a row too long", "a,b\n1,2,3\n",
                "one column", "a\n1\n\n",
                "no rows", "a,b\n",
                "a control character", "a,b\n1,\u0001\n",
                "an empty line before the names", "\na,b\n1,2\n"));
        contents.put("a line of blanks", "a,b\n1,2\n  \n");
        contents.put("a line of a million bytes", "a,b\n1," + "x".repeat(1_000_001) + "\n");
        contents.put("a number beyond 2^53", "a,b\n9007199254740993,x\n");
        contents.put("a late text among numbers", "a,b\n" + "1,2\n".repeat(1000) + "x,2\n");
        contents.forEach((what, content) ->
                assertEquals(Optional.empty(), plain(Path.of(files.write("a.csv", content)), options()), what));
        byte[] latin = "a,b\nK\u00f6ln,2\n".getBytes(StandardCharsets.ISO_8859_1);
        assertEquals(Optional.empty(), plain(Path.of(files.write("a.csv", latin)), options()), "Latin 1");
        Path packed = Path.of(files.write("a.csv.gz", "a,b\n1,2\n"));
        assertEquals(Optional.empty(), plain(packed, options()), "a name that says it is packed");
        Path file = Path.of(files.write("a.csv", "a,b\n-9,2\n"));
        assertEquals(Optional.empty(), plain(file, options().withMissing(Set.of("-9"))), "a number for missing cells");
        assertTrue(plain(file, options()).isPresent());
    }

    @Test
    void read_mistakeInAPlainFile_namesItsLine() {
        files.write("a.csv", "a,b\n\nx,1\n" + "1,2\n".repeat(30));
        assertEquals(
                "a.csv: line 3: column 'a' holds 'x', which is not a number; correct or empty the cell, or read the"
                        + " column as text (--as-text)",
                files.error("a.csv", options()));
        assertTrue(plain(files.path("a.csv"), options()).isPresent());
    }

    private static ReadOptions options() {
        return ReadOptions.defaults();
    }

    /** Of nothing, where the file is left to DuckDB. */
    private static Optional<String> plain(Path file, ReadOptions options) {
        try {
            return PlainCsv.read(List.of(file), Format.CSV, options, file.toString())
                    .map(read -> shown(() -> read));
        } catch (InvalidInputException e) {
            return Optional.of("error: " + e.getMessage());
        }
    }

    private static TableRead duckDb(Path file, ReadOptions options) {
        return CsvReader.read(List.of(file), Format.CSV, options, file.toString());
    }

    private interface Reading {
        TableRead read();
    }

    private static String shown(Reading reading) {
        try {
            TableRead read = reading.read();
            return TestFiles.shown(read.table()) + read.notices();
        } catch (InvalidInputException e) {
            return "error: " + e.getMessage();
        }
    }
}
