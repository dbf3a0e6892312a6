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
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads files in which every cell is a number, as programs write matrices: cells separated by {@code ,} {@code ;} tabs or blanks, a
 * first line of names or none, lines of comment that start with {@code #}, {@code inf} and {@code nan}. Not through DuckDB, whose library takes most of a second
 * to load.
 */
final class NumberFile {

    private static final Pattern BLANKS = Pattern.compile("[ \\t]+");

    private final Path file;
    private final List<String> names = new ArrayList<>();
    private double[] values = new double[64];
    private int count;
    private int rows;
    private int columns = -1;

    private NumberFile(Path file) {
        this.file = file;
    }

    static NumberTable read(Path file) {
        return switch (FormatDetection.of(file)) {
            case CSV, TSV -> new NumberFile(file).lines();
            default ->
                of(TableReader.read(file.toString(), ReadOptions.defaults()).table());
        };
    }

    private NumberTable lines() {
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(Unpacked.open(file), StandardCharsets.UTF_8))) {
            int number = 0;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                number++;
                String text = number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line;
                if (!text.isBlank() && !text.startsWith("#")) {
                    line(text, number);
                }
            }
        } catch (IOException e) {
            throw Unpacked.broken(file, e);
        }
        if (rows == 0) {
            throw new InvalidInputException(file + ": holds no rows of numbers; add data");
        }
        return new NumberTable(file.toString(), names, rows, columns, Arrays.copyOf(values, count));
    }

    private void line(String text, int number) {
        List<String> cells = cells(text);
        if (columns < 0) {
            columns = cells.size();
            if (cells.stream().noneMatch(cell -> isNumber(cell) || cell.isEmpty())) {
                names.addAll(cells);
                return;
            }
        }
        if (cells.size() != columns) {
            throw new InvalidInputException(file + ": line " + number + ": has " + cells.size()
                    + " cells, but the first line has " + columns + "; every row has as many numbers");
        }
        for (int c = 0; c < columns; c++) {
            if (!isNumber(cells.get(c))) {
                throw new InvalidInputException(file + ": line " + number + ": cell " + (c + 1) + " holds '"
                        + cells.get(c) + "', which is not a number; correct it");
            }
            add(number(cells.get(c)));
        }
        rows++;
    }

    private static List<String> cells(String line) {
        for (char delimiter : new char[] {',', ';', '\t', '|'}) {
            if (line.indexOf(delimiter) >= 0) {
                CsvRecord record = new CsvRecord(delimiter);
                record.take(line);
                return record.cells().stream().map(String::strip).toList();
            }
        }
        return List.of(BLANKS.split(line.strip()));
    }

    private static boolean isNumber(String cell) {
        return Cells.isNumber(cell) || Cells.isNotFinite(cell);
    }

    private static double number(String cell) {
        if (!Cells.isNotFinite(cell)) {
            return NumberText.parse(cell);
        }
        boolean isNaN = cell.toLowerCase(java.util.Locale.ROOT).contains("nan");
        return isNaN ? Double.NaN : cell.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }

    private void add(double value) {
        if (count == values.length) {
            values = Arrays.copyOf(values, 2 * count);
        }
        values[count++] = value;
    }

    private static NumberTable of(Table table) {
        List<String> names = new ArrayList<>();
        List<double[]> columns = new ArrayList<>();
        for (Column column : table.columns()) {
            if (!(column instanceof Column.Numbers numbers)) {
                throw new InvalidInputException(table.source() + ": column '" + column.name()
                        + "' does not hold numbers; leave it out of the file");
            }
            names.add(numbers.name());
            columns.add(numbers.values());
        }
        double[] values = new double[table.rows() * columns.size()];
        for (int c = 0; c < columns.size(); c++) {
            for (int r = 0; r < table.rows(); r++) {
                values[r * columns.size() + c] = columns.get(c)[r];
            }
        }
        return new NumberTable(table.source(), names, table.rows(), columns.size(), values);
    }
}
