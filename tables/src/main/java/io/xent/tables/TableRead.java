package io.xent.tables;

import io.xent.learn.encoding.Table;
import java.nio.file.Path;
import java.util.List;

/**
 * A table that was read.
 *
 * @param files the files it came from, in order; none for a query
 * @param notices what the user should be told, one line each
 */
public record TableRead(Table table, List<Path> files, List<String> notices) {

    public TableRead {
        files = List.copyOf(files);
        notices = List.copyOf(notices);
    }
}
