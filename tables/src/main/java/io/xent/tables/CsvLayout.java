package io.xent.tables;

import io.xent.learn.InvalidInputException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What separates the cells of a CSV file, and the names of its columns, from its first line. */
record CsvLayout(char delimiter, List<String> names) {

    private static final char[] DELIMITERS = {',', ';', '\t', '|'};

    /** A name may hold line breaks, but hardly more than this. */
    private static final int HEADER_LINES = 100;

    /** DuckDB's planner takes minutes beyond this. */
    private static final int MOST_COLUMNS = 20_000;

    static CsvLayout of(DuckDb db, Path file, Format format) throws SQLException {
        return of(file, format, CsvScan.firstLines(db, file, HEADER_LINES));
    }

    /** @param lines the first ones of the file, enough to hold all names */
    static CsvLayout of(Path file, Format format, List<String> lines) {
        char delimiter = format == Format.TSV ? '\t' : delimiter(file, lines);
        List<String> names = new ArrayList<>();
        for (String name : header(file, lines, delimiter)) {
            String trimmed = name.strip();
            names.add(trimmed.isEmpty() ? "column " + (names.size() + 1) : trimmed);
        }
        check(file, names);
        return new CsvLayout(delimiter, List.copyOf(names));
    }

    /** The candidate that the first record has most of outside quotation marks; a comma if there is none. */
    private static char delimiter(Path file, List<String> lines) {
        char best = ',';
        int most = 1;
        for (char candidate : DELIMITERS) {
            int cells = header(file, lines, candidate).size();
            if (cells > most) {
                most = cells;
                best = candidate;
            }
        }
        return best;
    }

    private static List<String> header(Path file, List<String> lines, char delimiter) {
        CsvRecord record = new CsvRecord(delimiter);
        boolean started = false;
        for (String line : lines) {
            started |= !line.isEmpty();
            if (started && record.take(line)) {
                return record.cells();
            }
        }
        throw new InvalidInputException(
                started
                        ? file + ": line 1: a quotation mark is opened and not closed in " + lines.size()
                                + " lines; close it"
                        : file + ": holds nothing but empty lines; give a file with data");
    }

    private static void check(Path file, List<String> names) {
        if (names.size() > MOST_COLUMNS) {
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

    /** The texts of missing cells, also after the blank that many files have behind each comma. */
    Set<String> missing(ReadOptions options) {
        Set<String> all = new TreeSet<>();
        all.add("");
        for (String text : options.missing()) {
            all.add(text);
            all.add(" " + text);
        }
        return all;
    }
}
