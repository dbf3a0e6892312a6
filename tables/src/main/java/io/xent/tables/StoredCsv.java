package io.xent.tables;

import io.xent.learn.InvalidInputException;
import io.xent.learn.encoding.Column;
import io.xent.learn.encoding.Table;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** CSV files, copied once into a database of DuckDB's in the scratch directory: cells as numbers or as texts. */
final class StoredCsv implements StoredTable {

    private static final int BATCH_ROWS = 8192;

    private final DuckDb db;
    private final String source;
    private final List<Path> files;
    private final ReadOptions options;
    private final CsvFaults faults;
    private final List<String> names;
    private final boolean[] numeric;
    private final int rows;
    private final List<String> notices = new ArrayList<>();
    private final Map<String, ReadOptions.Kind> decided = new HashMap<>();

    /**
     * @param numeric which columns were copied as numbers, all of whose cells are
     */
    StoredCsv(
            DuckDb db,
            String source,
            List<Path> files,
            ReadOptions options,
            CsvFaults faults,
            List<String> names,
            boolean[] numeric)
            throws SQLException {
        this.db = db;
        this.source = source;
        this.files = files;
        this.options = options;
        this.faults = faults;
        this.names = names;
        this.numeric = numeric;
        rows = db.rows("SELECT count(*) FROM " + StoredQuery.COPY, source);
        if (rows == 0) {
            throw new InvalidInputException(source + ": holds column names but no rows; add data");
        }
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public List<String> names() {
        return names;
    }

    @Override
    public List<Path> files() {
        return files;
    }

    @Override
    public List<String> notices() {
        return notices;
    }

    @Override
    public Column column(String name) {
        Column read = read(List.of(name), result -> columns(result, List.of(name), rows))
                .get(0);
        Column column = numeric[names.indexOf(name)]
                ? read
                : new KindDecision((Column.Texts) read, faults::place, notices).decide(options.kind(name));
        decided.put(name, ReadOptions.Kind.of(column));
        return column;
    }

    private <T> T read(List<String> wanted, DuckDb.Rows<T> use) {
        String cells = wanted.stream().map(name -> "c" + names.indexOf(name)).collect(Collectors.joining(", "));
        try {
            return db.query("SELECT " + cells + " FROM " + StoredQuery.COPY, use);
        } catch (SQLException e) {
            throw new InvalidInputException(source + ": cannot be read again (" + DuckDb.reason(e) + ")", e);
        }
    }

    private List<Column> columns(ResultSet result, List<String> wanted, int count) throws SQLException {
        boolean[] some = new boolean[wanted.size()];
        IntStream.range(0, some.length).forEach(i -> some[i] = numeric[names.indexOf(wanted.get(i))]);
        CsvColumns columns = new CsvColumns(some, count);
        for (int row = 0; row < count; row++) {
            if (!result.next()) {
                throw new SQLException("it has fewer rows than before");
            }
            columns.add(result);
        }
        List<Column> built = new ArrayList<>();
        for (int i = 0; i < some.length; i++) {
            built.add(some[i] ? columns.numbers(i, wanted.get(i)) : columns.texts(i, wanted.get(i)));
        }
        return built;
    }

    @Override
    public void forEachBatch(List<String> wanted, Batch use) {
        read(wanted, result -> {
            for (int first = 0; first < rows; first += BATCH_ROWS) {
                int count = Math.min(BATCH_ROWS, rows - first);
                List<Column> kinds = columns(result, wanted, count).stream()
                        .map(column -> column instanceof Column.Texts texts ? decided(texts) : column)
                        .toList();
                use.take(first, new Table(source, count, kinds));
            }
            return null;
        });
    }

    private Column decided(Column.Texts texts) {
        return new KindDecision(texts, row -> source, new ArrayList<>()).decide(decided.get(texts.name()));
    }

    @Override
    public void close() {
        db.closeStored();
    }
}
