package io.xent.tables;

import io.xent.learn.InvalidInputException;
import io.xent.learn.encoding.Column;
import io.xent.learn.encoding.Table;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Assertions;

/** Small files, and what was read from them in a form that is easily compared. */
final class TestFiles {

    private final Path folder;

    TestFiles(Path folder) {
        this.folder = folder;
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    String write(String name, String content) {
        return write(name, content.getBytes(StandardCharsets.UTF_8));
    }

    String write(String name, byte[] content) {
        try {
            return Files.write(path(name), content).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] gzip(byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    /** The message of the error that reading gives, with the folder taken out. */
    String error(String name, ReadOptions options) {
        InvalidInputException error = Assertions.assertThrows(
                InvalidInputException.class, () -> TableReader.read(path(name).toString(), options));
        Assertions.assertFalse(error.getMessage().contains("\n"), error.getMessage());
        return error.getMessage().replace(folder + "/", "");
    }

    String error(String name) {
        return error(name, ReadOptions.defaults());
    }

    /** The error of reading a file with this content. */
    String errorOf(String name, String content) {
        write(name, content);
        return error(name);
    }

    Table read(String name) {
        return TableReader.read(path(name).toString(), ReadOptions.defaults()).table();
    }

    Table readOf(String name, String content) {
        write(name, content);
        return read(name);
    }

    /** The notices of a reading, with the folder taken out. */
    List<String> notices(TableRead read) {
        return read.notices().stream()
                .map(notice -> notice.replace(folder + "/", ""))
                .toList();
    }

    /** Each column as its kind, name and values. */
    static String shown(Table table) {
        StringBuilder text = new StringBuilder();
        for (Column column : table.columns()) {
            text.append(shown(column)).append("\n");
        }
        return text.toString();
    }

    static String shown(Column column) {
        String start = column.getClass().getSimpleName() + " " + column.name() + " ";
        if (column instanceof Column.Numbers numbers) {
            return start + Arrays.toString(numbers.values());
        } else if (column instanceof Column.Times times) {
            return start + Arrays.toString(times.epochSeconds()) + (times.hasTimeOfDay() ? " with time of day" : "");
        } else if (column instanceof Column.Booleans booleans) {
            return start + Arrays.toString(booleans.values());
        } else if (column instanceof Column.Texts texts) {
            return start
                    + IntStream.range(0, texts.rows()).mapToObj(texts::value).toList();
        }
        Column.Vectors vectors = (Column.Vectors) column;
        return start
                + IntStream.range(0, vectors.rows())
                        .mapToObj(row -> IntStream.range(0, vectors.values().columns())
                                .mapToObj(j -> String.valueOf(vectors.values().get(row, j)))
                                .toList())
                        .toList();
    }
}
