package io.xent.learn.encoding;

import static io.xent.learn.encoding.Columns.booleans;
import static io.xent.learn.encoding.Columns.numbers;
import static io.xent.learn.encoding.Columns.table;
import static io.xent.learn.encoding.Columns.texts;
import static io.xent.learn.encoding.Columns.times;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.xent.learn.DenseFeatures;
import io.xent.learn.InvalidInputException;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EncodingFitterTest {

    private static final double NAN = Double.NaN;

    private static FittedEncoding fit(EncodingFitter fitter, Column... columns) {
        return fitter.fit(table(columns), new int[columns[0].rows()], 2);
    }

    private static FittedEncoding fit(Column... columns) {
        return fit(EncodingFitter.defaults(), columns);
    }

    private static ColumnEncoding only(FittedEncoding fitted) {
        assertEquals(1, fitted.encoding().columns().size());
        return fitted.encoding().columns().get(0);
    }

    private static String message(EncodingFitter fitter, Column... columns) {
        return assertThrows(InvalidInputException.class, () -> fit(fitter, columns))
                .getMessage();
    }

    @Test
    void numbers_standardise_byThePopulationDeviation() {
        // mean 5, deviation 2: the textbook example
        ColumnEncoding.Number number = (ColumnEncoding.Number) only(fit(numbers("x", 2, 4, 4, 4, 5, 5, 7, 9)));
        assertEquals(new ColumnEncoding.Number("x", 5, 2, 5, false), number);
    }

    @Test
    void numbers_farFromZero_keepTheirDeviation() {
        ColumnEncoding.Number number =
                (ColumnEncoding.Number) only(fit(numbers("x", 1e9 + 1, 1e9 + 3, 1e9 + 1, 1e9 + 3)));
        assertEquals(new ColumnEncoding.Number("x", 1e9 + 2, 1, 1e9 + 2, false), number);
    }

    @Test
    void numbers_missing_areFilledWithTheMeanAndFlagged() {
        FittedEncoding fitted = fit(numbers("x", 1, NAN, 3));
        assertEquals(new ColumnEncoding.Number("x", 2, 1, 2, true), only(fitted));
        assertEquals(
                new ColumnReport(
                        "x",
                        ColumnReport.Outcome.USED,
                        2,
                        "number, standardised; 1 missing, filled with the mean and flagged"),
                fitted.columns().get(0));
    }

    @Test
    void numbers_withoutScaling_stayAsTheyAre() {
        assertEquals(
                new ColumnEncoding.Number("x", 0, 1, 2, true),
                only(fit(EncodingFitter.defaults().scaling(false), numbers("x", 1, NAN, 3))));
    }

    @Test
    void numbers_constantButSometimesMissing_areKeptForTheFlag() {
        assertEquals(new ColumnEncoding.Number("x", 7, 1, 7, true), only(fit(numbers("x", 7, NAN, 7))));
    }

    @Test
    void uselessColumns_areDroppedWithTheReason() {
        int rows = 40;
        String[] names = IntStream.range(0, rows).mapToObj(i -> "name" + i).toArray(String[]::new);
        String[] pairs = IntStream.range(0, rows).mapToObj(i -> "name" + i / 2).toArray(String[]::new);
        double[] ascending = IntStream.range(0, rows).mapToDouble(i -> 3.0 * i).toArray();
        double[] shuffled =
                IntStream.range(0, rows).mapToDouble(i -> 100 + i * 7 % rows).toArray();
        double[] useful = IntStream.range(0, rows).mapToDouble(i -> i * i % 13).toArray();
        FittedEncoding fitted = fit(
                EncodingFitter.defaults().drop(Set.of("unwanted")),
                numbers("constant", new double[rows]),
                texts("same", IntStream.range(0, rows).mapToObj(i -> "s").toArray(String[]::new)),
                texts("names", names),
                texts("pairs", pairs),
                numbers("ascending", ascending),
                numbers("shuffled", shuffled),
                numbers("useful", useful),
                texts("void", new String[rows]),
                numbers("unwanted", useful));
        assertEquals("useful", only(fitted).column());
        assertEquals(
                """
                constant: constant: always 0.0
                same: constant: always 's'
                names: an identifier: no two rows share a text; if it is free text, read it as such
                pairs: its 20 texts are in fewer than 3 rows each; if it is free text, read it as such
                ascending: an identifier: counts the rows
                shuffled: an identifier: counts the rows
                void: no values
                unwanted: as asked
                """,
                fitted.columns().stream()
                        .filter(report -> report.outcome() == ColumnReport.Outcome.DROPPED)
                        .map(report -> report.column() + ": " + report.detail() + "\n")
                        .reduce("", String::concat));
    }

    @Test
    void keep_identifier_isUsed() {
        double[] ascending = IntStream.range(0, 40).mapToDouble(i -> i).toArray();
        assertEquals(
                "id",
                only(fit(EncodingFitter.defaults().keep(Set.of("id")), numbers("id", ascending)))
                        .column());
    }

    @Test
    void numbers_wholeAndDistinctButSpread_areNoIdentifier() {
        double[] populations = IntStream.range(0, 40)
                .mapToDouble(i -> i * 7919 % 40 * 1000 + i)
                .toArray();
        assertEquals("p", only(fit(numbers("p", populations))).column());
    }

    @Test
    void texts_rareLevels_shareAFeature() {
        FittedEncoding fitted = fit(texts("c", "b", "b", "b", "a", "a", "a", "a", "z", "y", null));
        assertEquals(new ColumnEncoding.Category("c", List.of("a", "b"), true, true), only(fitted));
        assertEquals(
                "text, one feature for each of 2, one for 2 rare ones; 1 missing, flagged",
                fitted.columns().get(0).detail());
    }

    @Test
    void texts_levelsBeyondTheBasicPlane_areInCodePointOrder() {
        String high = "\uFFFD"; // U+FFFD is before U+1D4B3, whose first UTF-16 unit is D835
        String beyond = "𝒳";
        FittedEncoding fitted = fit(texts("c", beyond, beyond, beyond, high, high, high));
        assertEquals(List.of(high, beyond), ((ColumnEncoding.Category) only(fitted)).levels());
    }

    @Test
    void texts_tooManyLevels_keepTheMostFrequent() {
        int levels = CategoryFit.MOST_LEVELS + 5;
        String[] values = IntStream.range(0, 3 * levels + 1)
                .mapToObj(i -> i == 3 * levels ? "last" : "level" + i % (levels - 1))
                .toArray(String[]::new);
        ColumnEncoding.Category category = (ColumnEncoding.Category) only(fit(texts("c", values)));
        assertEquals(CategoryFit.MOST_LEVELS, category.levels().size());
        assertEquals(true, category.hasOther());
        assertEquals(true, category.levels().containsAll(List.of("level0", "level1", "level2", "level3")));
    }

    @Test
    void booleans_missing_areFilledWithTheMoreFrequent() {
        assertEquals(new ColumnEncoding.Bool("b", true, true), only(fit(booleans("b", true, true, false, null))));
    }

    @Test
    void times_areStandardisedEvenWithoutScaling() {
        assertEquals(
                new ColumnEncoding.Time("t", 2, 1, 2, true, true),
                only(fit(EncodingFitter.defaults().scaling(false), times("t", true, 1, NAN, 3))));
    }

    @Test
    void vectors_ofBytes_areDividedBy255() {
        Column bytes = new Column.Vectors("v", DenseFeatures.of(new double[][] {{0, 255}, {3, 4}}));
        Column bits = new Column.Vectors("v", DenseFeatures.of(new double[][] {{0, 1}, {1, 0}}));
        assertEquals(new ColumnEncoding.Vector("v", 2, 255), only(fit(bytes)));
        assertEquals(new ColumnEncoding.Vector("v", 2, 1), only(fit(bits)));
        assertEquals(
                new ColumnEncoding.Vector("v", 2, 1),
                only(fit(EncodingFitter.defaults().scaling(false), bytes)));
    }

    @Test
    void text_vocabulary_hasSmoothIdfAndNoRareNgrams() {
        ColumnEncoding.Text text = (ColumnEncoding.Text) only(fit(
                EncodingFitter.defaults().text(Set.of("t")).maxWords(2),
                texts("t", "the cat", "the cat sat", "a dog", null)));
        assertEquals(List.of("cat", "the", "the cat"), text.vocabulary());
        double idf = Math.log(5.0 / 3) + 1; // 4 rows, in 2 of them
        assertArrayEquals(new double[] {idf, idf, idf}, text.idf(), 1e-15);
    }

    @Test
    void leak_columnMadeFromTheLabel_isSuspect() {
        int rows = 60;
        int[] labels = IntStream.range(0, rows).map(i -> i * 7 % 3).toArray();
        double[] noise =
                IntStream.range(0, rows).mapToDouble(i -> i * 37 % 53 * 0.5).toArray();
        String[] copy = IntStream.of(labels).mapToObj(label -> "code" + label).toArray(String[]::new);
        double[] score =
                IntStream.range(0, rows).mapToDouble(i -> labels[i] + i * 1e-3).toArray();
        List<ColumnReport> reports = EncodingFitter.defaults()
                .fit(table(numbers("noise", noise), texts("copy", copy), numbers("score", score)), labels, 3)
                .columns();
        assertEquals(ColumnReport.Outcome.USED, reports.get(0).outcome());
        assertEquals(ColumnReport.Outcome.SUSPECT, reports.get(1).outcome());
        assertEquals(
                "text, one feature for each of 3; it alone tells the label almost always: drop it if it is not known in"
                        + " use",
                reports.get(1).detail());
        // Four of sixty rows border on another class, so a score that orders the classes is not quite certain here
        assertEquals(ColumnReport.Outcome.USED, reports.get(2).outcome());
    }

    @Test
    void leak_measureThatOrdersManyRows_isSuspect() {
        int[] labels = IntStream.range(0, 2000).map(i -> i % 2).toArray();
        double[] score = IntStream.range(0, 2000)
                .mapToDouble(i -> labels[i] * 10 + (i * 31 % 2000) * 1e-3)
                .toArray();
        ColumnReport report = EncodingFitter.defaults()
                .fit(table(numbers("score", score)), labels, 2)
                .columns()
                .get(0);
        assertEquals(ColumnReport.Outcome.SUSPECT, report.outcome());
    }

    @Test
    void leak_rowsThatOccurTwice_makeNoMeasureSuspect() {
        int[] labels = IntStream.range(0, 400).map(i -> i % 200 * 7 % 3).toArray();
        double[] measure = IntStream.range(0, 400)
                .mapToDouble(i -> i % 200 * 77 % 199 * 0.1)
                .toArray();
        ColumnReport report = EncodingFitter.defaults()
                .fit(table(numbers("measure", measure)), labels, 3)
                .columns()
                .get(0);
        assertEquals(ColumnReport.Outcome.USED, report.outcome());
    }

    @Test
    void leak_numberThatIsACode_isSuspect() {
        int[] labels = IntStream.range(0, 90).map(i -> i * 7 % 3).toArray();
        double[] code =
                IntStream.of(labels).mapToDouble(label -> (label + 1) % 3).toArray();
        ColumnReport report = EncodingFitter.defaults()
                .fit(table(numbers("code", code)), labels, 3)
                .columns()
                .get(0);
        assertEquals(ColumnReport.Outcome.SUSPECT, report.outcome());
    }

    @Test
    void fit_nothingOfUse_isAnError() {
        assertEquals(
                "data.csv: no column is of use: 'x' was dropped (constant: always 1.0), as were 1 more; add columns that"
                        + " differ between the classes",
                message(EncodingFitter.defaults(), numbers("x", 1, 1), numbers("y", 2, 2)));
    }

    @Test
    void fit_optionNamesUnknownColumn_isAnError() {
        Column x = numbers("mass", 1, 2);
        assertEquals(
                "data.csv: there is no column 'mas' (to drop); did you mean 'mass'?",
                message(EncodingFitter.defaults().drop(Set.of("mas")), x));
        assertEquals(
                "data.csv: there is no column 'title' (free text)",
                message(EncodingFitter.defaults().text(Set.of("title")), x));
        assertEquals(
                "data.csv: column 'mass' holds numbers, not free text; read it as text or do not name it so",
                message(EncodingFitter.defaults().text(Set.of("mass")), x));
    }
}
