package io.xent.learn.encoding;

import io.xent.learn.DidYouMean;
import io.xent.learn.InvalidInputException;
import io.xent.learn.Labels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Turns a label column into class indices. */
final class LabelReader {

    /** Doubles beyond this skip whole numbers. */
    private static final double GREATEST_EXACT = 0x1p53;

    private LabelReader() {}

    static LabelledRows learn(Table table, String name) {
        Column column = find(table, name);
        int[] rows = labelled(table, column);
        Map<String, Integer> unordered = new HashMap<>();
        for (int row : rows) {
            unordered.merge(text(column, row), 1, Integer::sum);
        }
        TreeMap<String, Integer> counts = new TreeMap<>(order(column));
        counts.putAll(unordered);
        LabelChecks.check(table.source(), name, counts, rows.length);
        Labels labels = new Labels(name, kind(column, rows), new ArrayList<>(counts.keySet()));
        return indexed(table, column, rows, labels);
    }

    static LabelledRows apply(Table table, Labels labels) {
        Column column = find(table, labels.column());
        return indexed(table, column, labelled(table, column), labels);
    }

    private static Column find(Table table, String name) {
        List<String> names = table.columns().stream().map(Column::name).toList();
        Column column = table.column(name).orElseThrow(() -> {
            String hint = DidYouMean.suffix(name, names);
            return new InvalidInputException(table.source() + ": there is no label column '" + name + "'"
                    + (hint.isEmpty() ? "; the columns are " + listed(names) : hint));
        });
        if (column instanceof Column.Times || column instanceof Column.Vectors) {
            throw new InvalidInputException(table.source() + ": label column '" + name + "' holds "
                    + Inputs.kind(column) + "; a label is a text, a number or a boolean");
        }
        return column;
    }

    private static String listed(List<String> names) {
        String first = String.join(", ", names.subList(0, Math.min(10, names.size())));
        return names.size() > 10 ? first + " and " + (names.size() - 10) + " more" : first;
    }

    private static int[] labelled(Table table, Column column) {
        int[] rows = IntStream.range(0, table.rows())
                .filter(row -> !column.isMissing(row))
                .toArray();
        if (rows.length == 0) {
            throw new InvalidInputException(
                    table.source() + ": no row has a label in column '" + column.name() + "'; fill it in");
        }
        return rows;
    }

    private static LabelledRows indexed(Table table, Column column, int[] rows, Labels labels) {
        Map<String, Integer> index = new HashMap<>();
        labels.names().forEach(name -> index.put(name, index.size()));
        int[] classIndices = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            String text = text(column, rows[i]);
            Integer known = index.get(text);
            if (known == null) {
                throw unknown(table, rows[i], text, labels);
            }
            classIndices[i] = known;
        }
        int without = table.rows() - rows.length;
        List<String> notices = without == 0
                ? List.of()
                : List.of(table.source() + ": " + without + " of " + table.rows() + " rows have no label in column '"
                        + labels.column() + "' and were left out");
        return new LabelledRows(labels, rows, classIndices, notices);
    }

    private static InvalidInputException unknown(Table table, int row, String text, Labels labels) {
        String hint = DidYouMean.suffix(text, labels.names());
        return new InvalidInputException(table.source() + ": row " + (row + 1L) + ": label '" + text
                + "' is not one of the " + labels.classes() + " classes of the model"
                + (hint.isEmpty() ? "; remove such rows, or train with them" : hint));
    }

    private static Comparator<String> order(Column column) {
        return column instanceof Column.Numbers
                ? Comparator.comparingDouble(Double::parseDouble)
                : CodePointOrder::compare;
    }

    private static Labels.Kind kind(Column column, int[] rows) {
        if (column instanceof Column.Texts) {
            return Labels.Kind.TEXT;
        } else if (column instanceof Column.Numbers numbers) {
            return IntStream.of(rows).allMatch(row -> isWhole(numbers.values()[row]))
                    ? Labels.Kind.WHOLE_NUMBER
                    : Labels.Kind.NUMBER;
        }
        return Labels.Kind.BOOLEAN;
    }

    private static boolean isWhole(double value) {
        return value == Math.rint(value) && Math.abs(value) <= GREATEST_EXACT;
    }

    private static String text(Column column, int row) {
        if (column instanceof Column.Texts texts) {
            return texts.value(row);
        } else if (column instanceof Column.Numbers numbers) {
            double value = numbers.values()[row];
            return isWhole(value) ? Long.toString((long) value) : Double.toString(value);
        }
        return ((Column.Booleans) column).values()[row] == 1 ? "true" : "false";
    }
}
