package io.xent.app;

import io.xent.learn.BlockFile;
import io.xent.learn.BlockFileWriter;
import io.xent.learn.Dataset;
import io.xent.learn.Labels;
import io.xent.learn.Precision;
import io.xent.learn.encoding.BatchEncoder;
import io.xent.learn.encoding.Column;
import io.xent.learn.encoding.ColumnSource;
import io.xent.learn.encoding.Encoding;
import io.xent.learn.encoding.LabelledRows;
import io.xent.learn.encoding.RowWeights;
import io.xent.learn.encoding.Table;
import io.xent.tables.StoredTable;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Some labelled rows of a table that does not fit in memory.
 *
 * @param rows which rows of the table these are, ascending
 * @param classIndices the class of each of them
 * @param weights of each of them; null where every row counts 1
 * @param aside columns that nothing is learned from
 */
record StoredRows(
        StoredTable table, Labels labels, int[] rows, int[] classIndices, double[] weights, Set<String> aside) {

    /** The rows with a label. */
    static StoredRows of(StoredTable table, LabelledRows labelled, String weightColumn, Set<String> aside) {
        double[] weights = null;
        if (weightColumn != null) {
            Table column = only(table, weightColumn);
            weights = RowWeights.read(column.rows() == 0 ? column : column.select(labelled.rows()), weightColumn);
        }
        return new StoredRows(table, labelled.labels(), labelled.rows(), labelled.classIndices(), weights, aside);
    }

    /** One column as a table; where there is none of that name, none, which the reader of it will say. */
    static Table only(StoredTable table, String name) {
        return table.names().contains(name)
                ? new Table(table.source(), table.rows(), List.of(table.column(name)))
                : new Table(
                        table.source(),
                        0,
                        table.names().stream()
                                .<Column>map(other -> new Column.Numbers(other, new double[0]))
                                .toList());
    }

    int count() {
        return rows.length;
    }

    /** Those at the given places among these rows. */
    StoredRows select(int[] chosen) {
        return new StoredRows(
                table,
                labels,
                Arrays.stream(chosen).map(i -> rows[i]).toArray(),
                Arrays.stream(chosen).map(i -> classIndices[i]).toArray(),
                weights == null
                        ? null
                        : Arrays.stream(chosen).mapToDouble(i -> weights[i]).toArray(),
                aside);
    }

    /** The columns to learn from, of these rows only. */
    ColumnSource columns() {
        return new ColumnSource() {
            @Override
            public String source() {
                return table.source();
            }

            @Override
            public int rows() {
                return count();
            }

            @Override
            public List<String> names() {
                return table.names().stream()
                        .filter(name -> !aside.contains(name))
                        .toList();
            }

            @Override
            public Column column(String name) {
                Column whole = table.column(name);
                return count() == table.rows() ? whole : whole.select(rows);
            }
        };
    }

    /** Labels and weights without what they were read with. */
    LabelledData labelled() {
        return new LabelledData(new Table(table.source(), count(), List.of()), labels, classIndices, weights);
    }

    /** Writes the encoded rows to a file, unless it holds them already. */
    Dataset encode(Encoding encoding, Precision precision, Path file, byte[] fingerprint) {
        if (BlockFile.fingerprint(file)
                .filter(of -> Arrays.equals(of, fingerprint))
                .isPresent()) {
            return new Dataset(BlockFile.open(file).features(), classIndices, weights, labels.classes());
        }
        List<String> names = encoding.columns().stream()
                .map(column -> column.column())
                .filter(table.names()::contains)
                .toList();
        BatchEncoder encoder = new BatchEncoder(encoding, count(), precision);
        if (encoder.mustLook()) {
            table.forEachBatch(names, (first, batch) -> encoder.look(batch, first, chosen(first, batch.rows())));
        }
        try (BlockFileWriter writer =
                new BlockFileWriter(file, encoding.width(), encoder.isSparse(), precision, fingerprint)) {
            table.forEachBatch(
                    names, (first, batch) -> encoder.write(batch, first, chosen(first, batch.rows()), writer));
            return writer.finish(classIndices, weights, labels.classes());
        }
    }

    /** Those of the rows {@code [first, first + count)} that are among these, counted from {@code first}. */
    private int[] chosen(int first, int count) {
        if (rows.length == table.rows()) {
            return IntStream.range(0, count).toArray();
        }
        int from = place(first);
        int to = place(first + count);
        return IntStream.range(from, to).map(i -> rows[i] - first).toArray();
    }

    private int place(int row) {
        int found = Arrays.binarySearch(rows, row);
        return found < 0 ? -found - 1 : found;
    }
}
