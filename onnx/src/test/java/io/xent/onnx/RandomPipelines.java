package io.xent.onnx;

import io.xent.core.Matrix;
import io.xent.learn.Calibration;
import io.xent.learn.DenseFeatures;
import io.xent.learn.Features;
import io.xent.learn.Labels;
import io.xent.learn.LinearClassifier;
import io.xent.learn.Pipeline;
import io.xent.learn.Precision;
import io.xent.learn.Provenance;
import io.xent.learn.SparseFeatures;
import io.xent.learn.encoding.Column;
import io.xent.learn.encoding.ColumnEncoding;
import io.xent.learn.encoding.Encoding;
import io.xent.learn.encoding.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Pipelines and tables for them, from a seed: every kind of column, names and texts that are hard to pass on. */
final class RandomPipelines {

    private static final List<String> NAMES = List.of(
            "mass",
            "label",
            "probabilities",
            "logits",
            "",
            " ",
            "_xent/weights",
            "_xent/column1/filled",
            "column_1",
            "a \"quoted\" name",
            "it's",
            "größe",
            "重さ",
            "😀",
            "a\0b",
            "x,y;z",
            "line\nbreak",
            "Label",
            "a/b",
            "{}");

    private static final List<String> TEXTS = List.of(
            "Biscoe",
            "Dream",
            "dream",
            " Dream",
            "größe",
            "重さ",
            "😀",
            "\uD835\uDD18",
            "a\0b",
            "\"",
            "'",
            "NaN",
            "null",
            "0",
            "-1",
            "tab\there",
            "line\nbreak",
            "é",
            "e\u0301",
            "\uFDD0",
            "other",
            "missing");

    private static final List<String> PIECES = List.of(
            "deep",
            "Deep",
            "DEEP",
            "learning",
            "École",
            "école",
            "日本",
            "語",
            "١٢",
            "½",
            "Ⅷ",
            "²",
            "x1",
            "İ",
            "ẞ",
            "K",
            "\uD835\uDD18nicode",
            "😀",
            "\uD83C\uDD70",
            "𐒰",
            "naïve",
            "e\u0301",
            "\uFDD0",
            "\0",
            "don't",
            "-",
            "...",
            "_");

    private static final List<String> GAPS = List.of(" ", "  ", "\t", "\n", "\u00A0", ",", "!", "\u200B", "");

    private final Random random;

    RandomPipelines(long seed) {
        random = new Random(seed);
    }

    Pipeline pipeline() {
        return pipeline(encoding(), 2 + random.nextInt(random.nextInt(5) == 0 ? 200 : 5));
    }

    Pipeline pipeline(Encoding encoding, int classes) {
        Precision precision = random.nextBoolean() ? Precision.SINGLE : Precision.DOUBLE;
        double[] weights =
                random.doubles((long) classes * encoding.width(), -2, 2).toArray();
        double[] bias = random.doubles(classes, -1, 1).toArray();
        LinearClassifier classifier = LinearClassifier.of(weights, bias, encoding.width());
        return new Pipeline(
                encoding,
                precision,
                precision == Precision.SINGLE ? classifier.rounded() : classifier,
                new Calibration(scale()),
                labels(classes),
                new Provenance(Map.of("seed", "1", "größe 😀", "a\nb")));
    }

    private Labels labels(int classes) {
        Labels.Kind kind = Labels.Kind.values()[random.nextInt(4)];
        List<String> names = new ArrayList<>();
        for (int k = 0; k < classes; k++) {
            names.add(
                    switch (kind) {
                        case TEXT -> TEXTS.get(k % TEXTS.size()) + (k < TEXTS.size() ? "" : k);
                        case BOOLEAN -> k == 0 ? "false" : k == 1 ? "true" : "maybe" + k;
                        case WHOLE_NUMBER -> Integer.toString(k * 7 - 3);
                        case NUMBER -> Double.toString(k / 4.0);
                    });
        }
        return new Labels("species", kind, names);
    }

