package io.xent.learn.encoding;

import static io.xent.learn.encoding.Columns.booleans;
import static io.xent.learn.encoding.Columns.numbers;
import static io.xent.learn.encoding.Columns.table;
import static io.xent.learn.encoding.Columns.texts;
import static io.xent.learn.encoding.Columns.times;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.xent.learn.InvalidInputException;
import io.xent.learn.Labels;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LabelledRowsTest {

    private static String message(String label, Column... columns) {
        return assertThrows(InvalidInputException.class, () -> LabelledRows.learn(table(columns), label))
                .getMessage();
    }

    @Test
    void learn_texts_areInCodePointOrderAndMissingOnesLeftOut() {
        LabelledRows rows = LabelledRows.learn(table(texts("y", "b", null, "B", "b", "B")), "y");
        assertEquals(new Labels("y", Labels.Kind.TEXT, List.of("B", "b")), rows.labels());
        assertArrayEquals(new int[] {0, 2, 3, 4}, rows.rows());
        assertArrayEquals(new int[] {1, 0, 1, 0}, rows.classIndices());
        assertEquals(List.of("data.csv: 1 of 5 rows have no label in column 'y' and were left out"), rows.notices());
    }

    @Test
    void learn_wholeNumbers_areInNumericalOrder() {
        LabelledRows rows = LabelledRows.learn(table(numbers("y", 10, 9, -1, 10, 9, -1)), "y");
        assertEquals(new Labels("y", Labels.Kind.WHOLE_NUMBER, List.of("-1", "9", "10")), rows.labels());
        assertArrayEquals(new int[] {2, 1, 0, 2, 1, 0}, rows.classIndices());
    }

    @Test
    void learn_otherNumbers_keepTheirFraction() {
        LabelledRows rows = LabelledRows.learn(table(numbers("y", 1, 0.5, 0.5, 1)), "y");
        assertEquals(new Labels("y", Labels.Kind.NUMBER, List.of("0.5", "1")), rows.labels());
    }

    @Test
    void learn_booleans_putFalseFirst() {
        LabelledRows rows = LabelledRows.learn(table(booleans("y", true, false, true, false)), "y");
        assertEquals(new Labels("y", Labels.Kind.BOOLEAN, List.of("false", "true")), rows.labels());
        assertArrayEquals(new int[] {1, 0, 1, 0}, rows.classIndices());
    }

    @Test
    void learn_unknownColumn_namesTheNearest() {
        assertEquals(
                "data.csv: there is no label column 'specis'; did you mean 'species'?",
                message("specis", texts("species", "a", "b")));
        assertEquals(
                "data.csv: there is no label column 'label'; the columns are x, y",
                message("label", numbers("x", 1), numbers("y", 1)));
    }

    @Test
    void learn_oneClass_isAnError() {
        assertEquals(
                "data.csv: label column 'y' holds one class only, 'a'; give data with at least two classes",
                message("y", texts("y", "a", "a", null)));
    }

    @Test
    void learn_classWithOneRow_isAnError() {
        assertEquals(
                "data.csv: label column 'y' has a single row of class 'c'; a class needs two at least: add rows of it or"
                        + " remove this one",
                message("y", texts("y", "a", "a", "b", "b", "c")));
    }

    @Test
    void learn_identifier_isAnError() {
        double[] ids = IntStream.range(0, 50).mapToDouble(i -> i).toArray();
        assertEquals(
                "data.csv: label column 'id' holds 50 different values in 50 rows, so it is an identifier or a"
                        + " measurement, not a class; choose another column",
                message("id", numbers("id", ids)));
    }

    @Test
    void learn_aMillionLabels_isAnError() {
        double[] many = IntStream.range(0, 2_000_000).mapToDouble(i -> i / 2).toArray();
        assertEquals(
                "data.csv: label column 'y' holds 1000000 different values; at most 100000 classes are possible: choose"
                        + " another column",
                message("y", numbers("y", many)));
    }

    @Test
    void learn_noLabelOrWrongKind_isAnError() {
        assertEquals("data.csv: no row has a label in column 'y'; fill it in", message("y", texts("y", null, null)));
        assertEquals(
                "data.csv: label column 'y' holds dates or times; a label is a text, a number or a boolean",
                message("y", times("y", false, 1, 2)));
    }

    @Test
    void apply_knownLabels_findsTheirIndices() {
        Labels labels = new Labels("y", Labels.Kind.WHOLE_NUMBER, List.of("1", "2"));
        LabelledRows rows = LabelledRows.apply(table(numbers("y", 2, Double.NaN, 1)), labels);
        assertArrayEquals(new int[] {0, 2}, rows.rows());
        assertArrayEquals(new int[] {1, 0}, rows.classIndices());
    }

    @Test
    void apply_unknownLabel_namesTheRow() {
        Labels labels = new Labels("y", Labels.Kind.TEXT, List.of("Adelie", "Gentoo"));
        Table table = table(texts("y", "Gentoo", "Adeli"));
        assertEquals(
                "data.csv: row 2: label 'Adeli' is not one of the 2 classes of the model; did you mean 'Adelie'?",
                assertThrows(InvalidInputException.class, () -> LabelledRows.apply(table, labels))
                        .getMessage());
    }
}
