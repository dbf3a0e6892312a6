package io.xent.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.xent.learn.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people read when their data cannot be. */
class BadTablesTest {

    @TempDir
    private Path folder;

    private TestFiles files;

    @BeforeEach
    void open() {
        files = new TestFiles(folder);
    }

    @Test
    void noSuchFile_namesTheNearest() {
        files.write("penguins.csv", "x\n1\n");
        assertEquals("pengiuns.csv: there is no such file; did you mean 'penguins.csv'?", files.error("pengiuns.csv"));
        assertEquals("other.parquet: there is no such file; check the path", files.error("other.parquet"));
        assertEquals(
                "absent/x.csv: there is no such file, nor the directory it would be in", files.error("absent/x.csv"));
        assertEquals("x*.csv: no file matches; check the pattern", files.error("x*.csv"));
        assertEquals("absent/*.csv: there is no directory 'absent'; check the path", files.error("absent/*.csv"));
    }

    @Test
    void directory_saysHowToNameFiles() {
        String message = assertThrows(
                        InvalidInputException.class, () -> TableReader.read(folder.toString(), ReadOptions.defaults()))
                .getMessage();
        assertEquals(
                folder + ": is a directory; name the files in it, such as '" + folder + "/*.csv' in quotes", message);
    }

    @Test
    void emptyFile_isSaid() {
        assertEquals("a.csv: is empty; give a file with data", files.errorOf("a.csv", ""));
        assertEquals("b.csv: holds nothing but empty lines; give a file with data", files.errorOf("b.csv", "\n\n"));
        assertEquals("c.parquet: is empty; give a file with data", files.errorOf("c.parquet", ""));
    }

    @Test
    void headerOnly_isSaid() {
        assertEquals("a.csv: holds column names but no rows; add data", files.errorOf("a.csv", "x,y\n"));
        assertEquals("b.csv: holds column names but no rows; add data", files.errorOf("b.csv", "x,y"));
    }

    @Test
    void noHeader_isSaid() {
        assertEquals(
                "a.csv: line 1 holds numbers; it must name the columns: add a line with their names",
                files.errorOf("a.csv", "1,2.5\n3,4\n"));
    }

    @Test
    void raggedRow_namesLineAndColumn() {
        assertEquals(
                "a.csv: line 5: has 2 of 3 cells; column 'z' is missing: add it, empty if unknown",
                files.errorOf("a.csv", "x,y,z\n1,\"a\nb\",3\n\n4,5\n"));
        assertEquals(
                "b.csv: line 3: has 4 cells, but line 1 names 3 columns; quote a cell that holds the delimiter",
                files.errorOf("b.csv", "x,y,z\n1,2,3\n1,5,2,3\n"));
        String late = "1,2,3\n".repeat(5000);
        assertEquals(
                "c.csv: line 5002: has 1 of 3 cells; column 'y' is missing: add it, empty if unknown",
                files.errorOf("c.csv", "x,y,z\n" + late + "1\n" + late));
    }

    @Test
    void brokenQuotes_nameTheLine() {
        assertEquals(
                "a.csv: line 3: text follows the closing quotation mark of cell 2; double the marks inside a quoted cell",
                files.errorOf("a.csv", "x,y\n1,2\n3,\"a\"b\n"));
        assertEquals(
                "b.csv: line 3: a quotation mark is opened and never closed; close it",
                files.errorOf("b.csv", "x,y\n1,2\n3,\"a\n4,5\n"));
    }

    @Test
    void invalidNumber_namesLineColumnAndCell() {
        String rows = "1.5\n".repeat(20);
        assertEquals(
                "a.csv: line 22: column 'x' holds '1.2.3', which is not a number; correct or empty the cell, or read the"
                        + " column as text (--as-text)",
                files.errorOf("a.csv", "x\n" + rows + "1.2.3\n" + rows));
        String many = "1.5,7\n".repeat(3000);
        assertEquals(
                "b.csv: line 3002: column 'x' holds 'n.a.', which is not a number; correct or empty the cell, or read the"
                        + " column as text (--as-text)",
                files.errorOf("b.csv", "x,y\n" + many + "n.a.,7\n" + many));
    }

    @Test
    void nanOrInfinityInNumbers_namesLineColumnAndCell() {
        assertEquals(
                "a.csv: line 3: column 'x' holds 'NaN', which is not a finite number; correct or empty the cell, or read"
                        + " the column as text (--as-text)",
                files.errorOf("a.csv", "x\n1\nNaN\n2\n"));
        String many = "1.5\n".repeat(3000);
        assertEquals(
                "b.csv: line 3002: column 'x' holds '-inf', which is not a finite number; correct or empty the cell, or"
                        + " read the column as text (--as-text)",
                files.errorOf("b.csv", "x\n" + many + "-inf\n"));
        assertEquals(
                "c.csv: line 3002: column 'x' holds '1e999', which is not a number; correct or empty the cell, or read"
                        + " the column as text (--as-text)",
                files.errorOf("c.csv", "x\n" + many + "1e999\n"));
    }

    @Test
    void sameNameTwice_namesBothColumns() {
        assertEquals(
                "a.csv: line 1: columns 1 and 3 are both called 'x'; rename one",
                files.errorOf("a.csv", "x,y,x\n1,2,3\n"));
    }

    @Test
    void otherEncoding_namesTheLine() {
        files.write("a.csv", "x\n1\ncaf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals("a.csv: line 3: is not UTF-8 text; convert the file (iconv does)", files.error("a.csv"));
    }

    @Test
    void packedUnderAnotherName_isSaid() {
        byte[] packed = TestFiles.gzip("x\n1\n".getBytes(StandardCharsets.UTF_8));
        files.write("a.csv", packed);
        assertEquals(
                "a.csv: is no text but packed by gzip; unpack it, save a spreadsheet as CSV, or end the name of packed text"
                        + " in .gz or .zst",
                files.error("a.csv"));
    }

    @Test
    void decimalCommas_areNoTexts() {
        assertEquals(
                "a.csv: line 2: column 'x' holds '1,5', which is not a number; correct or empty the cell, or read the column"
                        + " as text (--as-text)",
                files.errorOf("a.csv", "x;y\n1,5;a\n2;b\n3,25;c\n"));
    }

    @Test
    void lineBeyondAllBounds_isSaid() {
        assertEquals(
                "a.csv: line 2: is longer than 2,000,000 bytes; shorten its cells or use Parquet",
                files.errorOf("a.csv", "x,y\n1," + "a".repeat(5_000_000) + "\n2,b\n"));
    }

    @Test
    void filesThatDiffer_areNotJoined() {
        files.write("a.csv", "x,y\n1,2\n");
        files.write("b.csv", "x,z\n1,2\n");
        files.write("c.json", "{}");
        assertEquals(
                folder + "/b.csv: line 1 differs from that of " + folder
                        + "/a.csv; files read together name the same columns in the same order",
                message("a.csv", "b.csv"));
        assertEquals(
                folder + "/c.json: is JSON, but " + folder + "/a.csv is CSV; read files of one format together",
                message("a.csv", "c.json"));
    }

    private String message(String... names) {
        List<String> paths =
                List.of(names).stream().map(name -> files.path(name).toString()).toList();
        return assertThrows(InvalidInputException.class, () -> TableReader.read(paths, ReadOptions.defaults()))
                .getMessage();
    }
}
