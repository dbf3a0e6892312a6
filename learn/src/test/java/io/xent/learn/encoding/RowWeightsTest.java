package io.xent.learn.encoding;

import static io.xent.learn.encoding.Columns.numbers;
import static io.xent.learn.encoding.Columns.table;
import static io.xent.learn.encoding.Columns.texts;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.xent.learn.InvalidInputException;
import org.junit.jupiter.api.Test;

class RowWeightsTest {

    private static String message(Column column, String name) {
        return assertThrows(InvalidInputException.class, () -> RowWeights.read(table(column), name))
                .getMessage();
    }

    @Test
    void read_numbers_givesThem() {
        assertArrayEquals(new double[] {0, 2.5}, RowWeights.read(table(numbers("w", 0, 2.5)), "w"));
    }

    @Test
    void read_unusable_saysWhichRowAndWhy() {
        assertEquals(
                "data.csv: row 2: the weight in column 'w' is -1.0; weights are finite and not negative",
                message(numbers("w", 1, -1), "w"));
        assertEquals(
                "data.csv: row 1: the weight in column 'w' is missing; weights are finite and not negative",
                message(numbers("w", Double.NaN), "w"));
        assertEquals(
                "data.csv: all weights in column 'w' are zero; no row would count", message(numbers("w", 0, 0), "w"));
        assertEquals(
                "data.csv: column 'w' holds texts, not row weights; name a column of numbers",
                message(texts("w", "a"), "w"));
        assertEquals(
                "data.csv: there is no column 'wieght' of row weights; did you mean 'weight'?",
                message(numbers("weight", 1), "wieght"));
    }
}
