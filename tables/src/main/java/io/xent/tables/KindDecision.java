package io.xent.tables;

import io.xent.learn.InvalidInputException;
import io.xent.learn.encoding.Column;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * Decides what a column of cells holds: numbers, booleans (true, false), dates and times (ISO 8601) if all its cells
 * are, else texts. Where nine cells in ten are numbers and some are not, that is an error, not a text.
 */
final class KindDecision {

    /** One cell in this many, or fewer, that is no number is taken for a mistake. */
    private static final int MISTAKES_ONE_IN = 10;

    private final Column.Texts column;
    private final LongFunction<String> place;
    private final List<String> notices;
    private final long[] rowsOfLevel;
    private final long present;

    /** @param place names the file and line of a row, for messages */
    KindDecision(Column.Texts column, LongFunction<String> place, List<String> notices) {
        this.column = column;
        this.place = place;
        this.notices = notices;
        rowsOfLevel = new long[column.levels().length];
        for (int code : column.codes()) {
            if (code >= 0) {
                rowsOfLevel[code]++;
            }
        }
        present = Arrays.stream(rowsOfLevel).sum();
    }

    /** @param asked the kind the column must be of, or null */
    Column decide(ReadOptions.Kind asked) {
        if (asked == ReadOptions.Kind.TEXT || present == 0) {
            return column;
        } else if (asked == ReadOptions.Kind.NUMBER) {
            requireAll(Cells::isNumber, asked);
            return numbers();
        } else if (asked == ReadOptions.Kind.BOOLEAN) {
            requireAll(Cells::isBoolean, asked);
            return booleans();
        } else if (asked == ReadOptions.Kind.TIME) {
            requireAll(Cells::isTime, asked);
            return times();
        }
        return byCells();
    }

    private Column byCells() {
        long numbers = rows(Cells::isNumber);
        long numberLike = numbers + rows(Cells::isNotFinite) + rows(Cells::hasDecimalComma);
        if (numbers == present) {
            return exactNumbers();
        } else if (numbers > 0 && (present - numbers) * MISTAKES_ONE_IN <= present
                || numberLike == present && rows(Cells::isNotFinite) < present) {
            throw mistake(firstRow(Cells::isNumber));
        } else if (rows(Cells::isBoolean) == present) {
            return booleans();
        } else if (rows(Cells::isTime) == present) {
            return times();
        } else if (numbers * 2 >= present) {
            int row = firstRow(Cells::isNumber);
            notices.add(place.apply(row) + ": column '" + column.name() + "' is read as text: '" + column.value(row)
                    + "' is not a number, nor are " + (present - numbers - 1) + " other cells of " + present);
        }
        return column;
    }

    private Column exactNumbers() {
        int row = firstRow(text -> !Cells.isInexactWhole(text));
        if (row < 0) {
            return numbers();
        }
        notices.add(place.apply(row) + ": column '" + column.name() + "' is read as text: " + column.value(row)
                + " is beyond 2^53, where 64-bit numbers skip whole ones");
        return column;
    }

    private InvalidInputException mistake(int row) {
        return new InvalidInputException(place.apply(row) + ": column '" + column.name() + "' holds '"
                + shown(column.value(row)) + "', which is not "
                + (Cells.isNotFinite(column.value(row)) ? "a finite number" : "a number")
                + "; correct or empty the cell, or read the column as text (--as-text)");
    }

    private void requireAll(Predicate<String> test, ReadOptions.Kind kind) {
        int row = firstRow(test);
        if (row >= 0) {
            throw new InvalidInputException(place.apply(row) + ": column '" + column.name() + "' holds '"
                    + shown(column.value(row)) + "', which is not " + kind.one() + "; correct or empty the cell");
        }
    }

    static String shown(String cell) {
        String line = cell.replaceAll("\\p{Cntrl}+", " ");
        return line.length() > 60
                ? line.substring(0, line.offsetByCodePoints(0, Math.min(50, line.codePointCount(0, line.length()))))
                        + "…"
                : line;
    }

    private long rows(Predicate<String> test) {
        long rows = 0;
        for (int code = 0; code < rowsOfLevel.length; code++) {
            rows += test.test(column.levels()[code]) ? rowsOfLevel[code] : 0;
        }
        return rows;
    }

    /** The first row whose cell fails the test, or −1. */
    private int firstRow(Predicate<String> test) {
        boolean[] fails = new boolean[rowsOfLevel.length];
        for (int code = 0; code < fails.length; code++) {
            fails[code] = !test.test(column.levels()[code]);
        }
        for (int row = 0; row < column.rows(); row++) {
            if (column.codes()[row] >= 0 && fails[column.codes()[row]]) {
                return row;
            }
        }
        return -1;
    }

    private Column numbers() {
        return new Column.Numbers(column.name(), values(NumberText::parse));
    }

    private Column times() {
        boolean timeOfDay = rows(Cells::hasTimeOfDay) > 0;
        return new Column.Times(column.name(), values(Cells::time), timeOfDay);
    }

    private Column booleans() {
        byte[] values = new byte[column.rows()];
        for (int row = 0; row < values.length; row++) {
            String text = column.value(row);
            values[row] = (byte) (text == null ? -1 : text.equalsIgnoreCase("true") ? 1 : 0);
        }
        return new Column.Booleans(column.name(), values);
    }

    private double[] values(ToDoubleFunction<String> read) {
        double[] ofLevel = Arrays.stream(column.levels()).mapToDouble(read).toArray();
        return Arrays.stream(column.codes())
                .mapToDouble(code -> code < 0 ? Double.NaN : ofLevel[code])
                .toArray();
    }
}
