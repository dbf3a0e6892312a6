package io.xent.learn.encoding;

import io.xent.learn.DenseFeatures;
import io.xent.learn.SparseFeatures;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The arithmetic that {@link ColumnEncoding} promises, for columns already known to be of the kind it takes. */
final class RowEncoders {

    private static final double DAY_SECONDS = 86_400;

    private RowEncoders() {}

    static RowEncoder of(ColumnEncoding encoding, Column column) {
        if (encoding instanceof ColumnEncoding.Number number) {
            return number(number, ((Column.Numbers) column).values());
        } else if (encoding instanceof ColumnEncoding.Bool bool) {
            return bool(bool, ((Column.Booleans) column).values());
        } else if (encoding instanceof ColumnEncoding.Category category) {
            return category(category, (Column.Texts) column);
        } else if (encoding instanceof ColumnEncoding.Time time) {
            return time(time, ((Column.Times) column).epochSeconds());
        } else if (encoding instanceof ColumnEncoding.Text text) {
            return text(text, (Column.Texts) column);
        }
        return vector((ColumnEncoding.Vector) encoding, (Column.Vectors) column);
    }

    private static RowEncoder number(ColumnEncoding.Number number, double[] values) {
        return (row, sink) -> {
            boolean missing = Double.isNaN(values[row]);
            sink.put(0, ((missing ? number.fill() : values[row]) - number.centre()) / number.scale());
            if (missing && number.flagsMissing()) {
                sink.put(1, 1);
            }
        };
    }

    private static RowEncoder bool(ColumnEncoding.Bool bool, byte[] values) {
        return (row, sink) -> {
            boolean missing = values[row] < 0;
            if (missing ? bool.fill() : values[row] == 1) {
                sink.put(0, 1);
            }
            if (missing && bool.flagsMissing()) {
                sink.put(1, 1);
            }
        };
    }

    private static RowEncoder category(ColumnEncoding.Category category, Column.Texts texts) {
        Map<String, Integer> known = index(category.levels());
        int other = category.hasOther() ? category.levels().size() : -1;
        int missing = category.flagsMissing() ? category.width() - 1 : -1;
        int[] featureOfCode = new int[texts.levels().length];
        for (int code = 0; code < featureOfCode.length; code++) {
            String level = texts.levels()[code];
            featureOfCode[code] = level.isEmpty() ? missing : known.getOrDefault(level, other);
        }
        return (row, sink) -> {
            int code = texts.codes()[row];
            int feature = code < 0 ? missing : featureOfCode[code];
            if (feature >= 0) {
                sink.put(feature, 1);
            }
        };
    }

    private static RowEncoder time(ColumnEncoding.Time time, double[] epochSeconds) {
        int flag = time.width() - 1;
        return (row, sink) -> {
            boolean missing = Double.isNaN(epochSeconds[row]);
            double t = missing ? time.fill() : epochSeconds[row];
            double year = 2 * Math.PI * fraction(t / ColumnEncoding.Time.YEAR_SECONDS);
            double days = Math.floor(t / DAY_SECONDS);
            sink.put(0, (t - time.centre()) / time.scale());
            sink.put(1, Math.cos(year));
            sink.put(2, Math.sin(year));
            // 1970-01-01 was a Thursday, three days after a Monday
            sink.put(3 + (int) (days + 3 - 7 * Math.floor((days + 3) / 7)), 1);
            if (time.timeOfDay()) {
                double day = 2 * Math.PI * fraction(t / DAY_SECONDS);
                sink.put(10, Math.cos(day));
                sink.put(11, Math.sin(day));
            }
            if (missing && time.flagsMissing()) {
                sink.put(flag, 1);
            }
        };
    }

    private static double fraction(double x) {
        return x - Math.floor(x);
    }

    private static RowEncoder text(ColumnEncoding.Text text, Column.Texts texts) {
        Map<String, Integer> vocabulary = index(text.vocabulary());
        return (row, sink) -> {
            String value = texts.value(row);
            if (value != null) {
                putUnitLength(counts(value, text.maxWords(), vocabulary), text.idf(), sink);
            }
        };
    }

    private static TreeMap<Integer, Integer> counts(String value, int maxWords, Map<String, Integer> vocabulary) {
        TreeMap<Integer, Integer> counts = new TreeMap<>();
        for (String ngram : Words.ngrams(value, maxWords)) {
            Integer feature = vocabulary.get(ngram);
            if (feature != null) {
                counts.merge(feature, 1, Integer::sum);
            }
        }
        return counts;
    }

    private static void putUnitLength(TreeMap<Integer, Integer> counts, double[] idf, RowEncoder.Sink sink) {
        double squares = 0;
        for (Map.Entry<Integer, Integer> entry : counts.entrySet()) {
            double weight = entry.getValue() * idf[entry.getKey()];
            squares += weight * weight;
        }
        double length = Math.sqrt(squares);
        counts.forEach((feature, count) -> sink.put(feature, count * idf[feature] / length));
    }

    private static RowEncoder vector(ColumnEncoding.Vector vector, Column.Vectors vectors) {
        if (vectors.values() instanceof SparseFeatures sparse) {
            return (row, sink) -> {
                for (int at = sparse.start(row); at < sparse.start(row + 1); at++) {
                    if (sparse.index(at) < vector.width()) {
                        sink.put(sparse.index(at), sparse.value(at) / vector.divisor());
                    }
                }
            };
        }
        DenseFeatures dense = (DenseFeatures) vectors.values();
        return (row, sink) -> {
            for (int j = 0; j < vector.width(); j++) {
                sink.put(j, dense.get(row, j) / vector.divisor());
            }
        };
    }

    private static Map<String, Integer> index(Iterable<String> names) {
        Map<String, Integer> index = new HashMap<>();
        for (String name : names) {
            index.put(name, index.size());
        }
        return index;
    }
}
