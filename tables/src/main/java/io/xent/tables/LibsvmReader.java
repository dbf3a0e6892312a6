package io.xent.tables;

import io.xent.learn.BlockFileWriter;
import io.xent.learn.Features;
import io.xent.learn.InvalidInputException;
import io.xent.learn.Precision;
import io.xent.learn.SparseFeatures;
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
        SparseFeatures.Builder features = new SparseFeatures.Builder(LibsvmRows.GREATEST_INDEX + 1, Precision.DOUBLE);
        LibsvmRows rows = read(files, source, new LibsvmRows.Target() {
            @Override
            public void add(int index, double value) {
                features.add(index, value);
            }

            @Override
            public void endRow() {
                features.endRow();
            }
        });
        return table(files, source, rows, features.build(rows.first(), rows.width()));
    }

    /** The same with the features in a file, which are read twice: how many there are shows at the end only. */
    static TableRead store(List<Path> files, String source, Scratch scratch) {
        LibsvmRows rows = read(files, source, new LibsvmRows.Target() {
            @Override
            public void add(int index, double value) {
                // The second time
            }

            @Override
            public void endRow() {
                // The second time
            }
        });
        int first = rows.first();
        try (BlockFileWriter features = new BlockFileWriter(
                scratch.file(Scratch.VECTORS), rows.width(), true, Precision.DOUBLE, new byte[32])) {
            read(files, source, new LibsvmRows.Target() {
                @Override
                public void add(int index, double value) {
                    features.add(index - first, value);
                }

                @Override
                public void endRow() {
                    features.endRow();
                }
            });
            return table(
                    files,
                    source,
                    rows,
                    features.finish(new int[rows.count()], null, 1).features());
        }
    }

    private static LibsvmRows read(List<Path> files, String source, LibsvmRows.Target target) {
        LibsvmRows rows = new LibsvmRows(target);
        for (Path file : files) {
            read(file, rows);
        }
        if (rows.count() == 0) {
            throw new InvalidInputException(source + ": holds no rows; add data");
        }
        return rows;
    }

    private static TableRead table(List<Path> files, String source, LibsvmRows rows, Features features) {
        List<String> notices = new ArrayList<>();
        if (rows.queries() > 0) {
            notices.add(source + ": " + rows.queries() + " query ids (qid:) were left out; rows are read one by one");
        }
        List<Column> columns =
                List.of(new Column.Numbers("label", rows.labels()), new Column.Vectors("features", features));
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
