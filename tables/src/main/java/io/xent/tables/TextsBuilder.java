package io.xent.tables;

import io.xent.learn.encoding.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects texts, each distinct one once. */
final class TextsBuilder {

    private final Map<String, Integer> known = new HashMap<>();
    private final List<String> levels = new ArrayList<>();
    private int[] codes;
    private int rows;

    TextsBuilder() {
        this(1024);
    }

    /** @param rows how many there will be, about */
    TextsBuilder(int rows) {
        codes = new int[Math.max(1, rows)];
    }

    /** Adds a row; null and the empty text are missing. */
    void add(String text) {
        if (rows == codes.length) {
            codes = Arrays.copyOf(codes, rows * 2);
        }
        if (text == null || text.isEmpty()) {
            codes[rows++] = -1;
            return;
        }
        Integer code = known.putIfAbsent(text, levels.size());
        if (code == null) {
            code = levels.size();
            levels.add(text);
        }
        codes[rows++] = code;
    }

    Column.Texts build(String name) {
        return new Column.Texts(
                name, levels.toArray(new String[0]), rows == codes.length ? codes : Arrays.copyOf(codes, rows));
    }
}
