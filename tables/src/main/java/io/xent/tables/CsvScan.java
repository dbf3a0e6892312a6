package io.xent.tables;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A walk over the records of a CSV file that knows their lines. DuckDB reads faster, but counts records: this is for the
 * header and for messages.
 */
final class CsvScan {

    private CsvScan() {}

    /** Takes records in order. */
    interface Visitor {

        /**
         * @param line of the file, from 1, where the record starts
         * @param fault what is wrong with it, or null
         * @return whether to go on
         */
        boolean record(long line, List<String> cells, String fault);
    }

    /** Visits all records; empty lines are none, unless the file has one column only. */
    static void scan(DuckDb db, Path file, char delimiter, boolean oneColumn, Visitor visitor) throws SQLException {
        db.query(lines(file), rows -> {
            CsvRecord record = new CsvRecord(delimiter);
            long line = 0;
            long start = 1;
            boolean complete = true;
            while (rows.next()) {
                line++;
                String text = rows.getString(1);
                if (complete) {
                    start = line;
                    if (text == null && !oneColumn) {
                        continue;
                    }
                }
                complete = record.take(text == null ? "" : text);
                if (complete && !visitor.record(start, record.cells(), record.fault())) {
                    return null;
                }
            }
            if (!complete) {
                visitor.record(start, record.cells(), "a quotation mark is opened and never closed; close it");
            }
            return null;
        });
    }

    /** The first lines of a file; an empty one is an empty text. */
    static List<String> firstLines(DuckDb db, Path file, int count) throws SQLException {
        return db.query(lines(file) + " LIMIT " + count, rows -> {
            List<String> lines = new ArrayList<>();
            while (rows.next()) {
                String line = rows.getString(1);
                lines.add(line == null ? "" : line);
            }
            return lines;
        });
    }

    /** The lines of a file as they are: no byte of a text is 1, so each line is one cell. */
    private static String lines(Path file) {
        return "SELECT line FROM read_csv(" + DuckDb.files(List.of(file))
                + ", auto_detect=false, header=false, delim=E'\\x01', quote='', escape='', columns={'line': 'VARCHAR'})";
    }
}
