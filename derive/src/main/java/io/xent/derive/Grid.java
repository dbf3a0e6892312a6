package io.xent.derive;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Numbers in rows and columns.
 *
 * @param caption what is shown
 * @param corner what the rows are, such as {@code k} for classes
 * @param rows the name of each row
 * @param columns all as long as there are rows
 */
public record Grid(String caption, String corner, List<String> rows, List<Column> columns) implements Part {

    public Grid {
        rows = List.copyOf(rows);
        columns = List.copyOf(columns);
        for (Column column : columns) {
            if (column.values().length != rows.size()) {
                throw new IllegalArgumentException("column '" + column.heading() + "' has " + column.values().length
                        + " values for " + rows.size() + " rows");
            }
        }
    }

    /**
     * One column.
     *
     * @param values from the top; the array is not copied
     * @param total what stands below them in a row Σ, empty for nothing
     * @param isError whether the values are errors or bounds of errors, of which three digits are enough
     */
    public record Column(String heading, double[] values, OptionalDouble total, boolean isError) {

        /** Without a total. */
        public Column(String heading, double[] values) {
            this(heading, values, OptionalDouble.empty(), false);
        }

        /** Of errors. */
        static Column errors(String heading, double[] values) {
            return new Column(heading, values, OptionalDouble.empty(), true);
        }

        /** With their sum as the total, without what rounding has left in it. */
        static Column summed(String heading, double[] values) {
            return new Column(heading, values, OptionalDouble.of(Sums.withoutResidue(values)), false);
        }
    }

    /** A matrix, row by row, under headings of its columns. */
    static Grid matrix(String caption, String corner, List<String> rows, List<String> headings, double[][] values) {
        List<Column> columns = new ArrayList<>();
        for (int j = 0; j < headings.size(); j++) {
            double[] column = new double[values.length];
            for (int i = 0; i < column.length; i++) {
                column[i] = values[i][j];
            }
            columns.add(new Column(headings.get(j), column));
        }
        return new Grid(caption, corner, rows, columns);
    }

    /** Whether some column has a total. */
    public boolean hasTotals() {
        return columns.stream().anyMatch(column -> column.total().isPresent());
    }
}
