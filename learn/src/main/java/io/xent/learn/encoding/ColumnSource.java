package io.xent.learn.encoding;

import java.util.List;

/** Named columns of equal length that are read one at a time, where all of them would not fit in memory. */
public interface ColumnSource {

    /** What a message calls it: the file's name or the query. */
    String source();

    int rows();

    /** In file order, each name once. */
    List<String> names();

    /**
     * Reads a column whole.
     *
     * @param name one of {@link #names}
     */
    Column column(String name);

    /** The columns of a table in memory. */
    static ColumnSource of(Table table) {
        return new ColumnSource() {
            @Override
            public String source() {
                return table.source();
            }

            @Override
            public int rows() {
                return table.rows();
            }

            @Override
            public List<String> names() {
                return table.columns().stream().map(Column::name).toList();
            }

            @Override
            public Column column(String name) {
                return table.column(name).orElseThrow();
            }
        };
    }
}
