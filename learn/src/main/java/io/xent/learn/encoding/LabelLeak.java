package io.xent.learn.encoding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

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
    private final Integer[] rows;
    private final int[] counts;

    LabelLeak(int[] labels, int classes) {
        this.labels = labels;
        int looked = Math.min(labels.length, ROWS_LOOKED_AT);
        rows = IntStream.range(0, looked)
                .mapToObj(i -> (int) ((long) i * labels.length / looked))
                .toArray(Integer[]::new);
        counts = new int[classes];
    }

    boolean suspects(Column column) {
        if (rows.length < ROWS_TO_TELL || column instanceof Column.Vectors) {
            return false;
        }
        Integer[] order = rows.clone();
        Arrays.sort(order, Comparator.comparingDouble(row -> key(column, row)));
        int blind = group(order, 0, order.length).most();
        int right = right(groups(column, order), column instanceof Column.Texts);
        return blind < order.length && right - blind >= SUSPECT * (order.length - blind);
    }

    /** Rows of one value: how many, the class that most of them are of, and how many those are. */
    private record Group(int size, int label, int most) {}

    private List<Group> groups(Column column, Integer[] order) {
        List<Group> groups = new ArrayList<>();
        for (int from = 0; from < order.length; ) {
            int to = from + 1;
            while (to < order.length && key(column, order[to]) == key(column, order[from])) {
                to++;
            }
            groups.add(group(order, from, to));
            from = to;
        }
        return groups;
    }

    private Group group(Integer[] order, int from, int to) {
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

    /** A number that is equal for equal values and in their order; missing ones come last. */
    private static double key(Column column, int row) {
        if (column.isMissing(row)) {
            return Double.POSITIVE_INFINITY;
        } else if (column instanceof Column.Numbers numbers) {
            return numbers.values()[row];
        } else if (column instanceof Column.Times times) {
            return times.epochSeconds()[row];
        } else if (column instanceof Column.Booleans booleans) {
            return booleans.values()[row];
        }
        return ((Column.Texts) column).codes()[row];
    }
}
