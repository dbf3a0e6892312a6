package io.xent.learn.encoding;

import java.util.List;
import java.util.Optional;

/**
 * Raw data as it was read: named columns of equal length, in file order. Names are unique.
 *
 * @param source what a message calls it: the file's name or the query
 */
public record Table(String source, int rows, List<Column> columns) {

    public Table {
        columns = List.copyOf(columns);
        for (Column column : columns) {
            if (column.rows() != rows) {
                throw new IllegalArgumentException(
                        source + ": column '" + column.name() + "' has " + column.rows() + " rows, not " + rows);
            }
        }
    }

    public Optional<Column> column(String name) {
        return columns.stream().filter(c -> c.name().equals(name)).findFirst();
    }
}
