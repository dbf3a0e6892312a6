package io.xent.learn.encoding;

import java.util.List;

/**
 * An encoding and how it came about.
 *
 * @param columns one report per column of the training table, in its order
 */
public record FittedEncoding(Encoding encoding, List<ColumnReport> columns) {

    public FittedEncoding {
        columns = List.copyOf(columns);
    }
}
