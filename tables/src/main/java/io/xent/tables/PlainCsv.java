package io.xent.tables;

import io.xent.learn.encoding.Column;
import io.xent.learn.encoding.Table;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a small CSV file of the plainest kind, to the same table as {@link CsvReader}, without DuckDB, whose library takes
 * half a second to load. Whatever is out of the ordinary, a quotation mark as much as a mistake, is left to
 * {@link CsvReader}, which knows all of the format and what to say about it.
 */
final class PlainCsv {

    /** Of larger files DuckDB's loading is a small part. */
    private static final long MOST_BYTES = 32 << 20;

    /** DuckDB takes no line beyond two million. */
    private static final int MOST_BYTES_OF_LINE = 1_000_000;

    private static final byte BYTE_ORDER_MARK = (byte) 0xef;

    private final Path file;
    private final byte[] text;
    private final CsvLayout layout;
    private final ReadOptions options;
    private final Set<String> missing;
    private final int width;

    /** Of each row where its cells start, and one more that would; a cell ends one byte before the next starts. */
    private int[] starts;

    private int rows;

    private PlainCsv(Path file, byte[] text, CsvLayout layout, ReadOptions options) {
        this.file = file;
        this.text = text;
        this.layout = layout;
        this.options = options;
        missing = layout.missing(options);
        width = layout.names().size();
        starts = new int[1024 * (width + 1)];
    }

    /** The table, or nothing where the files are not of that kind. */
    static Optional<TableRead> read(List<Path> files, Format format, ReadOptions options, String source) {
        // What is missing is asked of texts only, so it must not be a number.
        if (files.size() > 1 || options.missing().stream().anyMatch(cell -> Cells.isNumber(cell.strip()))) {
            return Optional.empty();
        }
        Path file = files.get(0);
        byte[] text = plainText(file);
        if (text.length == 0) {
            return Optional.empty();
        }
        String names = new String(text, 0, lineEnd(text, 0), StandardCharsets.UTF_8);
        CsvLayout layout = CsvLayout.of(file, format, List.of(names));
        return layout.names().size() < 2 ? Optional.empty() : new PlainCsv(file, text, layout, options).read(source);
    }

    /** The bytes of a file that starts with names and holds nothing but plain lines, else none. */
    private static byte[] plainText(Path file) {
        byte[] none = new byte[0];
        try {
            String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
            // DuckDB goes by the name, whatever is in the file.
            if (name.endsWith(".gz") || name.endsWith(".zst") || Files.size(file) > MOST_BYTES) {
                return none;
            }
            byte[] text = Files.readAllBytes(file);
            return isPlain(text) ? text : none;
        } catch (IOException e) {
            return none;
        }
    }

    private static boolean isPlain(byte[] text) {
        boolean ascii = true;
        int lines = 0;
        int returns = 0;
        for (int i = 0; i < text.length; i++) {
            byte b = text[i];
            if (b == '\n') {
                lines++;
            } else if (b == '\r') {
                returns++;
                if (i + 1 == text.length || text[i + 1] != '\n') {
                    return false;
                }
            } else if (b == '"' || b >= 0 && b < ' ' && b != '\t') {
                return false;
            }
            ascii &= b >= 0;
        }
        boolean startsWithNames = text.length > 0 && text[0] != '\n' && text[0] != '\r' && text[0] != BYTE_ORDER_MARK;
        return startsWithNames && (returns == 0 || returns == lines) && (ascii || isUtf8(text));
    }

    private static boolean isUtf8(byte[] text) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private Optional<TableRead> read(String source) {
        if (!split() || rows == 0) {
            return Optional.empty();
        }
        boolean[] numeric = numeric();
        List<Column> columns = new ArrayList<>();
        List<String> notices = new ArrayList<>();
        for (int c = 0; c < width; c++) {
            String name = layout.names().get(c);
            if (numeric[c]) {
                double[] values = new double[rows];
                if (!numbers(c, values)) {
                    return Optional.empty();
                }
                columns.add(new Column.Numbers(name, values));
            } else {
                columns.add(new KindDecision(texts(c).build(name), this::place, notices).decide(options.kind(name)));
            }
        }
        return Optional.of(new TableRead(new Table(source, rows, columns), List.of(file), notices));
    }

