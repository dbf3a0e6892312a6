package io.xent.tables;

import io.xent.learn.Labels;
import io.xent.learn.encoding.Column;
import io.xent.learn.encoding.ColumnEncoding;
import io.xent.learn.encoding.Encoding;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** How files are read. Immutable: each option gives new options. */
public final class ReadOptions {

    private final Format format;
    private final Set<String> missing;
    private final Map<String, Kind> kinds;

    private ReadOptions(Format format, Set<String> missing, Map<String, Kind> kinds) {
        this.format = format;
        this.missing = Set.copyOf(missing);
        this.kinds = Map.copyOf(kinds);
    }

    /**
     * The format told by name and content, kinds of columns by their cells, and in CSV and TSV the cells that are
     * empty, NA, N/A, NULL, null or ? missing.
     */
    public static ReadOptions defaults() {
        return new ReadOptions(null, Set.of("", "NA", "N/A", "NULL", "null", "?"), Map.of());
    }

    /** The format of all files; null for telling it by name and content. */
    public ReadOptions withFormat(Format chosen) {
        return new ReadOptions(chosen, missing, kinds);
    }

    /** What a missing cell holds in CSV and TSV, blanks around it aside; an empty one is always missing. */
    public ReadOptions withMissing(Set<String> cells) {
        return new ReadOptions(format, cells, kinds);
    }

    /** Columns that are texts, whatever they hold. */
    public ReadOptions withTextColumns(Set<String> columns) {
        Map<String, Kind> all = new HashMap<>(kinds);
        columns.forEach(column -> all.put(column, Kind.TEXT));
        return new ReadOptions(format, missing, all);
    }

    /** Columns of the kinds that an encoding was learned from. */
    public ReadOptions like(Encoding encoding) {
        Map<String, Kind> all = new HashMap<>(kinds);
        for (ColumnEncoding column : encoding.columns()) {
            if (!(column instanceof ColumnEncoding.Vector)) {
                all.put(column.column(), kind(column));
            }
        }
        return new ReadOptions(format, missing, all);
    }

    private static Kind kind(ColumnEncoding column) {
        if (column instanceof ColumnEncoding.Number) {
            return Kind.NUMBER;
        } else if (column instanceof ColumnEncoding.Bool) {
            return Kind.BOOLEAN;
        }
        return column instanceof ColumnEncoding.Time ? Kind.TIME : Kind.TEXT;
    }

    /** A label column of the kind that labels were learned from. */
    public ReadOptions like(Labels labels) {
        Map<String, Kind> all = new HashMap<>(kinds);
        Kind kind = switch (labels.kind()) {
            case TEXT -> Kind.TEXT;
            case WHOLE_NUMBER, NUMBER -> Kind.NUMBER;
            case BOOLEAN -> Kind.BOOLEAN;
        };
        all.put(labels.column(), kind);
        return new ReadOptions(format, missing, all);
    }

    Format format() {
        return format;
    }

    Set<String> missing() {
        return missing;
    }

    /** The kind that is asked for, or null where the cells decide. */
    Kind kind(String column) {
        return kinds.get(column);
    }

    /** What a column of cells holds. */
    enum Kind {
        NUMBER("a number"),
        TEXT("a text"),
        BOOLEAN("true or false"),
        TIME("a date or time such as 2026-11-22 or 2026-11-22T09:30:00Z");

        private final String one;

        Kind(String one) {
            this.one = one;
        }

        /** The kind of a column that is no vector. */
        static Kind of(Column column) {
            if (column instanceof Column.Numbers) {
                return NUMBER;
            } else if (column instanceof Column.Booleans) {
                return BOOLEAN;
            }
            return column instanceof Column.Times ? TIME : TEXT;
        }

        /** One cell of this kind, in a message. */
        String one() {
            return one;
        }
    }
}
