package io.xent.learn.encoding;

import java.util.ArrayList;
import java.util.List;

/** Columns written down briefly. */
final class Columns {

    private Columns() {}

    static Column.Numbers numbers(String name, double... values) {
        return new Column.Numbers(name, values);
    }

    /** Texts; null is missing. */
    static Column.Texts texts(String name, String... values) {
        List<String> levels = new ArrayList<>();
        int[] codes = new int[values.length];
        for (int row = 0; row < values.length; row++) {
            if (values[row] != null && !levels.contains(values[row])) {
                levels.add(values[row]);
            }
            codes[row] = values[row] == null ? -1 : levels.indexOf(values[row]);
        }
        return new Column.Texts(name, levels.toArray(new String[0]), codes);
    }

    /** Booleans; null is missing. */
    static Column.Booleans booleans(String name, Boolean... values) {
        byte[] bytes = new byte[values.length];
        for (int row = 0; row < values.length; row++) {
            bytes[row] = (byte) (values[row] == null ? -1 : values[row] ? 1 : 0);
        }
        return new Column.Booleans(name, bytes);
    }

    static Column.Times times(String name, boolean timeOfDay, double... epochSeconds) {
        return new Column.Times(name, epochSeconds, timeOfDay);
    }

    static Table table(Column... columns) {
        return new Table("data.csv", columns[0].rows(), List.of(columns));
    }
}
