package io.xent.tables;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.xent.learn.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NumberFileTest {

    @TempDir
    private Path folder;

    private TestFiles files;

    @BeforeEach
    void open() {
        files = new TestFiles(folder);
    }

    private NumberTable read(String name, String content) {
        return TableReader.readNumbers(files.write(name, content));
    }

    private String error(String name, String content) {
        String file = files.write(name, content);
        return assertThrows(InvalidInputException.class, () -> TableReader.readNumbers(file))
                .getMessage()
                .replace(folder + "/", "");
    }

    private static void assertMatrix(NumberTable table, int rows, int columns, double... values) {
        assertEquals(rows + "×" + columns, table.rows() + "×" + table.columns());
        assertArrayEquals(values, table.values());
    }

    @Test
    void readNumbers_withoutNames_isTheWholeFile() {
        assertMatrix(read("a.csv", "1,2.5\n-3e-2,4\n"), 2, 2, 1, 2.5, -0.03, 4);
        assertMatrix(read("b.csv", "7\n8\n9"), 3, 1, 7, 8, 9);
        assertEquals(List.of(), read("c.csv", "1,2\n").names());
    }

    @Test
    void readNumbers_withNames_leavesThemOut() {
        NumberTable table = read("a.csv", "\uFEFFz1,\"z2\"\n1,2\n\n3,4\n");
        assertEquals(List.of("z1", "z2"), table.names());
        assertMatrix(table, 2, 2, 1, 2, 3, 4);
    }

    @Test
    void readNumbers_asProgramsWrite_isRead() {
        assertMatrix(read("numpy.txt", "# saved\n1.000e+00 -2.500e-01\n 3.0   4.0\n"), 2, 2, 1, -0.25, 3, 4);
        assertMatrix(read("a.tsv", "1\t2\n3\t4\n"), 2, 2, 1, 2, 3, 4);
        assertMatrix(read("b.csv", "1; 2\n3; 4\n"), 2, 2, 1, 2, 3, 4);
        assertMatrix(
                read("c.csv", "-inf,NaN\ninf,Infinity\n"),
                2,
                2,
                Double.NEGATIVE_INFINITY,
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.POSITIVE_INFINITY);
        String packed = files.write("d.csv.gz", TestFiles.gzip("1,2\n".getBytes(StandardCharsets.UTF_8)));
        assertMatrix(TableReader.readNumbers(packed), 1, 2, 1, 2);
        assertMatrix(read("e.json", "[{\"a\": 1, \"b\": 2}, {\"a\": 3, \"b\": 4}]"), 2, 2, 1, 2, 3, 4);
    }

    @Test
    void readNumbers_whatIsNoMatrix_isRefused() {
        assertEquals(
                "a.csv: line 2: has 3 cells, but the first line has 2; every row has as many numbers",
                error("a.csv", "1,2\n1,2,3\n"));
        assertEquals(
                "b.csv: line 3: cell 2 holds 'x', which is not a number; correct it",
                error("b.csv", "a,b\n1,2\n3,x\n"));
        assertEquals("c.csv: line 1: cell 2 holds '', which is not a number; correct it", error("c.csv", "1,\n"));
        assertEquals("d.csv: holds no rows of numbers; add data", error("d.csv", "a,b\n"));
        assertEquals("e.csv: is empty; give a file with data", error("e.csv", ""));
        assertEquals(
                "f.json: column 'b' does not hold numbers; leave it out of the file",
                error("f.json", "[{\"a\": 1, \"b\": \"x\"}]"));
    }
}
