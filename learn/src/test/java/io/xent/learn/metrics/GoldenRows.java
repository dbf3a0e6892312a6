package io.xent.learn.metrics;

import io.xent.core.Matrix;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The predictions and figures that generate.py made, beside the resources. */
public record GoldenRows(Matrix logits, int[] labels, double[] weights, Map<String, Double> figures) {

    public static GoldenRows load() {
        List<String> lines = lines("evaluation-rows.csv");
        int columns = lines.get(0).split(",").length - 2;
        int rows = lines.size() - 1;
        GoldenRows golden = new GoldenRows(
                Matrix.of(new double[rows * columns], rows, columns),
                new int[rows],
                new double[rows],
                new LinkedHashMap<>());
        for (int i = 0; i < rows; i++) {
            String[] fields = lines.get(i + 1).split(",");
            golden.labels[i] = Integer.parseInt(fields[0]);
            golden.weights[i] = Double.parseDouble(fields[1]);
            for (int k = 0; k < columns; k++) {
                golden.logits.set(i, k, Double.parseDouble(fields[k + 2]));
            }
        }
        for (String line : lines("evaluation-figures.csv")) {
            if (!line.equals("name,value")) {
                golden.figures.put(line.split(",")[0], Double.valueOf(line.split(",")[1]));
            }
        }
        return golden;
    }

    public double figure(String name) {
        return Objects.requireNonNull(figures.get(name), name);
    }

    private static List<String> lines(String resource) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(GoldenRows.class.getResourceAsStream(resource), resource),
                StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
