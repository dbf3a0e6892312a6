package io.xent.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.xent.learn.Labels;
import io.xent.learn.encoding.ColumnEncoding;
import io.xent.learn.encoding.Encoding;
import io.xent.learn.encoding.Table;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvTest {

    @TempDir
    private Path folder;

    private TestFiles files;

    @BeforeEach
    void open() {
        files = new TestFiles(folder);
    }

    @Test
    void read_eachKind_isToldByItsCells() {
        Table table = files.readOf("a.csv", """
                number,text,boolean,date,time
                1,x,true,2026-11-22,1970-01-01T00:00:01Z
                -2.5e1,y,FALSE,1969-12-31,1970-01-01 01:00:00.5+01:00
                .5,x,True,2000-02-29,1970-01-02
                """);
        assertEquals("""
                Numbers number [1.0, -25.0, 0.5]
                Texts text [x, y, x]
                Booleans boolean [1, 0, 1]
                Times date [1.7953056E9, -86400.0, 9.517824E8]
                Times time [1.0, 0.5, 86400.0] with time of day
                """, TestFiles.shown(table));
    }

    @Test
    void read_missingCells_areMissingInEveryKind() {
        Table table = files.readOf("a.csv", """
                number,text,boolean,date,void
                1,x,true,2026-11-22,
                ,,,,
                NA,NA,NA,NA,NA
                ?, ?,?,?,?
                NULL,null,N/A,"",?
                2,y,false,1970-01-01,
                """);
        assertEquals("""
                Numbers number [1.0, NaN, NaN, NaN, NaN, 2.0]
                Texts text [x, null, null, null, null, y]
                Booleans boolean [1, -1, -1, -1, -1, 0]
                Times date [1.7953056E9, NaN, NaN, NaN, NaN, 0.0]
                Texts void [null, null, null, null, null, null]
                """, TestFiles.shown(table));
    }

    @Test
    void read_missingChosen_leavesOthersAsTexts() {
        files.write("a.csv", "country\nNA\nDE\n-\n");
        Table table = TableReader.read(
                        files.path("a.csv").toString(), ReadOptions.defaults().withMissing(Set.of("-")))
                .table();
        assertEquals("Texts country [NA, DE, null]\n", TestFiles.shown(table));
    }

    @Test
    void read_blanksAroundCells_areCutOff() {
        assertEquals(
                "Numbers x [1.0, 2.0]\nTexts y [a b, c]\n",
                TestFiles.shown(files.readOf("a.csv", " x , y\n 1 , a b\n2\t,c \n")));
    }

    @Test
    void read_quotedCells_holdAnything() {
        assertEquals(
                "Texts a,b [x\ny, say \"hi\"]\nNumbers ü \"q\" [1.0, 2.0]\n",
                TestFiles.shown(
                        files.readOf("a.csv", "\"a,b\",\"ü \"\"q\"\"\"\n\"x\ny\",1\n\"say \"\"hi\"\"\",\"2\"\n")));
    }

    @Test
    void read_namesThatDifferInCaseOnly_areTwoColumns() {
        assertEquals(
                "Numbers a [1.0]\nNumbers A [2.0]\nTexts column 3 [x]\n",
                TestFiles.shown(files.readOf("a.csv", "a,A,\n1,2,x\n")));
    }

    @Test
    void read_otherDelimiters_areToldByTheHeader() {
        String expected = "Texts a [1,z]\nTexts b [x]\n";
        assertEquals(expected, TestFiles.shown(files.readOf("a.csv", "a;b\n1,z;x\n")));
        assertEquals(expected, TestFiles.shown(files.readOf("b.csv", "a|b\n1,z|x\n")));
        assertEquals(expected, TestFiles.shown(files.readOf("c.tsv", "a\tb\n1,z\tx\n")));
        assertEquals(expected, TestFiles.shown(files.readOf("d.txt", "a\tb\n1,z\tx\n")));
    }

    @Test
    void read_windowsLinesMarkAndNoLastNewline_areOfNoConcern() {
        assertEquals(
                "Numbers a [1.0, 3.0]\nTexts b [x, y]\n",
                TestFiles.shown(files.readOf("a.csv", "\uFEFFa,b\r\n1,x\r\n\r\n3,y")));
    }

    @Test
    void read_oneColumn_takesAnEmptyLineForAMissingCell() {
        assertEquals("Numbers a [1.0, NaN, 3.0]\n", TestFiles.shown(files.readOf("a.csv", "a\n1\n\n3\n")));
    }

    @Test
    void read_packed_isUnpacked() {
        byte[] content = "a,b\n1,x\n".getBytes(StandardCharsets.UTF_8);
        files.write("a.csv.gz", TestFiles.gzip(content));
        assertEquals("Numbers a [1.0]\nTexts b [x]\n", TestFiles.shown(files.read("a.csv.gz")));
    }

    @Test
    void read_zstd_isUnpacked() throws Exception {
        try (DuckDb db = DuckDb.open()) {
            db.run("COPY (SELECT 1 AS a, 'x' AS b) TO "
                    + DuckDb.text(files.path("a.csv.zst").toString()) + " (FORMAT csv, HEADER, COMPRESSION zstd)");
        }
        assertEquals("Numbers a [1.0]\nTexts b [x]\n", TestFiles.shown(files.read("a.csv.zst")));
    }

    @Test
    void read_pattern_joinsItsFilesByName() {
        files.write("b2.csv", "x\n3\n");
        files.write("b1.csv", "x\n1\n2\n");
        files.write("c.csv", "x\n4\n");
        TableRead read = TableReader.read(files.path("b*.csv").toString(), ReadOptions.defaults());
        assertEquals("Numbers x [1.0, 2.0, 3.0]\n", TestFiles.shown(read.table()));
        assertEquals(List.of(files.path("b1.csv"), files.path("b2.csv")), read.files());
        assertEquals(files.path("b1.csv") + " and 1 more", read.table().source());
    }

    @Test
    void read_nameWithWildcardsAndQuotes_isThatFile() {
        assertEquals("Numbers x [1.0]\n", TestFiles.shown(files.readOf("it's [1]*é.csv", "x\n1\n")));
    }

    @Test
    void read_textsAfterAThousandNumbers_areATextColumnAndSaid() {
        String numbers = "1\n".repeat(1500);
        files.write("a.csv", "x\n" + numbers + "abc\n".repeat(1000));
        TableRead read = TableReader.read(files.path("a.csv").toString(), ReadOptions.defaults());
        assertEquals("Texts", read.table().columns().get(0).getClass().getSimpleName());
        assertEquals(
                List.of(
                        "a.csv: line 1502: column 'x' is read as text: 'abc' is not a number, nor are 999 other cells of"
                                + " 2500"),
                files.notices(read));
    }

    @Test
    void read_numbersAfterAThousandMissing_areNumbers() {
        Table table = files.readOf("a.csv", "x,y\n" + "NA,1\n".repeat(1500) + "2.5,1\n");
        assertEquals("Numbers", table.columns().get(0).getClass().getSimpleName());
    }

    @Test
    void read_wholeNumbersBeyondDoubles_areTexts() {
        files.write("a.csv", "id,x\n9007199254740993,1e300\n1,9007199254740992\n");
        TableRead read = TableReader.read(files.path("a.csv").toString(), ReadOptions.defaults());
        assertEquals(
                "Texts id [9007199254740993, 1]\nNumbers x [1.0E300, 9.007199254740992E15]\n",
                TestFiles.shown(read.table()));
        assertEquals(
                List.of("a.csv: line 2: column 'id' is read as text: 9007199254740993 is beyond 2^53, where 64-bit"
                        + " numbers skip whole ones"),
                files.notices(read));
    }

    @Test
    void read_asText_keepsNumbersAsWritten() {
        files.write("a.csv", "zip,x\n00501,1\n12345,2\n");
        Table table = TableReader.read(
                        files.path("a.csv").toString(), ReadOptions.defaults().withTextColumns(Set.of("zip")))
                .table();
        assertEquals("Texts zip [00501, 12345]\nNumbers x [1.0, 2.0]\n", TestFiles.shown(table));
    }

    @Test
    void read_likeAModel_takesItsKinds() {
        files.write("a.csv", "code,flag,when,size,y\n1,NA,NA,NA,2\n2,NA,NA,NA,1\n");
        ReadOptions options = ReadOptions.defaults()
                .like(new Encoding(List.of(
                        new ColumnEncoding.Category("code", List.of("1"), false, false),
                        new ColumnEncoding.Bool("flag", false, false),
                        new ColumnEncoding.Time("when", 0, 1, 0, false, false),
                        new ColumnEncoding.Number("size", 0, 1, 0, false))))
                .like(new Labels("y", Labels.Kind.TEXT, List.of("1", "2")));
        Table table = TableReader.read(files.path("a.csv").toString(), options).table();
        assertEquals("Texts code [1, 2]", TestFiles.shown(table.columns().get(0)));
        assertEquals("Texts y [2, 1]", TestFiles.shown(table.columns().get(4)));
    }

    @Test
    void read_notLikeTheModel_namesTheCell() {
        files.write("a.csv", "size,flag,when\n1,true,2026-11-22\nbig,maybe,soon\n2,false,2026-11-23\n");
        assertEquals(
                "a.csv: line 3: column 'size' holds 'big', which is not a number; correct or empty the cell",
                files.error("a.csv", like(new ColumnEncoding.Number("size", 0, 1, 0, false))));
        assertEquals(
                "a.csv: line 3: column 'flag' holds 'maybe', which is not true or false; correct or empty the cell",
                files.error("a.csv", like(new ColumnEncoding.Bool("flag", false, false))));
        assertEquals(
                "a.csv: line 3: column 'when' holds 'soon', which is not a date or time such as 2026-11-22 or"
                        + " 2026-11-22T09:30:00Z; correct or empty the cell",
                files.error("a.csv", like(new ColumnEncoding.Time("when", 0, 1, 0, false, false))));
    }

    private static ReadOptions like(ColumnEncoding column) {
        return ReadOptions.defaults().like(new Encoding(List.of(column)));
    }
}