    Encoding encoding() {
        List<String> names = new ArrayList<>(NAMES);
        java.util.Collections.shuffle(names, random);
        List<ColumnEncoding> columns = new ArrayList<>();
        int count = 1 + random.nextInt(6);
        for (int c = 0; c < count; c++) {
            columns.add(column(names.get(c), random.nextInt(6)));
        }
        return new Encoding(columns);
    }

    ColumnEncoding column(String name, int kind) {
        return switch (kind) {
            case 0 ->
                new ColumnEncoding.Number(name, random.nextGaussian() * 100, scale(), random.nextGaussian(), flip());
            case 1 -> new ColumnEncoding.Bool(name, flip(), flip());
            case 2 -> category(name);
            case 3 ->
                new ColumnEncoding.Time(
                        name, 1.6e9 * random.nextDouble(), 1e7 * (1 + random.nextDouble()), 1.7e9, flip(), flip());
            case 4 -> text(name);
            default ->
                new ColumnEncoding.Vector(name, 1 + random.nextInt(20), flip() ? scale() : 1 + random.nextInt(300));
        };
    }

    /** Any size, 1, and what is 1 in 32 bits only. */
    private double scale() {
        return switch (random.nextInt(4)) {
            case 0 -> 1;
            case 1 -> 1 + (random.nextDouble() - 0.5) * 1e-7;
            default -> 0.1 + 3 * random.nextDouble();
        };
    }

    private ColumnEncoding category(String name) {
        Set<String> levels = new LinkedHashSet<>();
        int count = 1 + random.nextInt(TEXTS.size() - 2);
        for (int i = 0; i < count; i++) {
            levels.add(pick(TEXTS));
        }
        return new ColumnEncoding.Category(name, List.copyOf(levels), flip(), flip());
    }

    private ColumnEncoding text(String name) {
        int maxWords = 1 + random.nextInt(3);
        Set<String> vocabulary = new LinkedHashSet<>();
        int count = 1 + random.nextInt(30);
        for (int i = 0; i < count; i++) {
            List<String> words = new ArrayList<>();
            int size = 1 + random.nextInt(maxWords);
            for (int w = 0; w < size; w++) {
                words.add(pick(List.of(
                        "deep",
                        "learning",
                        "École",
                        "école",
                        "日本",
                        "語",
                        "日本語",
                        "١٢",
                        "½",
                        "ⅷ",
                        "Ⅷ",
                        "²",
                        "x1",
                        "i",
                        "\uD835\uDD18nicode",
                        "𐒰",
                        "naïve",
                        "e",
                        "don",
                        "t",
                        "deep²")));
            }
            vocabulary.add(String.join(" ", words));
        }
        double[] idf = random.doubles(vocabulary.size(), 0.5, 8).toArray();
        return new ColumnEncoding.Text(name, maxWords, List.copyOf(vocabulary), idf);
    }

    Table table(Encoding encoding, int rows) {
        List<Column> columns = new ArrayList<>();
        columns.add(new Column.Numbers("not in the model", new double[rows]));
        for (ColumnEncoding column : encoding.columns()) {
            columns.add(random.nextInt(columns.size() + 1), column(column, rows));
        }
        return new Table("random.csv", rows, columns);
    }

    private Column column(ColumnEncoding encoding, int rows) {
        String name = encoding.column();
        if (encoding instanceof ColumnEncoding.Number) {
            return new Column.Numbers(name, fill(rows, () -> random.nextGaussian() * 100));
        } else if (encoding instanceof ColumnEncoding.Bool) {
            byte[] values = new byte[rows];
            for (int i = 0; i < rows; i++) {
                values[i] = (byte) (random.nextInt(3) - 1);
            }
            return new Column.Booleans(name, values);
        } else if (encoding instanceof ColumnEncoding.Category) {
            return texts(name, rows, () -> pick(TEXTS));
        } else if (encoding instanceof ColumnEncoding.Time time) {
            return new Column.Times(name, fill(rows, this::time), time.timeOfDay());
        } else if (encoding instanceof ColumnEncoding.Text) {
            return texts(name, rows, this::sentence);
        }
        return new Column.Vectors(name, vectors(rows, encoding.width()));
    }

