package io.xent.learn.encoding;

import io.xent.learn.InvalidInputException;
import java.util.Map;
import java.util.SortedMap;

/** What a label column must be like before anything is learned from it. */
final class LabelChecks {

    private static final int MOST_CLASSES = 100_000;

    /** Below this many rows, half of them with a class of their own say nothing. */
    private static final int ROWS_TO_TELL = 10;

    private LabelChecks() {}

    static void check(String source, String column, SortedMap<String, Integer> counts, int rows) {
        String where = source + ": label column '" + column + "' ";
        int classes = counts.size();
        if (classes == 1) {
            throw new InvalidInputException(
                    where + "holds one class only, '" + counts.firstKey() + "'; give data with at least two classes");
        } else if (classes > MOST_CLASSES) {
            throw new InvalidInputException(where + "holds " + classes + " different values; at most " + MOST_CLASSES
                    + " classes are possible: choose another column");
        } else if (classes == rows || rows >= ROWS_TO_TELL && classes > rows / 2) {
            throw new InvalidInputException(where + "holds " + classes + " different values in " + rows
                    + " rows, so it is an identifier or a measurement, not a class; choose another column");
        }
        for (Map.Entry<String, Integer> entry : counts.entrySet()) {
            if (entry.getValue() == 1) {
                throw new InvalidInputException(where + "has a single row of class '" + entry.getKey()
                        + "'; a class needs two at least: add rows of it or remove this one");
            }
        }
    }
}
