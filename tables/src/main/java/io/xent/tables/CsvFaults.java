package io.xent.tables;

import io.xent.learn.InvalidInputException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** Finds where in CSV files something is wrong, by walking over them again. */
final class CsvFaults {

    private final DuckDb db;
    private final List<Path> files;
    private final CsvLayout layout;

    CsvFaults(DuckDb db, List<Path> files, CsvLayout layout) {
        this.db = db;
        this.files = files;
        this.layout = layout;
    }

    /** The file and line of a row, counted from 0 over all files, headers left out. */
    String place(long row) {
        long[] left = {row};
        String[] place = new String[1];
        try {
            for (Path file : files) {
                long[] record = {-1};
                scan(file, (line, cells, fault) -> {
                    if (++record[0] > 0 && left[0]-- == 0) {
                        place[0] = file + ": line " + line;
                    }
                    return place[0] == null;
                });
                if (place[0] != null) {
                    return place[0];
                }
            }
        } catch (SQLException e) {
            return files.get(0) + ": row " + (row + 1);
        }
        return files.get(0) + ": row " + (row + 1);
    }

    /** Says what DuckDB could not read. */
    InvalidInputException explain(SQLException cause) {
        for (Path file : files) {
            String[] found = new String[1];
            try {
                scan(file, (line, cells, fault) -> {
                    found[0] = fault(line, cells, fault);
                    return found[0] == null;
                });
            } catch (SQLException e) {
                return unreadable(file, e);
            }
            if (found[0] != null) {
                return new InvalidInputException(file + ": " + found[0], cause);
            }
        }
        return unreadable(files.get(0), cause);
    }

    private String fault(long line, List<String> cells, String fault) {
        int expected = layout.names().size();
        if (fault != null) {
            return "line " + line + ": " + fault;
        } else if (cells.size() < expected) {
            return "line " + line + ": has " + cells.size() + " of " + expected + " cells; column '"
                    + layout.names().get(cells.size()) + "' is missing: add it, empty if unknown";
        } else if (cells.size() > expected) {
            return "line " + line + ": has " + cells.size() + " cells, but line 1 names " + expected
                    + (expected == 1 ? " column" : " columns") + "; quote a cell that holds the delimiter";
        }
        return null;
    }

    private void scan(Path file, CsvScan.Visitor visitor) throws SQLException {
        CsvScan.scan(db, file, layout.delimiter(), layout.names().size() == 1, visitor);
    }

    /** For faults that have no better words. */
    static InvalidInputException unreadable(Path file, SQLException cause) {
        String packer = Unpacked.packer(file);
        if (packer != null) {
            return new InvalidInputException(
                    file + ": is no text but packed by " + packer
                            + "; unpack it, save a spreadsheet as CSV, or end the name of packed text in .gz or .zst",
                    cause);
        }
        String message = String.valueOf(cause.getMessage());
        String line = message.lines()
                .filter(text -> text.contains("CSV Error on Line: "))
                .map(text -> "line " + text.replaceAll(".*CSV Error on Line: ", "") + ": ")
                .findFirst()
                .orElse("");
        if (message.contains("Maximum line size")) {
            return new InvalidInputException(
                    file + ": " + line + "is longer than 2,000,000 bytes; shorten its cells or use Parquet", cause);
        } else if (message.contains("not utf-8") || message.contains("Invalid unicode")) {
            return new InvalidInputException(
                    file + ": " + line + "is not UTF-8 text; convert the file (iconv does)", cause);
        }
        return new InvalidInputException(
                file + ": " + line + "cannot be read as CSV (" + DuckDb.reason(cause)
                        + "); check its format (--input-format)",
                cause);
    }
}
