package io.xent.tables;

import io.xent.learn.encoding.ColumnSource;
import io.xent.learn.encoding.Table;
import java.nio.file.Path;
import java.util.List;

/**
 * Rows too many to hold as a {@link Table}: one column at a time is in memory, or some rows. What the cells hold is decided
 * as {@link TableReader#read} does, so that columns and rows are equal to those of the table it would give.
 */
public interface StoredTable extends ColumnSource, AutoCloseable {

    /** Takes some rows of the table. */
    @FunctionalInterface
    interface Batch {
        /** @param firstRow where in the whole table these rows begin */
        void take(int firstRow, Table rows);
    }

    /** The files it came from, in order; none for a query. */
    List<Path> files();

    /** Whether a column holds vectors. */
    default boolean hasVectors() {
        return false;
    }

    /** What the user should be told, one line each; grows as columns are read. */
    List<String> notices();

    /**
     * Goes through all rows in order.
     *
     * @param names the columns that are wanted, each of which has been read by {@link #column} before
     */
    void forEachBatch(List<String> names, Batch use);

    /** Ends reading, and removes what was kept in the scratch directory. */
    @Override
    void close();
}
