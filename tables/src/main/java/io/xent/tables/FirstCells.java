package io.xent.tables;

/** The first cells of the columns of a CSV file, which say of each whether it is to be read as numbers. */
final class FirstCells {

    /** How many rows are looked at. */
    static final int ROWS = 1000;

    private final boolean[] number;
    private final boolean[] other;

    FirstCells(int columns) {
        number = new boolean[columns];
        other = new boolean[columns];
    }

    /** @param cell null where it is missing */
    void add(int column, String cell) {
        if (cell != null && !cell.isBlank()) {
            boolean isNumber = Cells.isNumber(cell.strip());
            number[column] |= isNumber;
            other[column] |= !isNumber;
        }
    }

    /** A cell that is known to be a number. */
    void addNumber(int column) {
        number[column] = true;
    }

    /** The columns of numbers, but for those that are asked to be something else. */
    boolean[] numeric(CsvLayout layout, ReadOptions options) {
        boolean[] numeric = new boolean[number.length];
        for (int c = 0; c < numeric.length; c++) {
            ReadOptions.Kind asked = options.kind(layout.names().get(c));
            numeric[c] = number[c] && !other[c] && (asked == null || asked == ReadOptions.Kind.NUMBER);
        }
        return numeric;
    }
}
