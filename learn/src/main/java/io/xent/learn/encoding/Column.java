package io.xent.learn.encoding;

import io.xent.learn.Features;
import java.util.List;

/** One named column of a {@link Table}, as it was read, before any encoding. Arrays are not copied: do not change them. */
public sealed interface Column {

    String name();

    int rows();

    /** Whether the row has no value: NaN for numbers and times, code −1 for texts and booleans. */
    boolean isMissing(int row);

    /** The rows named, in that order, copied. */
    Column select(int[] chosen);

    /** Numbers; NaN is a missing value. */
    record Numbers(String name, double[] values) implements Column {
        @Override
        public int rows() {
            return values.length;
        }

        @Override
        public boolean isMissing(int row) {
            return Double.isNaN(values[row]);
        }

        @Override
        public Column select(int[] chosen) {
            return new Numbers(name, Selection.of(values, chosen));
        }
    }

    /** Texts, each distinct one stored once: row i holds {@code levels[codes[i]]}; code −1 is a missing value. */
    record Texts(String name, String[] levels, int[] codes) implements Column {
        @Override
        public int rows() {
            return codes.length;
        }

        @Override
        public boolean isMissing(int row) {
            return codes[row] < 0;
        }

        /** The text of a row, or null where it is missing. */
        public String value(int row) {
            return codes[row] < 0 ? null : levels[codes[row]];
        }

        @Override
        public Column select(int[] chosen) {
            return new Texts(name, levels, Selection.of(codes, chosen));
        }
    }

    /** Booleans: 1 true, 0 false, −1 missing. */
    record Booleans(String name, byte[] values) implements Column {
        @Override
        public int rows() {
            return values.length;
        }

        @Override
        public boolean isMissing(int row) {
            return values[row] < 0;
        }

        @Override
        public Column select(int[] chosen) {
            return new Booleans(name, Selection.of(values, chosen));
        }
    }

    /**
     * Dates and times, in seconds since 1970-01-01T00:00:00 UTC; NaN is a missing value.
     *
     * @param hasTimeOfDay false where the source column held dates only
     */
    record Times(String name, double[] epochSeconds, boolean hasTimeOfDay) implements Column {
        @Override
        public int rows() {
            return epochSeconds.length;
        }

        @Override
        public boolean isMissing(int row) {
            return Double.isNaN(epochSeconds[row]);
        }

        @Override
        public Column select(int[] chosen) {
            return new Times(name, Selection.of(epochSeconds, chosen), hasTimeOfDay);
        }
    }

    /**
     * A vector of numbers per row (the features of a LIBSVM file, the pixels of an IDX file). Never missing.
     *
     * @param sides where each vector is an array of several dimensions, the last running fastest: how long these are, such as
     *     height and width of an image; else empty
     */
    record Vectors(String name, Features values, List<Integer> sides) implements Column {

        public Vectors {
            sides = List.copyOf(sides);
        }

        /** Vectors that are no arrays of more dimensions. */
        public Vectors(String name, Features values) {
            this(name, values, List.of());
        }

        @Override
        public int rows() {
            return values.rows();
        }

        @Override
        public boolean isMissing(int row) {
            return false;
        }

        @Override
        public Column select(int[] chosen) {
            return new Vectors(name, values.select(chosen), sides);
        }
    }
}
