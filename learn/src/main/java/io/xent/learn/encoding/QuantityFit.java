package io.xent.learn.encoding;

import java.util.BitSet;

/** Learns the encoding of numbers, booleans, times and vectors. */
final class QuantityFit {

    /** Below this many rows, numbers that all differ are not taken for identifiers. */
    private static final int ROWS_TO_TELL = 20;

    private QuantityFit() {}

    static ColumnFit numbers(Column.Numbers column, boolean scaling, boolean keep) {
        Moments moments = Moments.of(column.values());
        boolean flag = moments.missing() > 0;
        if (moments.present() == 0) {
            return ColumnFit.dropped("no values");
        } else if (moments.isConstant() && !flag && !keep) {
            return ColumnFit.dropped("constant: always " + moments.mean());
        } else if (!keep && isIdentifier(column.values(), moments)) {
            return ColumnFit.dropped("an identifier: counts the rows");
        }
        double centre = moments.centre(scaling);
        ColumnEncoding encoding = new ColumnEncoding.Number(
                column.name(), centre, moments.scale(scaling), scaling ? centre : moments.mean(), flag);
        return ColumnFit.used(
                encoding,
                (scaling ? "number, standardised" : "number, as it is")
                        + ColumnFit.missing(moments.missing(), "filled with the mean and flagged"));
    }

    /** Whether the values are whole, all different, and either in file order or nearly all of a range. */
    private static boolean isIdentifier(double[] values, Moments moments) {
        if (moments.missing() > 0 || values.length < ROWS_TO_TELL) {
            return false;
        }
        boolean ascending = true;
        boolean descending = true;
        for (int i = 0; i < values.length; i++) {
            if (values[i] != Math.rint(values[i])) {
                return false;
            }
            ascending &= i == 0 || values[i] > values[i - 1];
            descending &= i == 0 || values[i] < values[i - 1];
        }
        return ascending || descending || countsRows(values, moments);
    }

    private static boolean countsRows(double[] values, Moments moments) {
        if (moments.greatest() - moments.least() >= 2.0 * values.length) {
            return false;
        }
        BitSet seen = new BitSet();
        for (double value : values) {
            int at = (int) (value - moments.least());
            if (seen.get(at)) {
                return false;
            }
            seen.set(at);
        }
        return true;
    }

    static ColumnFit booleans(Column.Booleans column, boolean keep) {
        int[] counts = new int[3];
        for (byte value : column.values()) {
            counts[value + 1]++;
        }
        if (counts[1] + counts[2] == 0) {
            return ColumnFit.dropped("no values");
        } else if (counts[0] == 0 && (counts[1] == 0 || counts[2] == 0) && !keep) {
            return ColumnFit.dropped("constant: always " + (counts[2] > 0));
        }
        boolean fill = counts[2] > counts[1];
        return ColumnFit.used(
                new ColumnEncoding.Bool(column.name(), fill, counts[0] > 0),
                "boolean" + ColumnFit.missing(counts[0], "filled with " + fill + " and flagged"));
    }

    static ColumnFit times(Column.Times column, boolean keep) {
        Moments moments = Moments.of(column.epochSeconds());
        if (moments.present() == 0) {
            return ColumnFit.dropped("no values");
        } else if (moments.isConstant() && moments.missing() == 0 && !keep) {
            return ColumnFit.dropped("constant: always the same time");
        }
        // Seconds since 1970 are no unit anyone chose: times are standardised even where numbers are not
        ColumnEncoding encoding = new ColumnEncoding.Time(
                column.name(),
                moments.mean(),
                moments.scale(true),
                moments.mean(),
                column.hasTimeOfDay(),
                moments.missing() > 0);
        return ColumnFit.used(
                encoding,
                (column.hasTimeOfDay()
                                ? "time: when, season, day of the week, hour"
                                : "date: when, season, day of the week")
                        + ColumnFit.missing(moments.missing(), "filled with the mean and flagged"));
    }

    static ColumnFit vectors(Column.Vectors column, boolean scaling) {
        int width = column.values().columns();
        if (width == 0) {
            return ColumnFit.dropped("no values");
        }
        boolean bytes = scaling && VectorRange.isBytes(column.values());
        return ColumnFit.used(
                new ColumnEncoding.Vector(column.name(), width, bytes ? 255 : 1),
                "vector of " + width + (bytes ? ", divided by 255" : ", as it is"));
    }
}
