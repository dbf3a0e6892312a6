package io.xent.tables;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;

/** What encoding promises, written out once more from cells, column by column, without a thought for speed. */
final class NaiveEncoding {

    private final RandomTable table;
    private final int[] training;

    NaiveEncoding(RandomTable table, int[] training) {
        this.table = table;
        this.training = training;
    }

    /** The features that a column makes of each row. */
    List<double[]> features(int column) {
        String kind = table.kinds().get(column);
        boolean missing = IntStream.of(training).anyMatch(row -> cell(row, column) == null);
        Function<Integer, List<Double>> encode = switch (kind) {
            case "number" -> quantity(column, Double::parseDouble, x -> List.of());
            case "time" -> quantity(column, NaiveEncoding::seconds, NaiveEncoding::calendar);
            case "boolean" -> booleans(column);
            default -> texts(column);
        };
        return IntStream.range(0, table.rows().size())
                .mapToObj(row -> {
                    List<Double> features = new ArrayList<>(encode.apply(row));
                    if (missing) {
                        features.add(cell(row, column) == null ? 1.0 : 0.0);
                    }
                    return features.stream().mapToDouble(x -> x).toArray();
                })
                .toList();
    }

    private String cell(int row, int column) {
        return table.rows().get(row)[column];
    }

    private Function<Integer, List<Double>> quantity(
            int column, Function<String, Double> read, Function<Double, List<Double>> more) {
        List<Double> values = IntStream.of(training)
                .filter(row -> cell(row, column) != null)
                .mapToObj(row -> read.apply(cell(row, column)))
                .toList();
        double mean = mean(values);
        double deviation =
                Math.sqrt(mean(values.stream().map(x -> (x - mean) * (x - mean)).toList()));
        return row -> {
            double x = cell(row, column) == null ? mean : read.apply(cell(row, column));
            List<Double> features = new ArrayList<>(List.of((x - mean) / deviation));
            features.addAll(more.apply(x));
            return features;
        };
    }

    private static double mean(List<Double> values) {
        return values.stream()
                .map(BigDecimal::new)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(new BigDecimal(values.size()), MathContext.DECIMAL128)
                .doubleValue();
    }

    private static double seconds(String text) {
        return LocalDateTime.parse(text).toEpochSecond(ZoneOffset.UTC);
    }

    private static List<Double> calendar(double t) {
        double year = t / (365.2425 * 24 * 3600);
        double day = t / (24 * 3600);
        int weekday = LocalDateTime.ofEpochSecond((long) Math.floor(t), 0, ZoneOffset.UTC)
                .getDayOfWeek()
                .getValue();
        List<Double> features = new ArrayList<>(List.of(Math.cos(2 * Math.PI * year), Math.sin(2 * Math.PI * year)));
        IntStream.rangeClosed(1, 7).forEach(d -> features.add(d == weekday ? 1.0 : 0.0));
        features.addAll(List.of(Math.cos(2 * Math.PI * day), Math.sin(2 * Math.PI * day)));
        return features;
    }

    private Function<Integer, List<Double>> booleans(int column) {
        long yes = IntStream.of(training)
                .filter(row -> "true".equals(cell(row, column)))
                .count();
        long no = IntStream.of(training)
                .filter(row -> "FALSE".equals(cell(row, column)))
                .count();
        return row -> List.of(
                (cell(row, column) == null ? yes > no : cell(row, column).equals("true")) ? 1.0 : 0.0);
    }

    private Function<Integer, List<Double>> texts(int column) {
        Map<String, Integer> counts = new TreeMap<>();
        IntStream.of(training)
                .filter(row -> cell(row, column) != null)
                .forEach(row -> counts.merge(cell(row, column), 1, Integer::sum));
        List<String> levels = counts.keySet().stream()
                .filter(level -> counts.get(level) >= 3)
                .sorted(Comparator.comparing(NaiveEncoding::codePoints))
                .toList();
        boolean rare = levels.size() < counts.size();
        return row -> {
            String cell = cell(row, column);
            List<Double> features = new ArrayList<>();
            levels.forEach(level -> features.add(level.equals(cell) ? 1.0 : 0.0));
            if (rare) {
                features.add(cell != null && !levels.contains(cell) ? 1.0 : 0.0);
            }
            return features;
        };
    }

    private static String codePoints(String text) {
        StringBuilder digits = new StringBuilder();
        text.codePoints().forEach(point -> digits.append("%06x".formatted(point)));
        return digits.toString();
    }
}
