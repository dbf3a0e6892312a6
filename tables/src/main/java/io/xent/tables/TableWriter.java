package io.xent.tables;

import io.xent.learn.DidYouMean;
import io.xent.learn.InvalidInputException;
import io.xent.learn.OutputFile;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * Writes columns of equal length as .csv, .tsv, .parquet, .jsonl or .ndjson, told by the name. The file appears whole or
 * not at all: it is written beside its place and moved there.
 */
public final class TableWriter {

    /** Appends the value of a row, which may be a missing one. */
    private interface CellWriter {
        void append(DuckDBAppender row, int index) throws SQLException;
    }

    private record OutputColumn(String name, String type, int rows, CellWriter cells) {}

    private final List<OutputColumn> columns = new ArrayList<>();

    /** Adds texts; null is missing. */
    public TableWriter texts(String name, String[] values) {
        return add(name, "VARCHAR", values.length, (row, i) -> row.append(values[i]));
    }

    /** Adds numbers; NaN is missing. They are written so that the same double is read back. */
    public TableWriter numbers(String name, double[] values) {
        return add(name, "DOUBLE", values.length, (row, i) -> {
            if (Double.isNaN(values[i])) {
                row.appendNull();
            } else {
                row.append(values[i]);
            }
        });
    }

    /** Adds whole numbers. */
    public TableWriter wholeNumbers(String name, long[] values) {
        return add(name, "BIGINT", values.length, (row, i) -> row.append(values[i]));
    }

    /** Adds booleans. */
    public TableWriter booleans(String name, boolean[] values) {
        return add(name, "BOOLEAN", values.length, (row, i) -> row.append(values[i]));
    }

    private TableWriter add(String name, String type, int rows, CellWriter cells) {
        if (!columns.isEmpty() && columns.get(0).rows() != rows) {
            throw new IllegalArgumentException("column '" + name + "' has " + rows + " rows, the first has "
                    + columns.get(0).rows());
        }
        columns.add(new OutputColumn(name, type, rows, cells));
        return this;
    }

    /**
     * Checks, before any work is done for it, that the name of a file says a format.
     *
     * @throws InvalidInputException if not
     */
    public static void check(Path file) {
        copyOptions(file);
    }

    /**
     * Writes the columns added, replacing the file if there is one.
     *
     * @throws InvalidInputException where the file cannot be written, such as on a full disk; then nothing is left
     */
    public void write(Path file) {
        check(file);
        OutputFile.write(file, place -> {
            try (DuckDb db = DuckDb.open()) {
                fill(db);
                db.run("COPY (" + select() + ") TO " + DuckDb.text(place.toString()) + " (" + copyOptions(file) + ")");
            } catch (SQLException e) {
                throw new IOException(DuckDb.reason(e), e);
            }
        });
    }

    private void fill(DuckDb db) throws SQLException {
        db.run("CREATE TABLE output ("
                + joined(c -> "c" + c + " " + columns.get(c).type()) + ")");
        DuckDBConnection connection = db.connection().unwrap(DuckDBConnection.class);
        try (DuckDBAppender appender = connection.createAppender("output")) {
            int rows = columns.isEmpty() ? 0 : columns.get(0).rows();
            for (int i = 0; i < rows; i++) {
                appender.beginRow();
                for (OutputColumn column : columns) {
                    column.cells().append(appender, i);
                }
                appender.endRow();
            }
        }
    }

    private String select() {
        return "SELECT "
                + joined(c -> "c" + c + " AS \"" + columns.get(c).name().replace("\"", "\"\"") + "\"") + " FROM output";
    }

    private String joined(IntFunction<String> part) {
        return IntStream.range(0, columns.size()).mapToObj(part).collect(Collectors.joining(", "));
    }

    private static String copyOptions(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        String extension = name.substring(name.lastIndexOf('.') + 1);
        return switch (extension) {
            case "csv" -> "FORMAT csv, HEADER";
            case "tsv" -> "FORMAT csv, HEADER, DELIMITER '\t'";
            case "parquet" -> "FORMAT parquet";
            case "jsonl", "ndjson" -> "FORMAT json";
            default ->
                throw new InvalidInputException(file + ": the name must end in .csv, .tsv, .parquet or .jsonl"
                        + DidYouMean.suffix(extension, List.of("csv", "tsv", "parquet", "jsonl")));
        };
    }
}
