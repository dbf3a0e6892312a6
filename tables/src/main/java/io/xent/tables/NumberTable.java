package io.xent.tables;

import java.util.List;

/**
 * A matrix of numbers as a file holds it: nothing is encoded, no column is named unless the file does. Infinities and NaN are
 * numbers here.
 *
 * @param source the file
 * @param names of the columns; empty where the file has none
 * @param values row after row; the array is not copied
 */
public record NumberTable(String source, List<String> names, int rows, int columns, double[] values) {

    public NumberTable {
        names = List.copyOf(names);
    }

    public double get(int row, int column) {
        return values[row * columns + column];
    }
}
