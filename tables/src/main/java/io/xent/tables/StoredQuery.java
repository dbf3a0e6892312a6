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

/** What DuckDB knows the types of, left where it is: Parquet, or a copy that DuckDB made of JSON or of a query's result. */
final class StoredQuery implements StoredTable {

    /** What {@link DuckDb#openStored} calls the database in the scratch directory, with the one table in it. */
    static final String COPY = "stored.main.source";

    private static final int BATCH_ROWS = 8192;

    private final DuckDb db;
    private final String source;
    private final List<Path> files;

    /** What to select from, its columns called c0, c1 and so on. */
    private final String from;

    private final List<TypedColumn> columns;
    private final int rows;
    private final List<String> notices = new ArrayList<>();
    private final Map<String, ReadOptions.Kind> decided = new HashMap<>();

    private StoredQuery(DuckDb db, String source, List<Path> files, String from, List<TypedColumn> columns)
            throws SQLException {
        this.db = db;
        this.source = source;
        this.files = files;
        this.from = from;
        this.columns = columns;
        rows = db.rows("SELECT count(*) FROM " + from, source);
        if (rows == 0) {
            throw new InvalidInputException(source + ": holds no rows; add data");
        }
    }

    /**
     * @param copied whether the rows are copied first, because they could come in another order or be slow to get again
     */
    static StoredQuery open(
            DuckDb db, String query, boolean copied, String source, List<Path> files, ReadOptions options)
            throws SQLException {
        List<TypedColumn> columns = QueryReader.describe(db, query, source, options);
        String aliases =
                IntStream.range(0, columns.size()).mapToObj(c -> "c" + c).collect(Collectors.joining(", "));
        String from = "(" + query + "\n) t(" + aliases + ")";
        if (copied) {
            db.run("CREATE TABLE " + COPY + " AS SELECT * FROM " + from);
            from = COPY;
        }
        return new StoredQuery(db, source, files, from, columns);
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
        return columns.stream().map(TypedColumn::name).toList();
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
        int c = names().indexOf(name);
        try {
            TypedColumn whole = columns.get(c).fresh(rows);
            Column column = db.query("SELECT " + whole.expression("c" + c) + " FROM " + from, result -> {
                while (result.next()) {
                    whole.add(result, 1);
                }
                return whole.build(source, notices);
            });
            decided.put(name, ReadOptions.Kind.of(column));
            return column;
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    private InvalidInputException unreadable(SQLException e) {
        return new InvalidInputException(source + ": cannot be read (" + DuckDb.reason(e) + ")", e);
    }

    @Override
    public void forEachBatch(List<String> names, Batch use) {
        int[] positions = names.stream().mapToInt(names()::indexOf).toArray();
        String values = IntStream.of(positions)
                .mapToObj(c -> columns.get(c).expression("c" + c))
                .collect(Collectors.joining(", "));
        try {
            db.query("SELECT " + values + " FROM " + from, result -> {
                for (int first = 0; first < rows; first += BATCH_ROWS) {
                    use.take(first, batch(result, names, positions, Math.min(BATCH_ROWS, rows - first)));
                }
                return null;
            });
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    private Table batch(ResultSet result, List<String> names, int[] positions, int count) throws SQLException {
        List<TypedColumn> some = new ArrayList<>();
        for (int i = 0; i < positions.length; i++) {
            some.add(columns.get(positions[i]).decided(decided.get(names.get(i)), count));
        }
        for (int row = 0; row < count; row++) {
            if (!result.next()) {
                throw new SQLException("it has fewer rows than before");
            }
            for (int i = 0; i < positions.length; i++) {
                some.get(i).add(result, i + 1);
            }
        }
        return new Table(
                source,
                count,
                some.stream().map(c -> c.build(source, new ArrayList<>())).toList());
    }

    @Override
    public void close() {
        db.closeStored();
    }
}
