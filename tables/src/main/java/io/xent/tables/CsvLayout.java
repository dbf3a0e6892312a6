package io.xent.tables;

import io.xent.learn.InvalidInputException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What separates the cells of a CSV file, and the names of its columns, from its first line. */
record CsvLayout(char delimiter, List<String> names) {

    private static final char[] DELIMITERS = {',', ';', '\t', '|'};

    /** DuckDB's planner takes minutes beyond this. */
    private static final int MOST_COLUMNS = 20_000;

    static CsvLayout of(DuckDb db, Path file, Format format) throws SQLException {
        char delimiter = format == Format.TSV ? '\t' : delimiter(db, file);
        List<String> header = header(db, file, delimiter);
        List<String> names = new ArrayList<>();
        for (String name : header) {
            String trimmed = name.strip();
            names.add(trimmed.isEmpty() ? "column " + (names.size() + 1) : trimmed);
        }
        check(file, names);
        return new CsvLayout(delimiter, List.copyOf(names));
    }

    /** The candidate that the first record has most of outside quotation marks; a comma if there is none. */
    private static char delimiter(DuckDb db, Path file) throws SQLException {
        char best = ',';
        int most = 0;
        for (char candidate : DELIMITERS) {
            int cells = header(db, file, candidate).size();
            if (cells > Math.max(1, most)) {
                most = cells;
                best = candidate;
            }
        }
        return best;
    }

    private static List<String> header(DuckDb db, Path file, char delimiter) throws SQLException {
        List<String> header = new ArrayList<>();
        CsvScan.scan(db, file, delimiter, false, (line, cells, fault) -> {
            header.addAll(cells);
            return false;
        });
        return header;
    }

    private static void check(Path file, List<String> names) {
        if (names.isEmpty()) {
            throw new InvalidInputException(file + ": holds nothing but empty lines; give a file with data");
        } else if (names.size() > MOST_COLUMNS) {
            throw new InvalidInputException(file + ": line 1 names " + names.size() + " columns; more than "
                    + MOST_COLUMNS + " are read from LIBSVM files only");
        } else if (names.stream().allMatch(name -> Cells.isNumber(name))) {
            throw new InvalidInputException(
                    file + ": line 1 holds numbers; it must name the columns: add a line with their names");
        }
        Map<String, Integer> seen = new HashMap<>();
        for (int c = 0; c < names.size(); c++) {
            Integer before = seen.putIfAbsent(names.get(c), c);
            if (before != null) {
                throw new InvalidInputException(file + ": line 1: columns " + (before + 1) + " and " + (c + 1)
                        + " are both called '" + names.get(c) + "'; rename one");
            }
        }
    }
}