    /** Seconds: whole days, ends of days and weeks, before 1970 too. */
    private double time() {
        double day = 86_400.0 * (random.nextInt(40_000) - 10_000);
        return switch (random.nextInt(4)) {
            case 0 -> day;
            case 1 -> day - 0.001;
            case 2 -> day + random.nextInt(86_400);
            default -> day + 86_400 * random.nextDouble();
        };
    }

    private String sentence() {
        StringBuilder text = new StringBuilder();
        int words = random.nextInt(12);
        for (int w = 0; w < words; w++) {
            text.append(pick(PIECES)).append(pick(GAPS));
        }
        return text.toString();
    }

    /** Sparse or dense, in either precision, with values that 32 bits hold; sparse ones may be wider or narrower. */
    private Features vectors(int rows, int width) {
        Precision precision = flip() ? Precision.SINGLE : Precision.DOUBLE;
        if (flip()) {
            DenseFeatures.Builder dense = new DenseFeatures.Builder(rows, width, precision);
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < width; j++) {
                    dense.set(i, j, random.nextInt(256));
                }
            }
            return dense.build();
        }
        int columns = Math.max(1, width + random.nextInt(5) - 2);
        SparseFeatures.Builder sparse = new SparseFeatures.Builder(columns, precision);
        for (int i = 0; i < rows; i++) {
            for (int j = random.nextInt(3); j < columns; j += 1 + random.nextInt(5)) {
                sparse.add(j, (float) random.nextGaussian());
            }
            sparse.endRow();
        }
        return sparse.build();
    }

    private double[] fill(int rows, java.util.function.DoubleSupplier values) {
        double[] filled = new double[rows];
        Arrays.setAll(filled, i -> random.nextInt(8) == 0 ? Double.NaN : values.getAsDouble());
        return filled;
    }

    private Column.Texts texts(String name, int rows, java.util.function.Supplier<String> values) {
        List<String> levels = new ArrayList<>(List.of(""));
        int[] codes = new int[rows];
        for (int i = 0; i < rows; i++) {
            String value = random.nextInt(8) == 0 ? null : values.get();
            if (value != null && !levels.contains(value)) {
                levels.add(value);
            }
            codes[i] = value == null ? -1 : levels.indexOf(value);
        }
        return new Column.Texts(name, levels.toArray(String[]::new), codes);
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private boolean flip() {
        return random.nextBoolean();
    }

    /** The logits of a pipeline, in memory. */
    static Matrix logits(Pipeline pipeline, Table table) {
        Features features = pipeline.encoding().encode(table, pipeline.precision());
        int classes = pipeline.classifier().classes();
        Matrix logits = Matrix.of(new double[table.rows() * classes], table.rows(), classes);
        pipeline.classifier().logits(features, 0, logits);
        for (int i = 0; i < logits.rows(); i++) {
            for (int k = 0; k < classes; k++) {
                logits.set(i, k, logits.get(i, k) / pipeline.calibration().temperature());
            }
        }
        return logits;
    }

    /** The softmax of each row by its definition. */
    static Matrix softmax(Matrix logits) {
        Matrix probabilities = Matrix.of(new double[logits.rows() * logits.columns()], logits.rows(), logits.columns());
        for (int i = 0; i < logits.rows(); i++) {
            double max = Double.NEGATIVE_INFINITY;
            for (int k = 0; k < logits.columns(); k++) {
                max = Math.max(max, logits.get(i, k));
            }
            double sum = 0;
            for (int k = 0; k < logits.columns(); k++) {
                sum += Math.exp(logits.get(i, k) - max);
            }
            for (int k = 0; k < logits.columns(); k++) {
                probabilities.set(i, k, Math.exp(logits.get(i, k) - max) / sum);
            }
        }
        return probabilities;
    }
}
