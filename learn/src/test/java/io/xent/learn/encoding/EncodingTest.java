package io.xent.learn.encoding;

import static io.xent.learn.encoding.Columns.booleans;
import static io.xent.learn.encoding.Columns.numbers;
import static io.xent.learn.encoding.Columns.table;
import static io.xent.learn.encoding.Columns.texts;
import static io.xent.learn.encoding.Columns.times;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.xent.learn.DenseFeatures;
import io.xent.learn.Features;
import io.xent.learn.InvalidInputException;
import io.xent.learn.Precision;
import io.xent.learn.SparseFeatures;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class EncodingTest {

    private static final double NAN = Double.NaN;

    private static double[][] encode(Table table, ColumnEncoding... columns) {
        Features features = new Encoding(List.of(columns)).encode(table, Precision.DOUBLE);
        double[][] rows = new double[features.rows()][features.columns()];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows[i].length; j++) {
                rows[i][j] = features.get(i, j);
            }
        }
        return rows;
    }

    private static String message(Table table, ColumnEncoding... columns) {
        return assertThrows(InvalidInputException.class, () -> encode(table, columns))
                .getMessage();
    }

    @Test
    void number_missing_countsAsFillAndIsFlagged() {
        double[][] rows = encode(table(numbers("x", 3, NAN)), new ColumnEncoding.Number("x", 1, 4, 9, true));
        assertArrayEquals(new double[][] {{0.5, 0}, {2, 1}}, rows);
    }

    @Test
    void number_missingWithoutFlag_countsAsFill() {
        assertArrayEquals(
                new double[][] {{1}}, encode(table(numbers("x", NAN)), new ColumnEncoding.Number("x", 0, 1, 1, false)));
    }

    @Test
    void boolean_missing_countsAsFillAndIsFlagged() {
        double[][] rows = encode(table(booleans("b", true, false, null)), new ColumnEncoding.Bool("b", true, true));
        assertArrayEquals(new double[][] {{1, 0}, {0, 0}, {1, 1}}, rows);
    }

    @Test
    void category_unseenAndMissing_haveTheirFeatures() {
        double[][] rows = encode(
                table(texts("c", "b", "a", "z", null, "")),
                new ColumnEncoding.Category("c", List.of("a", "b"), true, true));
        assertArrayEquals(new double[][] {{0, 1, 0, 0}, {1, 0, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 1}, {0, 0, 0, 1}}, rows);
    }

    @Test
    void category_unseenWithoutFeature_isAllZeros() {
        double[][] rows =
                encode(table(texts("c", "z", null)), new ColumnEncoding.Category("c", List.of("a"), false, false));
        assertArrayEquals(new double[][] {{0}, {0}}, rows);
    }

    @Test
    void time_knownInstants_fallOnTheirWeekday() {
        ColumnEncoding.Time encoding = new ColumnEncoding.Time("t", 0, 1, 0, true, false);
        // Sunday 1969-12-28, Monday 2024-02-26 and Sunday 2026-11-22
        String[] instants = {"1969-12-28T18:00:00", "2024-02-26T06:00:00", "2026-11-22T00:00:00"};
        int[] weekdays = {6, 0, 6};
        double[] hours = {18, 6, 0};
        double[] seconds = Arrays.stream(instants)
                .mapToDouble(text -> LocalDateTime.parse(text).toEpochSecond(ZoneOffset.UTC))
                .toArray();
        double[][] rows = encode(table(times("t", true, seconds)), encoding);
        for (int i = 0; i < rows.length; i++) {
            for (int day = 0; day < 7; day++) {
                assertEquals(day == weekdays[i] ? 1 : 0, rows[i][3 + day], instants[i]);
            }
            assertEquals(Math.cos(2 * Math.PI * hours[i] / 24), rows[i][10], 1e-12, instants[i]);
            assertEquals(Math.sin(2 * Math.PI * hours[i] / 24), rows[i][11], 1e-12, instants[i]);
        }
    }

    @Test
    void time_aYearOn_isWhereItWas() {
        double quarter = ColumnEncoding.Time.YEAR_SECONDS / 4;
        double[][] rows = encode(
                table(times("t", false, 0, quarter, 9 * quarter, -3 * quarter)),
                new ColumnEncoding.Time("t", quarter, quarter, 0, false, false));
        double[][] expected = {{-1, 1, 0}, {0, 0, 1}, {8, 0, 1}, {-4, 0, 1}};
        for (int i = 0; i < rows.length; i++) {
            assertArrayEquals(expected[i], Arrays.copyOf(rows[i], 3), 1e-12);
        }
    }

    @Test
    void text_countsTimesIdf_isOfUnitLength() {
        double[][] rows = encode(
                table(texts("t", "Deep NETS, deep learning!", "nothing known", null)),
                new ColumnEncoding.Text("t", 2, List.of("deep", "deep learning", "nets deep"), new double[] {1, 2, 3}));
        double length = Math.sqrt(4 + 4 + 9);
        assertArrayEquals(new double[] {2 / length, 2 / length, 3 / length}, rows[0], 1e-15);
        assertArrayEquals(new double[3], rows[1]);
        assertArrayEquals(new double[3], rows[2]);
    }

    @Test
    void vector_sparseOfOtherWidth_isPaddedOrCut() {
        SparseFeatures two = new SparseFeatures.Builder(2, Precision.DOUBLE)
                .add(1, 6)
                .endRow()
                .build();
        SparseFeatures four = new SparseFeatures.Builder(4, Precision.DOUBLE)
                .add(1, 6)
                .add(3, 1)
                .endRow()
                .build();
        ColumnEncoding encoding = new ColumnEncoding.Vector("v", 3, 2);
        assertArrayEquals(new double[][] {{0, 3, 0}}, encode(table(new Column.Vectors("v", two)), encoding));
        assertArrayEquals(new double[][] {{0, 3, 0}}, encode(table(new Column.Vectors("v", four)), encoding));
    }

    @Test
    void vector_denseOfOtherWidth_isAnError() {
        Column column = new Column.Vectors("v", DenseFeatures.of(new double[][] {{1, 2}}));
        assertEquals(
                "data.csv: column 'v' has 2 numbers in a row, but the model takes 3; give it data of the shape it was"
                        + " trained on",
                message(table(column), new ColumnEncoding.Vector("v", 3, 1)));
    }

    @Test
    void encode_severalColumns_standInTheOrderOfTheEncoding() {
        double[][] rows = encode(
                table(numbers("unused", 7), numbers("y", 2), numbers("x", 1)),
                new ColumnEncoding.Number("x", 0, 1, 0, true),
                new ColumnEncoding.Number("y", 0, 1, 0, false));
        assertArrayEquals(new double[][] {{1, 0, 2}}, rows);
    }

    @Test
    void encode_columnAbsent_namesItAndTheNearest() {
        assertEquals(
                "data.csv: there is no column 'bill_length', which the model needs; did you mean 'bil_length'?",
                message(table(numbers("bil_length", 1)), new ColumnEncoding.Number("bill_length", 0, 1, 0, false)));
        assertEquals(
                "data.csv: there is no column 'sex', which the model needs; add it, with empty cells where it is unknown",
                message(table(numbers("mass", 1)), new ColumnEncoding.Bool("sex", false, false)));
    }

    @Test
    void encode_columnOfOtherKind_isAnError() {
        assertEquals(
                "data.csv: column 'x' holds texts, but the model was trained on numbers; convert the column",
                message(table(texts("x", "a")), new ColumnEncoding.Number("x", 0, 1, 0, false)));
    }

    @Test
    void encode_columnMissingThroughout_mayBeOfAnyKind() {
        double[][] rows = encode(
                table(texts("x", null, null), numbers("c", NAN, NAN)),
                new ColumnEncoding.Number("x", 0, 1, 5, true),
                new ColumnEncoding.Category("c", List.of("a"), false, true));
        assertArrayEquals(new double[][] {{5, 1, 0, 1}, {5, 1, 0, 1}}, rows);
    }

    @Test
    void encode_tooLargeForSingle_namesTheCell() {
        Encoding encoding = new Encoding(List.of(new ColumnEncoding.Number("x", 0, 1, 0, false)));
        Table table = table(numbers("x", 1, 1e300));
        assertEquals(1e300, encoding.encode(table, Precision.DOUBLE).get(1, 0));
        assertEquals(
                "data.csv: row 2: column 'x' becomes the feature 1.0E300, which is too large for 32 bits; use double"
                        + " precision",
                assertThrows(InvalidInputException.class, () -> encoding.encode(table, Precision.SINGLE))
                        .getMessage());
    }

    @Test
    void encode_wideAndMostlyZero_isSparseAndSaysTheSame() {
        String[] levels = new String[100];
        Arrays.setAll(levels, i -> "level" + i);
        Table table = table(texts("c", levels));
        ColumnEncoding wide = new ColumnEncoding.Category("c", List.of(levels), false, false);
        Features sparse = new Encoding(List.of(wide)).encode(table, Precision.SINGLE);
        assertInstanceOf(SparseFeatures.class, sparse);
        for (int i = 0; i < 100; i++) {
            for (int j = 0; j < 100; j++) {
                assertEquals(i == j ? 1 : 0, sparse.get(i, j));
            }
        }
        ColumnEncoding narrow = new ColumnEncoding.Category("c", List.of(levels).subList(0, 99), false, false);
        assertInstanceOf(DenseFeatures.class, new Encoding(List.of(narrow)).encode(table, Precision.SINGLE));
    }

    @Test
    void featureNames_everyKind_isOnePerFeature() {
        Encoding encoding = new Encoding(List.of(
                new ColumnEncoding.Number("mass", 0, 1, 0, true),
                new ColumnEncoding.Bool("wild", true, false),
                new ColumnEncoding.Category("island", List.of("Biscoe"), true, true),
                new ColumnEncoding.Time("seen", 0, 1, 0, true, true),
                new ColumnEncoding.Text("note", 1, List.of("egg"), new double[] {1}),
                new ColumnEncoding.Vector("v", 2, 1)));
        assertEquals(
                "mass, mass (missing), wild, island=Biscoe, island (other), island (missing), seen, seen (year, cos),"
                        + " seen (year, sin), seen (Monday), seen (Tuesday), seen (Wednesday), seen (Thursday),"
                        + " seen (Friday), seen (Saturday), seen (Sunday), seen (day, cos), seen (day, sin),"
                        + " seen (missing), note: egg, v[0], v[1]",
                String.join(", ", encoding.featureNames()));
        assertEquals(encoding.width(), encoding.featureNames().size());
    }

    @Test
    void new_columnTwice_isRefused() {
        ColumnEncoding x = new ColumnEncoding.Number("x", 0, 1, 0, false);
        assertThrows(IllegalArgumentException.class, () -> new Encoding(List.of(x, x)));
    }
}
