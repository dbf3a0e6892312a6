package io.xent.learn.encoding;

import io.xent.learn.DidYouMean;
import io.xent.learn.InvalidInputException;
import io.xent.learn.SparseFeatures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds in a table the columns an encoding reads. */
final class Inputs {

    private Inputs() {}

    static List<Column> of(List<ColumnEncoding> encodings, Table table) {
        List<Column> inputs = new ArrayList<>();
        for (ColumnEncoding encoding : encodings) {
            Column column = table.column(encoding.column()).orElseThrow(() -> absent(encoding.column(), table));
            inputs.add(ofKind(encoding, column, table));
        }
        return inputs;
    }

    /** @param what the numbers are, such as "row weights" */
    static double[] numbers(Table table, String name, String what) {
        Column column = table.column(name)
                .orElseThrow(() -> new InvalidInputException(table.source() + ": there is no column '" + name + "' of "
                        + what
                        + DidYouMean.suffix(
                                name, table.columns().stream().map(Column::name).toList())));
        if (!(column instanceof Column.Numbers numbers)) {
            throw new InvalidInputException(table.source() + ": column '" + name + "' holds " + kind(column) + ", not "
                    + what + "; name a column of numbers");
        }
        return numbers.values();
    }

    private static InvalidInputException absent(String name, Table table) {
        List<String> names = table.columns().stream().map(Column::name).toList();
        String hint = DidYouMean.suffix(name, names);
        return new InvalidInputException(table.source() + ": there is no column '" + name + "', which the model needs"
                + (hint.isEmpty() ? "; add it, with empty cells where it is unknown" : hint));
    }

    private static Column ofKind(ColumnEncoding encoding, Column column, Table table) {
        String wanted = kind(encoding);
        if (wanted.equals(kind(column))) {
            if (encoding instanceof ColumnEncoding.Vector vector) {
                checkWidth(vector, (Column.Vectors) column, table);
            }
            return column;
        }
        if (!(encoding instanceof ColumnEncoding.Vector) && isAllMissing(column)) {
            return missing(encoding, column.rows());
        }
        throw new InvalidInputException(table.source() + ": column '" + column.name() + "' holds " + kind(column)
                + ", but the model was trained on " + wanted + "; convert the column");
    }

    private static void checkWidth(ColumnEncoding.Vector vector, Column.Vectors column, Table table) {
        int width = column.values().columns();
        if (width != vector.width() && !(column.values() instanceof SparseFeatures)) {
            throw new InvalidInputException(table.source() + ": column '" + column.name() + "' has " + width
                    + " numbers in a row, but the model takes " + vector.width()
                    + "; give it data of the shape it was trained on");
        }
    }

    /** A column without any value has no kind of its own: a reader cannot tell. */
    private static boolean isAllMissing(Column column) {
        for (int row = 0; row < column.rows(); row++) {
            if (!column.isMissing(row)) {
                return false;
            }
        }
        return true;
    }

    private static Column missing(ColumnEncoding encoding, int rows) {
        if (encoding instanceof ColumnEncoding.Number) {
            return new Column.Numbers(encoding.column(), filled(rows));
        } else if (encoding instanceof ColumnEncoding.Time time) {
            return new Column.Times(encoding.column(), filled(rows), time.timeOfDay());
        } else if (encoding instanceof ColumnEncoding.Bool) {
            byte[] values = new byte[rows];
            Arrays.fill(values, (byte) -1);
            return new Column.Booleans(encoding.column(), values);
        }
        int[] codes = new int[rows];
        Arrays.fill(codes, -1);
        return new Column.Texts(encoding.column(), new String[0], codes);
    }

    private static double[] filled(int rows) {
        double[] values = new double[rows];
        Arrays.fill(values, Double.NaN);
        return values;
    }

    private static String kind(ColumnEncoding encoding) {
        if (encoding instanceof ColumnEncoding.Number) {
            return "numbers";
        } else if (encoding instanceof ColumnEncoding.Bool) {
            return "booleans";
        } else if (encoding instanceof ColumnEncoding.Time) {
            return "dates or times";
        }
        return encoding instanceof ColumnEncoding.Vector ? "vectors" : "texts";
    }

    static String kind(Column column) {
        if (column instanceof Column.Numbers) {
            return "numbers";
        } else if (column instanceof Column.Booleans) {
            return "booleans";
        } else if (column instanceof Column.Times) {
            return "dates or times";
        }
        return column instanceof Column.Vectors ? "vectors" : "texts";
    }
}
