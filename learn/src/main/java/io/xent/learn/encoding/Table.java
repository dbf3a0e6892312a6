package io.xent.learn.encoding;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Raw data as it was read: named columns of equal length, in file order. Names are unique.
 *
 * @param source what a message calls it: the file's name or the query
 */
public record Table(String source, int rows, List<Column> columns) {

    public Table {
        columns = List.copyOf(columns);
        Set<String> names = new HashSet<>();
        for (Column column : columns) {
            if (column.rows() != rows) {
                throw new IllegalArgumentException(
                        source + ": column '" + column.name() + "' has " + column.rows() + " rows, not " + rows);
            }
            if (!names.add(column.name())) {
                throw new IllegalArgumentException(source + ": two columns are called '" + column.name() + "'");
            }
        }
    }

    public Optional<Column> column(String name) {
        return columns.stream().filter(c -> c.name().equals(name)).findFirst();
    }

    /** The rows named, in that order, copied. */
    public Table select(int[] chosen) {
        return new Table(
                source,
                chosen.length,
                columns.stream().map(column -> column.select(chosen)).toList());
    }

    /** All columns but those named. */
    public Table without(Set<String> names) {
        return new Table(
                source,
                rows,
                columns.stream()
                        .filter(column -> !names.contains(column.name()))
                        .toList());
    }
}
