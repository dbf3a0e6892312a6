package io.xent.learn.encoding;

import java.util.ArrayList;
import java.util.List;

/**
 * Names of features for people: {@code mass}, {@code mass (missing)}, {@code island=Biscoe}, {@code island (other)},
 * {@code date (year, cos)}, {@code date (Monday)}, {@code title: deep learning}, {@code pixels[17]} (from 0).
 */
final class FeatureNames {

    private static final List<String> DAYS =
            List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday");

    private FeatureNames() {}

    static List<String> of(List<ColumnEncoding> columns) {
        List<String> names = new ArrayList<>();
        columns.forEach(column -> add(column, names));
        return names;
    }

    private static void add(ColumnEncoding encoding, List<String> names) {
        String column = encoding.column();
        boolean flagsMissing = false;
        if (encoding instanceof ColumnEncoding.Number number) {
            names.add(column);
            flagsMissing = number.flagsMissing();
        } else if (encoding instanceof ColumnEncoding.Bool bool) {
            names.add(column);
            flagsMissing = bool.flagsMissing();
        } else if (encoding instanceof ColumnEncoding.Category category) {
            category.levels().forEach(level -> names.add(column + "=" + level));
            if (category.hasOther()) {
                names.add(column + " (other)");
            }
            flagsMissing = category.flagsMissing();
        } else if (encoding instanceof ColumnEncoding.Time time) {
            addTime(time, names);
            flagsMissing = time.flagsMissing();
        } else if (encoding instanceof ColumnEncoding.Text text) {
            text.vocabulary().forEach(ngram -> names.add(column + ": " + ngram));
        } else {
            for (int i = 0; i < encoding.width(); i++) {
                names.add(column + "[" + i + "]");
            }
        }
        if (flagsMissing) {
            names.add(column + " (missing)");
        }
    }

    private static void addTime(ColumnEncoding.Time time, List<String> names) {
        String column = time.column();
        names.add(column);
        names.add(column + " (year, cos)");
        names.add(column + " (year, sin)");
        DAYS.forEach(day -> names.add(column + " (" + day + ")"));
        if (time.timeOfDay()) {
            names.add(column + " (day, cos)");
            names.add(column + " (day, sin)");
        }
    }
}
