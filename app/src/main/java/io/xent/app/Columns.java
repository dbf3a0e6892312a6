package io.xent.app;

import static io.xent.app.Figures.count;
import static io.xent.app.Figures.number;

import io.xent.learn.encoding.ColumnEncoding;
import java.util.ArrayList;
import java.util.List;

/** Says in words what a raw column becomes. */
final class Columns {

    private static final int LEVELS_SHOWN = 6;

    private Columns() {}

    static String describe(ColumnEncoding encoding) {
        List<String> parts = new ArrayList<>();
        boolean flagsMissing = false;
        if (encoding instanceof ColumnEncoding.Number n) {
            parts.add(scaled("number", n.centre(), n.scale()));
            parts.add("missing counts as " + number(n.fill()));
            flagsMissing = n.flagsMissing();
        } else if (encoding instanceof ColumnEncoding.Bool b) {
            parts.add("boolean");
            parts.add("missing counts as " + b.fill());
            flagsMissing = b.flagsMissing();
        } else if (encoding instanceof ColumnEncoding.Category c) {
            parts.add(count(c.levels().size(), "level") + ": " + levels(c.levels()));
            if (c.hasOther()) {
                parts.add("one for any other");
            }
            flagsMissing = c.flagsMissing();
        } else if (encoding instanceof ColumnEncoding.Time t) {
            parts.add(
                    t.timeOfDay()
                            ? "time: trend, year, day of the week, time of day"
                            : "date: trend, year, day of the week");
            flagsMissing = t.flagsMissing();
        } else if (encoding instanceof ColumnEncoding.Text t) {
            parts.add("free text: " + count(t.vocabulary().size(), "n-gram") + " of up to "
                    + count(t.maxWords(), "word") + ", tf-idf");
        } else if (encoding instanceof ColumnEncoding.Vector v) {
            parts.add(count(v.width(), "number") + (v.divisor() == 1 ? "" : ", divided by " + number(v.divisor())));
        }
        if (flagsMissing) {
            parts.add("missing is flagged");
        }
        return String.join("; ", parts);
    }

    private static String scaled(String what, double centre, double scale) {
        return centre == 0 && scale == 1
                ? what + " as it is"
                : what + ", (x − " + number(centre) + ") / " + number(scale);
    }

    private static String levels(List<String> levels) {
        String shown = String.join(", ", levels.subList(0, Math.min(LEVELS_SHOWN, levels.size())));
        return levels.size() > LEVELS_SHOWN ? shown + ", …" : shown;
    }
}
