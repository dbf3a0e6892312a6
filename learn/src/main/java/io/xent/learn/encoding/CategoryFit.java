package io.xent.learn.encoding;

import java.util.ArrayList;
import java.util.List;

/** Learns which texts of a column get a feature of their own. */
final class CategoryFit {

    /** A text in fewer training rows than this shares the feature of the rare ones: nothing can be learned of it. */
    static final int ROWS_OF_A_LEVEL = 3;

    /** No more texts than this get a feature of their own. */
    static final int MOST_LEVELS = 1000;

    private CategoryFit() {}

    static ColumnFit fit(Column.Texts column, boolean keep) {
        int[] counts = new int[column.levels().length];
        int missing = 0;
        for (int code : column.codes()) {
            if (code < 0 || column.levels()[code].isEmpty()) {
                missing++;
            } else {
                counts[code]++;
            }
        }
        List<Integer> seen = new ArrayList<>();
        for (int code = 0; code < counts.length; code++) {
            if (counts[code] > 0) {
                seen.add(code);
            }
        }
        return fit(column, counts, seen, missing, keep);
    }

    private static ColumnFit fit(Column.Texts column, int[] counts, List<Integer> seen, int missing, boolean keep) {
        int present = column.rows() - missing;
        if (present == 0) {
            return ColumnFit.dropped("no values");
        } else if (seen.size() == 1 && missing == 0 && !keep) {
            return ColumnFit.dropped("constant: always '" + column.levels()[seen.get(0)] + "'");
        }
        List<String> levels = frequent(column, counts, seen, keep ? 1 : ROWS_OF_A_LEVEL);
        if (levels.isEmpty()) {
            return ColumnFit.dropped(
                    seen.size() == present
                            ? "an identifier: no two rows share a text; if it is free text, read it as such"
                            : "its " + seen.size() + " texts are in fewer than " + ROWS_OF_A_LEVEL
                                    + " rows each; if it is free text, read it as such");
        }
        int rare = seen.size() - levels.size();
        return ColumnFit.used(
                new ColumnEncoding.Category(column.name(), levels, rare > 0, missing > 0),
                "text, one feature for each of " + levels.size() + (rare > 0 ? ", one for " + rare + " rare ones" : "")
                        + ColumnFit.missing(missing, "flagged"));
    }

    /** The texts in enough rows, the most frequent if there are too many, in the order of their code points. */
    private static List<String> frequent(Column.Texts column, int[] counts, List<Integer> seen, int rows) {
        return seen.stream()
                .filter(code -> counts[code] >= rows)
                .sorted((a, b) -> counts[a] != counts[b]
                        ? Integer.compare(counts[b], counts[a])
                        : CodePointOrder.compare(column.levels()[a], column.levels()[b]))
                .limit(MOST_LEVELS)
                .map(code -> column.levels()[code])
                .sorted(CodePointOrder::compare)
                .toList();
    }
}
