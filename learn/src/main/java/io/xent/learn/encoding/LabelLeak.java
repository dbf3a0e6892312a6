package io.xent.learn.encoding;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Whether one column alone tells the label almost always. Each row is guessed without its own label: from the other
 * rows with the same value, or, where a number has the value to itself, from both its neighbours in order of value. Of
 * a long table 20,000 evenly spaced rows are looked at.
 */
final class LabelLeak {

    /** Below this many rows a perfect guess means little. */
    private static final int ROWS_TO_TELL = 30;

    private static final int ROWS_LOOKED_AT = 20_000;

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
        int right = 0;
        for (int from = 0; from < order.length; ) {
            int to = from + 1;
            while (to < order.length && key(column, order[to]) == key(column, order[from])) {
                to++;
            }
            right += to - from > 1 ? rightWithin(order, from, to) : rightAlone(column, order, from);
            from = to;
        }
        int blind = mostCommon(order, 0, order.length);
        return blind < order.length && right - blind >= SUSPECT * (order.length - blind);
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

    /** How many rows of one value are of the class that the majority of the others is of. */
    private int rightWithin(Integer[] order, int from, int to) {
        int most = mostCommon(order, from, to);
        return 2 * most - 1 > to - from ? most : 0;
    }

    private int mostCommon(Integer[] order, int from, int to) {
        int most = 0;
        for (int i = from; i < to; i++) {
            most = Math.max(most, ++counts[labels[order[i]]]);
        }
        for (int i = from; i < to; i++) {
            counts[labels[order[i]]] = 0;
        }
        return most;
    }

    private int rightAlone(Column column, Integer[] order, int at) {
        if (column instanceof Column.Texts) {
            return 0;
        }
        int label = labels[order[at]];
        boolean below = at == 0 || labels[order[at - 1]] == label;
        boolean above = at == order.length - 1 || labels[order[at + 1]] == label;
        return below && above ? 1 : 0;
    }
}
