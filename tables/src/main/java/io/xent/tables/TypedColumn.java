package io.xent.tables;

import io.xent.learn.InvalidInputException;
import io.xent.learn.encoding.Column;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** A column of a type that DuckDB knows, while it is read. */
final class TypedColumn {

    private enum Type {
        NUMBER,
        /** Whole numbers of 64 bits and more, which a double may not hold. */
        WIDE_WHOLE,
        BOOLEAN,
        DATE,
        TIME,
        TEXT,
        /** What JSON gives where rows differ in type. */
        MIXED
    }

    private final String name;
    private final Type type;
    private final ReadOptions.Kind asked;
    private final boolean decided;
    private final NumbersBuilder numbers;
    private final TextsBuilder texts;

    private TypedColumn(String name, Type type, ReadOptions.Kind asked, boolean decided, int rows) {
        this.name = name;
        this.type = type;
        this.asked = asked;
        this.decided = decided;
        boolean isText = type == Type.TEXT || type == Type.WIDE_WHOLE || type == Type.MIXED;
        numbers = new NumbersBuilder(isText ? 0 : rows);
        texts = new TextsBuilder(isText ? rows : 0);
    }

    /** @param asked the kind the column must be of, or null; only texts can be made of others */
    static TypedColumn of(String source, String name, String sqlType, ReadOptions.Kind asked) {
        Type type = type(source, name, sqlType);
        return new TypedColumn(
                name, asked == ReadOptions.Kind.TEXT && type != Type.MIXED ? Type.TEXT : type, asked, false, 1024);
    }

    /** The same column, to read so many rows. */
    TypedColumn fresh(int rows) {
        return new TypedColumn(name, type, asked, false, rows);
    }

    /** The same column, to read some of its rows, of which it is known that they are of one kind with the others. */
    TypedColumn decided(ReadOptions.Kind kind, int rows) {
        return new TypedColumn(name, type, kind, true, rows);
    }

    private static Type type(String source, String name, String sqlType) {
        String bare = sqlType.replaceAll("\\(.*", "");
        if (sqlType.endsWith("]")) {
            throw nested(source, name, sqlType);
        }
        return switch (bare) {
            case "TINYINT", "SMALLINT", "INTEGER", "UTINYINT", "USMALLINT", "UINTEGER", "FLOAT", "DOUBLE", "DECIMAL" ->
                Type.NUMBER;
            case "BIGINT", "UBIGINT", "HUGEINT", "UHUGEINT", "BIGNUM", "VARINT" -> Type.WIDE_WHOLE;
            case "BOOLEAN" -> Type.BOOLEAN;
            case "DATE" -> Type.DATE;
            case "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS", "TIMESTAMP WITH TIME ZONE" -> Type.TIME;
            case "VARCHAR", "ENUM", "UUID", "\"NULL\"", "NULL" -> Type.TEXT;
            case "JSON" -> Type.MIXED;
            default -> throw nested(source, name, sqlType);
        };
    }

    private static InvalidInputException nested(String source, String name, String sqlType) {
        String shown = sqlType.length() > 40 ? sqlType.substring(0, 40) + "…" : sqlType;
        return new InvalidInputException(source + ": column '" + name + "' is of type " + shown
                + ", which is not a number, text, boolean or time; take its parts with SQL, or leave it out");
    }

    String name() {
        return name;
    }

    /** What to select so that {@link #add} can read it. */
    String expression(String column) {
        return switch (type) {
            case NUMBER -> column + "::DOUBLE";
            case BOOLEAN -> column;
            case DATE, TIME -> "epoch(" + column + ")";
            case WIDE_WHOLE, TEXT -> column + "::VARCHAR";
            case MIXED ->
                "CASE WHEN json_type(" + column + ") IN ('OBJECT', 'ARRAY') THEN error("
                        + DuckDb.text("column '" + name + "' holds a list or structure") + ") ELSE " + column
                        + " ->> '$' END";
        };
    }

    void add(ResultSet row, int at) throws SQLException {
        switch (type) {
            case WIDE_WHOLE, TEXT, MIXED -> texts.add(row.getString(at));
            case BOOLEAN -> {
                boolean value = row.getBoolean(at);
                numbers.add(row.wasNull() ? Double.NaN : value ? 1 : 0);
            }
            default -> {
                double value = row.getDouble(at);
                numbers.add(row.wasNull() ? Double.NaN : value);
            }
        }
    }

    Column build(String source, List<String> notices) {
        return switch (type) {
            case NUMBER -> new Column.Numbers(name, finite(source));
            case DATE, TIME -> new Column.Times(name, finite(source), type == Type.TIME);
            case BOOLEAN -> new Column.Booleans(name, bytes());
            case TEXT -> asked == null ? texts.build(name) : decide(source, asked, notices);
            case WIDE_WHOLE -> decide(source, decided ? asked : null, notices);
            case MIXED -> decide(source, asked, notices);
        };
    }

    private Column decide(String source, ReadOptions.Kind kind, List<String> notices) {
        return new KindDecision(texts.build(name), row -> source + ": row " + (row + 1), notices).decide(kind);
    }

    private double[] finite(String source) {
        double[] values = numbers.build();
        for (int row = 0; row < values.length; row++) {
            if (Double.isInfinite(values[row])) {
                throw new InvalidInputException(source + ": row " + (row + 1L) + ": column '" + name
                        + "' is infinite; correct or empty the cell");
            }
        }
        return values;
    }

    private byte[] bytes() {
        double[] values = numbers.build();
        byte[] bytes = new byte[values.length];
        for (int row = 0; row < bytes.length; row++) {
            bytes[row] = (byte) (Double.isNaN(values[row]) ? -1 : values[row]);
        }
        return bytes;
    }
}
