package io.xent.learn.encoding;

import io.xent.learn.InvalidInputException;
import io.xent.learn.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Reads how probable each class is, from a column of numbers for each of them. */
public final class TargetColumns {

    /** What such a table's label is called, as no column is one. */
    public static final String LABEL = "target";

    private static final double SUM_TOLERANCE = 1e-2;

    private TargetColumns() {}

    /**
     * The rows that have a probability in any of the columns, each with the first of its most probable classes. The classes are
     * called as the columns.
     *
     * @throws InvalidInputException where a column is not there, is there twice or holds no numbers, or no row has any
     */
    public static LabelledRows rows(Table table, List<String> columns) {
        double[][] values = values(table, columns);
        int[] rows = IntStream.range(0, table.rows())
                .filter(row -> !isMissing(values, row))
                .toArray();
        if (rows.length == 0) {
            throw new InvalidInputException(table.source() + ": no row has a probability in any of the columns "
                    + String.join(", ", columns) + "; fill them in");
        }
        int[] classes = IntStream.of(rows).map(row -> mostProbable(values, row)).toArray();
        int without = table.rows() - rows.length;
        List<String> notices = without == 0
                ? List.of()
                : List.of(table.source() + ": " + without + " of " + table.rows()
                        + " rows have no target in any of the columns " + String.join(", ", columns)
                        + " and were left out");
        return new LabelledRows(new Labels(LABEL, Labels.Kind.TEXT, columns), rows, classes, notices);
    }

    /**
     * The targets of some rows, rows × columns. Each is divided by its sum.
     *
     * @throws InvalidInputException where numbers are no distribution, or a column is not there; it names the row
     */
    public static double[] read(Table table, int[] rows, List<String> columns) {
        double[][] values = values(table, columns);
        double[] targets = new double[Math.multiplyExact(rows.length, columns.size())];
        for (int i = 0; i < rows.length; i++) {
            double sum = checkedSum(table, rows[i], columns, values);
            for (int k = 0; k < columns.size(); k++) {
                targets[i * columns.size() + k] = values[k][rows[i]] / sum;
            }
        }
        return targets;
    }

    private static double[][] values(Table table, List<String> columns) {
        if (columns.size() < 2 || columns.stream().distinct().count() < columns.size()) {
            throw new InvalidInputException("the target columns are " + String.join(", ", columns)
                    + ": give at least two, one for each class, all different");
        }
        List<double[]> values = new ArrayList<>();
        columns.forEach(column -> values.add(Inputs.numbers(table, column, "target probabilities")));
        return values.toArray(double[][]::new);
    }

    private static boolean isMissing(double[][] values, int row) {
        for (double[] column : values) {
            if (!Double.isNaN(column[row])) {
                return false;
            }
        }
        return true;
    }

    private static int mostProbable(double[][] values, int row) {
        int first = 0;
        for (int k = 1; k < values.length; k++) {
            first = values[k][row] > values[first][row] ? k : first;
        }
        return first;
    }

    private static double checkedSum(Table table, int row, List<String> columns, double[][] values) {
        double sum = 0;
        for (int k = 0; k < values.length; k++) {
            double value = values[k][row];
            if (!(value >= 0 && value <= 1 + SUM_TOLERANCE)) {
                throw new InvalidInputException(table.source() + ": row " + (row + 1L) + ": the target in column '"
                        + columns.get(k) + "' is " + (Double.isNaN(value) ? "missing" : value)
                        + "; targets are probabilities, from 0 to 1");
            }
            sum += value;
        }
        if (!(Math.abs(sum - 1) <= SUM_TOLERANCE)) {
            throw new InvalidInputException(table.source() + ": row " + (row + 1L) + ": the targets in "
                    + String.join(", ", columns) + " sum to " + (float) sum + ", not to 1; divide them by their sum");
        }
        return sum;
    }
}
