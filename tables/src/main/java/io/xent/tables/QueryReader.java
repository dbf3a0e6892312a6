package io.xent.tables;

import io.xent.learn.InvalidInputException;
import io.xent.learn.encoding.Column;
import io.xent.learn.encoding.Table;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Reads what DuckDB already knows the types of: Parquet, JSON and the results of queries. */
final class QueryReader {

    private final DuckDb db;
    private final ReadOptions options;
    private final String source;
    private final List<String> notices = new ArrayList<>();

    private QueryReader(DuckDb db, ReadOptions options, String source) {
        this.db = db;
        this.options = options;
        this.source = source;
    }

    static TableRead read(List<Path> files, Format format, ReadOptions options, String source) {
        try (DuckDb db = DuckDb.open()) {
            return new QueryReader(db, options, source).read(select(files, format), files);
        } catch (SQLException e) {
            throw unreadable(source, format, e);
        }
    }

    private static String select(List<Path> files, Format format) {
        return format == Format.PARQUET
                ? "SELECT * FROM read_parquet(" + DuckDb.files(files) + ", hive_partitioning=false)"
                : "SELECT * FROM read_json(" + DuckDb.files(files) + ", sample_size=-1, hive_partitioning=false)";
    }

    private static InvalidInputException unreadable(String source, Format format, SQLException e) {
        return new InvalidInputException(
                source + ": cannot be read as " + format + " (" + reason(e) + "); correct the file or name its format",
                e);
    }

    static StoredTable store(
            List<Path> files, Format format, ReadOptions options, String source, Scratch scratch, long memory) {
        try {
            DuckDb db = DuckDb.openStored(scratch, memory);
            return StoredQuery.open(db, select(files, format), format != Format.PARQUET, source, files, options);
        } catch (SQLException e) {
            throw unreadable(source, format, e);
        }
    }

    static StoredTable storeQuery(String sql, ReadOptions options, Scratch scratch, long memory) {
        try {
            DuckDb db = DuckDb.openStored(scratch, memory);
            db.run("SET threads = 1");
            return StoredQuery.open(db, trimmed(sql), true, "query", List.of(), options);
        } catch (SQLException e) {
            throw unusable(e);
        }
    }

    private static String trimmed(String sql) {
        return sql.strip().replaceFirst(";\\s*$", "");
    }

    private static InvalidInputException unusable(SQLException e) {
        return new InvalidInputException("query: cannot be run (" + reason(e) + "); correct the SQL", e);
    }

    static TableRead query(String sql, ReadOptions options) {
        try (DuckDb db = DuckDb.open()) {
            db.run("SET threads = 1");
            return new QueryReader(db, options, "query").read(trimmed(sql), List.of());
        } catch (SQLException e) {
            throw unusable(e);
        }
    }

    private static String reason(SQLException e) {
        return DuckDb.reason(e);
    }

    private TableRead read(String query, List<Path> files) throws SQLException {
        List<TypedColumn> columns = describe(db, query, source, options);
        int width = columns.size();
        String aliases = IntStream.range(0, width).mapToObj(c -> "c" + c).collect(Collectors.joining(", "));
        String values = IntStream.range(0, width)
                .mapToObj(c -> columns.get(c).expression("c" + c))
                .collect(Collectors.joining(", "));
        int rows = db.query("SELECT " + values + " FROM (" + query + "\n) t(" + aliases + ")", result -> {
            int count = 0;
            while (result.next()) {
                for (int c = 0; c < width; c++) {
                    columns.get(c).add(result, c + 1);
                }
                count++;
            }
            return count;
        });
        if (rows == 0) {
            throw new InvalidInputException(source + ": holds no rows; add data");
        }
        List<Column> built = new ArrayList<>();
        for (TypedColumn column : columns) {
            built.add(column.build(source, notices));
        }
        return new TableRead(new Table(source, rows, built), files, notices);
    }

    static List<TypedColumn> describe(DuckDb db, String query, String source, ReadOptions options) throws SQLException {
        // Refuses what is not a query; the names come from below, as this would make them differ in more than case
        db.query("DESCRIBE SELECT * FROM (" + query + "\n)", ResultSet::next);
        List<TypedColumn> columns = db.query("DESCRIBE " + query, rows -> {
            List<TypedColumn> described = new ArrayList<>();
            while (rows.next()) {
                String name = rows.getString(1);
                described.add(TypedColumn.of(source, name, rows.getString(2), options.kind(name)));
            }
            return described;
        });
        Set<String> names = new HashSet<>();
        for (TypedColumn column : columns) {
            if (!names.add(column.name())) {
                throw new InvalidInputException(
                        source + ": two columns are called '" + column.name() + "'; rename one with 'as'");
            }
        }
        return columns;
    }
}
