package io.xent.learn.encoding;

import java.util.List;

/**
 * How one raw column becomes features. Plain data, learned from training rows by {@link EncodingFitter} and written into the
 * model file by {@code onnx}; both sides compute exactly what is said here, in 64-bit arithmetic up to the feature.
 */
public sealed interface ColumnEncoding {

    /** The name of the raw column. */
    String column();

    /** How many features it becomes. */
    int width();

    /**
     * A number x becomes {@code (x − centre) / scale}; a missing one counts as {@code fill}. With {@code flagsMissing} a
     * second feature is 1 where the value was missing, else 0.
     */
    record Number(String column, double centre, double scale, double fill, boolean flagsMissing)
            implements ColumnEncoding {
        @Override
        public int width() {
            return flagsMissing ? 2 : 1;
        }
    }

    /** A boolean becomes 0 or 1; a missing one counts as {@code fill}, and is flagged as in {@link Number}. */
    record Bool(String column, boolean fill, boolean flagsMissing) implements ColumnEncoding {
        @Override
        public int width() {
            return flagsMissing ? 2 : 1;
        }
    }

    /**
     * A text becomes one feature per level, 1 for the level it equals and 0 for the others; then, where they exist, one
     * for any other text (levels too rare to keep, and those never seen in training) and one for missing values. The
     * empty text is a missing value. Without its feature a case is all zeros.
     */
    record Category(String column, List<String> levels, boolean hasOther, boolean flagsMissing)
            implements ColumnEncoding {
        public Category {
            levels = List.copyOf(levels);
        }

        @Override
        public int width() {
            return levels.size() + (hasOther ? 1 : 0) + (flagsMissing ? 1 : 0);
        }
    }

    /**
     * A time t (seconds since 1970-01-01 UTC) becomes: {@code (t − centre) / scale}; cosine and sine of 2π times the
     * fraction of the mean Gregorian year of 31,556,952 s; the day of the week as seven features, Monday first; with
     * {@code timeOfDay} the cosine and sine of the fraction of the day; with {@code flagsMissing} a flag. A missing time
     * counts as {@code fill}.
     */
    record Time(String column, double centre, double scale, double fill, boolean timeOfDay, boolean flagsMissing)
            implements ColumnEncoding {
        /** Seconds in the mean year of the Gregorian calendar, 365.2425 days. */
        public static final double YEAR_SECONDS = 31_556_952;

        @Override
        public int width() {
            return 1 + 2 + 7 + (timeOfDay ? 2 : 0) + (flagsMissing ? 1 : 0);
        }
    }

    /**
     * Free text becomes one feature per known n-gram of words: count × idf, the row then scaled to unit Euclidean
     * length (a row without any known n-gram is all zeros; a missing text is an empty one). Words are the longest runs
     * of letters and digits (Unicode classes L and N) after A–Z have become a–z; the words of an n-gram are joined by
     * one blank.
     */
    record Text(String column, int maxWords, List<String> vocabulary, double[] idf) implements ColumnEncoding {
        public Text {
            vocabulary = List.copyOf(vocabulary);
        }

        @Override
        public int width() {
            return vocabulary.size();
        }
    }

    /** A vector column of {@code width} numbers, each divided by {@code divisor}; see {@link Encoding#inputs} on other widths. */
    record Vector(String column, int width, double divisor) implements ColumnEncoding {}
}
