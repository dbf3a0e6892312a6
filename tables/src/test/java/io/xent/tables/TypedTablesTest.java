package io.xent.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.xent.learn.InvalidInputException;
import io.xent.learn.encoding.Table;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parquet, JSON and SQL. */
class TypedTablesTest {

    @TempDir
    private Path folder;

    private TestFiles files;

    @BeforeEach
    void open() {
        files = new TestFiles(folder);
    }

    private static Table query(String sql) {
        return TableReader.query(sql, ReadOptions.defaults()).table();
    }

    private static String queryError(String sql) {
        String message =
                assertThrows(InvalidInputException.class, () -> query(sql)).getMessage();
        assertTrue(message.lines().count() == 1, message);
        return message;
    }

    @Test
    void query_everyType_becomesItsKind() {
        assertEquals("""
                Numbers i [1.0, NaN]
                Numbers d [1.5, NaN]
                Numbers f [0.25, NaN]
                Texts wide [9007199254740993, null]
                Booleans b [1, -1]
                Texts t [x, null]
                Times day [86400.0, NaN]
                Times at [0.5, NaN] with time of day
                Texts colour [red, null]
                """, TestFiles.shown(query("""
                        SELECT 1 AS i, 1.5::DECIMAL(9, 2) AS d, 0.25::FLOAT AS f, 9007199254740993 AS wide, true AS b, 'x' AS t,
                          DATE '1970-01-02' AS day, TIMESTAMPTZ '1970-01-01 01:00:00.5+01' AS at, 'red'::ENUM('red') AS colour
                        UNION ALL SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
                        """)));
    }

    @Test
    void query_joinOfFiles_isOneTable() {
        files.write("a.csv", "id,x\n1,10\n2,20\n");
        files.write("b.json", "[{\"id\":2,\"y\":\"two\"},{\"id\":1,\"y\":\"one\"}]");
        assertEquals(
                "Numbers x [10.0, 20.0]\nTexts y [one, two]\n",
                TestFiles.shown(query("select x, y from '" + files.path("a.csv") + "' join '" + files.path("b.json")
                        + "' using (id) order by id; ")));
    }

    @Test
    void query_namesOfAnyKind_areKept() {
        assertEquals(
                "Numbers a [1.0]\nNumbers A [2.0]\nNumbers ü \"q\" [3.0]\n",
                TestFiles.shown(query("SELECT 1 AS a, 2 AS \"A\", 3 AS \"ü \"\"q\"\"\" -- all")));
    }

    @Test
    void query_unusable_saysWhy() {
        assertEquals("query: two columns are called 'a'; rename one with 'as'", queryError("SELECT 1 AS a, 2 AS a"));
        assertEquals("query: holds no rows; add data", queryError("SELECT 1 AS a WHERE false"));
        assertEquals(
                "query: column 'l' is of type INTEGER[], which is not a number, text, boolean or time; take its parts with"
                        + " SQL, or leave it out",
                queryError("SELECT [1, 2] AS l"));
        assertEquals(
                "query: row 2: column 'x' is infinite; correct or empty the cell",
                queryError("SELECT unnest([1::DOUBLE, 'inf'::DOUBLE]) AS x"));
        assertTrue(queryError("SELEC 1").startsWith("query: cannot be run (Parser Error: syntax error at or near"));
        assertTrue(queryError("DROP TABLE x").startsWith("query: cannot be run (Parser Error:"));
        assertTrue(queryError("SELECT * FROM 'https://example.com/a.parquet'").startsWith("query: cannot be run ("));
    }

    @Test
    void read_parquet_roundTrips() {
        new TableWriter()
                .texts("label", new String[] {"a", null, "ü"})
                .numbers("x", new double[] {0.1, Double.NaN, -1e300})
                .wholeNumbers("n", new long[] {1, 2, 3})
                .booleans("b", new boolean[] {true, false, true})
                .write(files.path("a.parquet"));
        assertEquals(
                "Texts label [a, null, ü]\nNumbers x [0.1, NaN, -1.0E300]\nNumbers n [1.0, 2.0, 3.0]\nBooleans b [1, 0, 1]\n",
                TestFiles.shown(files.read("a.parquet")));
    }

    @Test
    void read_jsonLines_missingKeysAreMissing() {
        assertEquals(
                "Numbers a [1.0, 2.5, NaN]\nTexts b [x, null, NA]\nBooleans c [-1, 1, 0]\n",
                TestFiles.shown(files.readOf(
                        "a.jsonl", "{\"a\":1,\"b\":\"x\"}\n{\"a\":2.5,\"c\":true}\n{\"b\":\"NA\",\"c\":false}\n")));
    }

    @Test
    void read_jsonOfMixedTypes_isDecidedByItsCells() {
        assertEquals(
                "Texts x [1, a, true, null]\n",
                TestFiles.shown(files.readOf("a.json", "[{\"x\":1},{\"x\":\"a\"},{\"x\":true},{\"x\":null}]")));
        assertEquals(
                "b.json: cannot be read as JSON (Invalid Input Error: column 'x' holds a list or structure); correct the file"
                        + " or name its format",
                files.errorOf("b.json", "[{\"x\":1},{\"x\":\"a\"},{\"x\":[1]}]"));
    }

    @Test
    void read_asText_castsTypedColumns() {
        files.write("a.json", "[{\"zip\":501},{\"zip\":10115}]");
        assertEquals(
                "Texts zip [501, 10115]\n",
                TestFiles.shown(TableReader.read(
                                files.path("a.json").toString(),
                                ReadOptions.defaults().withTextColumns(Set.of("zip")))
                        .table()));
    }

    @Test
    void read_damaged_saysWhy() {
        assertTrue(files.errorOf("a.json", "{\"a\":1}\n{\"a\":}\n")
                .startsWith("a.json: cannot be read as JSON (Invalid Input Error: Malformed JSON in file"));
        assertTrue(
                files.errorOf("a.parquet", "PAR1 is not enough").startsWith("a.parquet: cannot be read as PARQUET ("));
        assertEquals(
                "b.json: column 'o' is of type STRUCT(p BIGINT), which is not a number, text, boolean or time; take its"
                        + " parts with SQL, or leave it out",
                files.errorOf("b.json", "{\"o\":{\"p\":1}}"));
    }
}
