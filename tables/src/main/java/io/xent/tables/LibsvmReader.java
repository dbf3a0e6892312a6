package io.xent.tables;

import io.xent.learn.InvalidInputException;
import io.xent.learn.encoding.Column;
import io.xent.learn.encoding.Table;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads LIBSVM files into a column {@code label} and a sparse vector column {@code features}. */
final class LibsvmReader {

    private LibsvmReader() {}

    static TableRead read(List<Path> files, String source) {
        LibsvmRows rows = new LibsvmRows();
        for (Path file : files) {
            read(file, rows);
        }
        if (rows.count() == 0) {
            throw new InvalidInputException(source + ": holds no rows; add data");
        }
        List<String> notices = new ArrayList<>();
        if (rows.queries() > 0) {
            notices.add(source + ": " + rows.queries() + " query ids (qid:) were left out; rows are read one by one");
        }
        List<Column> columns =
                List.of(new Column.Numbers("label", rows.labels()), new Column.Vectors("features", rows.features()));
        return new TableRead(new Table(source, rows.count(), columns), files, notices);
    }

    private static void read(Path file, LibsvmRows rows) {
        // Only ASCII means anything here, and Latin-1 decodes whatever else a comment holds
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(Unpacked.open(file), StandardCharsets.ISO_8859_1), 1 << 16)) {
            long number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                rows.add(line, file, ++number);
            }
        } catch (IOException e) {
            throw Unpacked.broken(file, e);
        }
    }
}
