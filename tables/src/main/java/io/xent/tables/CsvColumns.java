package io.xent.tables;

import io.xent.learn.encoding.Column;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The columns of CSV files while they are read. */
final class CsvColumns {

    /** Doubles beyond this skip whole numbers; those rounded to it may have been beyond. */
    static final double GREATEST_EXACT = 0x1p53;

    private final NumbersBuilder[] numbers;
    private final TextsBuilder[] texts;
    private final boolean[] odd;
    private int rows;

    CsvColumns(boolean[] numeric) {
        this(numeric, 1024);
    }

    /** @param rowsExpected how many there will be, about */
    CsvColumns(boolean[] numeric, int rowsExpected) {
        numbers = new NumbersBuilder[numeric.length];
        texts = new TextsBuilder[numeric.length];
        odd = new boolean[numeric.length];
        for (int c = 0; c < numeric.length; c++) {
            numbers[c] = numeric[c] ? new NumbersBuilder(rowsExpected) : null;
            texts[c] = numeric[c] ? null : new TextsBuilder(rowsExpected);
        }
    }

    void add(ResultSet row) throws SQLException {
        for (int c = 0; c < numbers.length; c++) {
            if (numbers[c] == null) {
                String cell = row.getString(c + 1);
                texts[c].add(cell == null ? null : cell.strip());
            } else {
                double value = row.getDouble(c + 1);
                boolean missing = row.wasNull();
                odd[c] |= !missing && !(Math.abs(value) < GREATEST_EXACT);
                numbers[c].add(missing ? Double.NaN : value);
            }
        }
        rows++;
    }

    int rows() {
        return rows;
    }

    /** Columns read as numbers with a cell that spells NaN or an infinity, or that may be a whole number not held. */
    boolean[] odd() {
        return odd;
    }

    Column.Numbers numbers(int column, String name) {
        return new Column.Numbers(name, numbers[column].build());
    }

    Column.Texts texts(int column, String name) {
        return texts[column].build(name);
    }
}