    /** Finds the cells; returns whether each row has as many as there are names. */
    private boolean split() {
        int at = lineEnd(text, 0);
        while (at < text.length && text[at] != '\n') {
            at++;
        }
        for (at++; at < text.length; ) {
            int end = splitRow(at);
            if (end < 0 || end - at > MOST_BYTES_OF_LINE) {
                return false;
            }
            at = end + 1;
        }
        return true;
    }

    /** Finds the cells of a row, unless its line is empty; returns where the line ends, or −1. */
    private int splitRow(int start) {
        int first = rows * (width + 1);
        if (first + width >= starts.length) {
            starts = Arrays.copyOf(starts, 2 * starts.length);
        }
        byte delimiter = (byte) layout.delimiter();
        int cells = 1;
        starts[first] = start;
        int at = start;
        for (; at < text.length && text[at] != '\n'; at++) {
            if (text[at] == delimiter) {
                if (cells == width) {
                    return -1;
                }
                starts[first + cells++] = at + 1;
            }
        }
        int end = at > start && text[at - 1] == '\r' ? at - 1 : at;
        if (end == start) {
            return at;
        }
        starts[first + width] = end + 1;
        rows++;
        return cells == width ? at : -1;
    }

    private int start(int row, int column) {
        return starts[row * (width + 1) + column];
    }

    private int end(int row, int column) {
        return starts[row * (width + 1) + column + 1] - 1;
    }

    private boolean[] numeric() {
        FirstCells first = new FirstCells(width);
        for (int row = 0; row < Math.min(rows, FirstCells.ROWS); row++) {
            for (int c = 0; c < width; c++) {
                if (Double.isNaN(NumberText.parse(text, start(row, c), end(row, c)))) {
                    first.add(c, cell(row, c));
                } else {
                    first.addNumber(c);
                }
            }
        }
        return first.numeric(layout, options);
    }

    /** Reads a column of numbers, NaN where one is missing; returns whether it is one. */
    private boolean numbers(int column, double[] values) {
        for (int row = 0; row < rows; row++) {
            double value = NumberText.parse(text, start(row, column), end(row, column));
            if (Double.isNaN(value) ? !isMissing(row, column) : Math.abs(value) >= CsvColumns.GREATEST_EXACT) {
                return false;
            }
            values[row] = value;
        }
        return true;
    }

    private boolean isMissing(int row, int column) {
        String cell = cell(row, column);
        return cell == null || cell.isBlank();
    }

    private TextsBuilder texts(int column) {
        TextsBuilder texts = new TextsBuilder(rows);
        for (int row = 0; row < rows; row++) {
            String cell = cell(row, column);
            texts.add(cell == null ? null : cell.strip());
        }
        return texts;
    }

    /** The text of a cell, or null where it is missing. */
    private String cell(int row, int column) {
        int start = start(row, column);
        String cell = new String(text, start, end(row, column) - start, StandardCharsets.UTF_8);
        return missing.contains(cell) ? null : cell;
    }

    /** Where a line ends, its end of line left out. */
    private static int lineEnd(byte[] text, int start) {
        int end = start;
        while (end < text.length && text[end] != '\n') {
            end++;
        }
        return end > start && text[end - 1] == '\r' ? end - 1 : end;
    }

    /** The file and line of a row, counted from 0. */
    private String place(long row) {
        int line = 1;
        for (int i = 0; i < start((int) row, 0); i++) {
            line += text[i] == '\n' ? 1 : 0;
        }
        return file + ": line " + line;
    }
}
