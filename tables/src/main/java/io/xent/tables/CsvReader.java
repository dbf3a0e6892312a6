package io.xent.tables;

import io.xent.learn.InvalidInputException;
import io.xent.learn.encoding.Column;
import io.xent.learn.encoding.Table;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Reads CSV files through DuckDB, strictly: it is told the layout, so that it guesses none. Columns whose first cells
 * are numbers are read as such; one that turns out to hold something else is read again as texts and decided on there.
 */
final class CsvReader {

    /** After so many columns that were no numbers after all, the rest is read as texts at once. */
    private static final int ATTEMPTS = 8;

    private static final Pattern COLUMN_OF_ERROR = Pattern.compile("converting column \"c(\\d+)\"");

    private final DuckDb db;
    private final List<Path> files;
    private final ReadOptions options;
    private final CsvLayout layout;
    private final List<String> notices = new ArrayList<>();

    private CsvReader(DuckDb db, List<Path> files, ReadOptions options, CsvLayout layout) {
        this.db = db;
        this.files = files;
        this.options = options;
        this.layout = layout;
    }

    static TableRead read(List<Path> files, Format format, ReadOptions options, String source) {
        try (DuckDb db = DuckDb.open()) {
            CsvLayout layout = layout(db, files, format);
            CsvFaults faults = new CsvFaults(db, files, layout);
            try {
                return new CsvReader(db, files, options, layout).read(source, faults);
            } catch (SQLException e) {
                throw faults.explain(e);
            }
        } catch (SQLException e) {
            throw CsvFaults.unreadable(files.get(0), e);
        }
    }

    static StoredTable store(
            List<Path> files, Format format, ReadOptions options, String source, Scratch scratch, long memory) {
        try {
            DuckDb db = DuckDb.openStored(scratch, memory);
            CsvLayout layout = layout(db, files, format);
            CsvFaults faults = new CsvFaults(db, files, layout);
            try {
                boolean[] numeric = new CsvReader(db, files, options, layout).copy();
                return new StoredCsv(db, source, files, options, faults, layout.names(), numeric);
            } catch (SQLException e) {
                throw faults.explain(e);
            }
        } catch (SQLException e) {
            throw CsvFaults.unreadable(files.get(0), e);
        }
    }

    /** Copies all rows into {@link StoredQuery#COPY}, and returns which columns are numbers throughout. */
    private boolean[] copy() throws SQLException {
        boolean[] numeric = sample();
        attempt(numeric, () -> {
            db.run("CREATE OR REPLACE TABLE " + StoredQuery.COPY + " AS " + select(numeric));
            return oddCells(numeric);
        });
        return numeric;
    }

    /** As {@link CsvColumns#odd}. */
    private boolean[] oddCells(boolean[] numeric) throws SQLException {
        String counts = IntStream.range(0, numeric.length)
                .mapToObj(
                        c -> numeric[c] ? "coalesce(bool_or(NOT abs(c" + c + ") < 9007199254740992), false)" : "false")
                .collect(Collectors.joining(", "));
        return db.query("SELECT " + counts + " FROM " + StoredQuery.COPY, result -> {
            boolean[] odd = new boolean[numeric.length];
            result.next();
            for (int c = 0; c < odd.length; c++) {
                odd[c] = result.getBoolean(c + 1);
            }
            return odd;
        });
    }

    private static CsvLayout layout(DuckDb db, List<Path> files, Format format) throws SQLException {
        CsvLayout first = CsvLayout.of(db, files.get(0), format);
        for (Path file : files.subList(1, files.size())) {
            CsvLayout other = CsvLayout.of(db, file, format);
            if (!other.equals(first)) {
                throw new InvalidInputException(file + ": line 1 differs from that of " + files.get(0)
                        + "; files read together name the same columns in the same order");
            }
        }
        return first;
    }

    private TableRead read(String source, CsvFaults faults) throws SQLException {
        boolean[] numeric = sample();
        CsvColumns columns = load(numeric);
        if (columns.rows() == 0) {
            throw new InvalidInputException(source + ": holds column names but no rows; add data");
        }
        List<Column> decided = new ArrayList<>();
        for (int c = 0; c < numeric.length; c++) {
            String name = layout.names().get(c);
            decided.add(
                    numeric[c]
                            ? columns.numbers(c, name)
                            : new KindDecision(columns.texts(c, name), faults::place, notices)
                                    .decide(options.kind(name)));
        }
        return new TableRead(new Table(source, columns.rows(), decided), files, notices);
    }

    /** Which columns start with numbers, missing cells aside. */
    private boolean[] sample() throws SQLException {
        int width = layout.names().size();
        FirstCells first = new FirstCells(width);
        db.query(select(new boolean[width]) + " LIMIT " + FirstCells.ROWS, rows -> {
            while (rows.next()) {
                for (int c = 0; c < width; c++) {
                    first.add(c, rows.getString(c + 1));
                }
            }
            return null;
        });
        return first.numeric(layout, options);
    }

    /** Reads all rows; columns that are not numbers throughout are taken out of {@code numeric}. */
    private CsvColumns load(boolean[] numeric) throws SQLException {
        CsvColumns[] columns = new CsvColumns[1];
        attempt(numeric, () -> {
            columns[0] = db.query(select(numeric), rows -> columns(rows, numeric));
            return columns[0].odd();
        });
        return columns[0];
    }

    /** One way to get all rows, which says of which columns not all cells are numbers after all. */
    private interface Attempt {
        boolean[] oddColumns() throws SQLException;
    }

    private static void attempt(boolean[] numeric, Attempt read) throws SQLException {
        for (int attempt = 0; ; attempt++) {
            try {
                boolean[] odd = read.oddColumns();
                if (IntStream.range(0, odd.length).noneMatch(c -> odd[c])) {
                    return;
                }
                IntStream.range(0, odd.length).filter(c -> odd[c]).forEach(c -> numeric[c] = false);
            } catch (SQLException e) {
                int column = columnOf(e);
                if (column < 0 || !numeric[column]) {
                    throw e;
                }
                numeric[column] = false;
                if (attempt >= ATTEMPTS) {
                    Arrays.fill(numeric, false);
                }
            }
        }
    }

    private static CsvColumns columns(ResultSet rows, boolean[] numeric) throws SQLException {
        CsvColumns columns = new CsvColumns(numeric);
        while (rows.next()) {
            columns.add(rows);
        }
        return columns;
    }

    private static int columnOf(SQLException e) {
        Matcher matcher = COLUMN_OF_ERROR.matcher(String.valueOf(e.getMessage()));
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : -1;
    }

    private String select(boolean[] numeric) {
        String columns = IntStream.range(0, numeric.length)
                .mapToObj(c -> "'c" + c + "': '" + (numeric[c] ? "DOUBLE" : "VARCHAR") + "'")
                .collect(Collectors.joining(", ", "{", "}"));
        return "SELECT * FROM read_csv(" + DuckDb.files(files) + ", auto_detect=false, header=true, strict_mode=true,"
                + " hive_partitioning=false, delim=" + DuckDb.text(String.valueOf(layout.delimiter()))
                + ", quote='\"', escape='\"', nullstr=" + DuckDb.texts(layout.missing(options)) + ", columns=" + columns
                + ")";
    }
}
