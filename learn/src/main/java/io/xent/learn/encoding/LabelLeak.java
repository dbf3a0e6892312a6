package io.xent.learn.encoding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Whether one column alone tells the label almost always. Each row is guessed without its own label: a text, or a number
 * that takes few values, from the other rows with the same value; a measure from the nearest values below and above, which
 * must agree. (From the same value, every measure would tell the label as soon as rows occur twice.) Of a long table
 * 20,000 evenly spaced rows are looked at.
 */
final class LabelLeak {

    /** Below this many rows a perfect guess means little. */
    private static final int ROWS_TO_TELL = 30;

    private static final int ROWS_LOOKED_AT = 20_000;

    /** A number with no more values than this, and two for each class, is taken for a code. */
    private static final int FEW_VALUES = 20;

    /** How much of the way from "always the most common class" to "always right" is suspect. */
    private static final double SUSPECT = 0.99;

    private final int[] labels;
    private final int[] rows;
    private final int[] counts;

    LabelLeak(int[] labels, int classes) {
        this.labels = labels;
        rows = new int[Math.min(labels.length, ROWS_LOOKED_AT)];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (int) ((long) i * labels.length / rows.length);
        }
        counts = new int[classes];
    }

    boolean suspects(Column column) {
        if (rows.length < ROWS_TO_TELL || column instanceof Column.Vectors) {
            return false;
        }
        int blind = group(rows, 0, rows.length).most();
        int right = right(groups(column), column instanceof Column.Texts);
        return blind < rows.length && right - blind >= SUSPECT * (rows.length - blind);
    }

    /** Rows of one value: how many, the class that most of them are of, and how many those are. */
    private record Group(int size, int label, int most) {}

    /** The rows by their values: values are sorted, and each row finds the place of its own. */
    private List<Group> groups(Column column) {
        double[] keys = new double[rows.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = key(column, rows[i]);
        }
        double[] values = distinct(keys);
        int[] starts = new int[values.length + 1];
        int[] places = new int[keys.length];
        for (int i = 0; i < keys.length; i++) {
            places[i] = Arrays.binarySearch(values, keys[i]);
            starts[places[i] + 1]++;
        }
        for (int v = 0; v < values.length; v++) {
            starts[v + 1] += starts[v];
        }
        int[] next = starts.clone();
        int[] order = new int[keys.length];
        for (int i = 0; i < keys.length; i++) {
            order[next[places[i]]++] = rows[i];
        }
        List<Group> groups = new ArrayList<>();
        for (int v = 0; v < values.length; v++) {
            groups.add(group(order, starts[v], starts[v + 1]));
        }
        return groups;
    }

    private static double[] distinct(double[] keys) {
        double[] sorted = keys.clone();
        Arrays.sort(sorted);
        int count = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (i == 0 || sorted[i] != sorted[i - 1]) {
                sorted[count++] = sorted[i];
            }
        }
        return Arrays.copyOf(sorted, count);
    }

    private Group group(int[] order, int from, int to) {
        int label = labels[order[from]];
        for (int i = from; i < to; i++) {
            int each = labels[order[i]];
            counts[each]++;
            label = counts[each] > counts[label] ? each : label;
        }
        Group group = new Group(to - from, label, counts[label]);
        for (int i = from; i < to; i++) {
            counts[labels[order[i]]] = 0;
        }
        return group;
    }

    private int right(List<Group> groups, boolean texts) {
        boolean byValue = texts || groups.size() <= 2 * counts.length + FEW_VALUES;
        int right = 0;
        for (int g = 0; g < groups.size(); g++) {
            Group group = groups.get(g);
            boolean guessed = byValue
                    ? 2 * group.most() - 1 > group.size()
                    : (g == 0 || groups.get(g - 1).label() == group.label())
                            && (g == groups.size() - 1 || groups.get(g + 1).label() == group.label());
            right += guessed ? group.most() : 0;
        }
        return right;
    }

    /** A number that is equal for equal values and in their order; missing ones come last. Never −0. */
    private static double key(Column column, int row) {
        if (column.isMissing(row)) {
            return Double.POSITIVE_INFINITY;
        } else if (column instanceof Column.Numbers numbers) {
            return numbers.values()[row] + 0.0;
        } else if (column instanceof Column.Times times) {
            return times.epochSeconds()[row];
        } else if (column instanceof Column.Booleans booleans) {
            return booleans.values()[row];
        }
        return ((Column.Texts) column).codes()[row];
    }
}
