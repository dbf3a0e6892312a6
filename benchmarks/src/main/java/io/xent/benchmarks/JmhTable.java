package io.xent.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What JMH wrote, with its gc profiler, as tables in Markdown: each kernel scalar beside vector, in microseconds and bytes
 * allocated per call; and the calls of a user.
 */
final class JmhTable {

    private static final String BYTES = ":gc.alloc.rate.norm";

    /** The columns of JMH's file by their names. */
    private final Map<String, Integer> columns = new LinkedHashMap<>();

    /** Benchmark and its parameters, but for which kernels; then the kernels, {@code bytes} after those of that. */
    private final Map<String, Map<String, Double>> scores = new LinkedHashMap<>();

    private JmhTable() {}

    static String of(Path csv) throws IOException {
        JmhTable table = new JmhTable();
        List<String> lines = Files.readAllLines(csv);
        String[] header = cells(lines.get(0));
        for (int i = 0; i < header.length; i++) {
            table.columns.put(header[i], i);
        }
        lines.stream().skip(1).map(JmhTable::cells).forEach(table::add);
        return table.kernels() + table.calls();
    }

    private static String[] cells(String line) {
        return line.replace("\"", "").split(",", -1);
    }

    private void add(String[] cells) {
        String name = cells[columns.get("Benchmark")];
        boolean bytes = name.endsWith(BYTES);
        if (name.contains(":") && !bytes) {
            return;
        }
        String[] parts = name.replace(BYTES, "").split("\\.");
        List<String> key = new ArrayList<>(List.of(parts[parts.length - 2], parts[parts.length - 1]));
        for (String parameter : new String[] {"precision", "shape"}) {
            key.add(parameter(cells, parameter));
        }
        scores.computeIfAbsent(String.join("|", key), k -> new TreeMap<>())
                .put(
                        parameter(cells, "kernels") + (bytes ? " bytes" : ""),
                        Double.parseDouble(cells[columns.get("Score")]));
    }

    private String parameter(String[] cells, String name) {
        Integer at = columns.get("Param: " + name);
        return at == null ? "" : cells[at];
    }

    private String kernels() {
        StringBuilder text = new StringBuilder("\n## Kernels, scalar beside vector\n\n"
                + "| kernel | precision | N × K | scalar, µs | vector, µs | times as fast | scalar, bytes per call"
                + " | vector, bytes per call |\n|---|---|---|--:|--:|--:|--:|--:|\n");
        scores.forEach((key, values) -> {
            String[] parts = key.split("\\|", -1);
            if (parts[0].equals("KernelBenchmark") && values.containsKey("scalar") && values.containsKey("vector")) {
                text.append(String.format(
                        Locale.ROOT,
                        "| %s | %s | %s | %.1f | %.1f | %.1f | %.0f | %.0f |%n",
                        parts[1],
                        parts[2],
                        parts[3].replace("x", " × "),
                        values.get("scalar"),
                        values.get("vector"),
                        values.get("scalar") / values.get("vector"),
                        values.get("scalar bytes"),
                        values.get("vector bytes")));
            }
        });
        return text.toString();
    }

    private String calls() {
        StringBuilder text = new StringBuilder(
                "\n## Calls, with all checks\n\n" + "| call | N × K | µs | bytes per call |\n|---|---|--:|--:|\n");
        scores.forEach((key, values) -> {
            String[] parts = key.split("\\|", -1);
            if (parts[0].equals("DoorBenchmark")) {
                text.append(String.format(
                        Locale.ROOT,
                        "| %s | %s | %.2f | %.0f |%n",
                        parts[1],
                        parts[3].replace("x", " × "),
                        values.get(""),
                        values.get(" bytes")));
            }
        });
        return text.toString();
    }
}
