package io.xent.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The figures as tables in Markdown: one per setting, a line per shape. */
final class KernelTable {

    private KernelTable() {}

    static String of(List<Figure> figures) {
        Map<String, Map<String, Map<String, Figure>>> bySetting = new LinkedHashMap<>();
        for (Figure figure : figures) {
            String setting = String.format(
                    Locale.ROOT,
                    "JDK %d, %d bits, %s, %s kernels",
                    figure.jdk(),
                    figure.bits(),
                    figure.threads() == 1 ? "one thread" : figure.threads() + " threads",
                    figure.kernels());
            String contender = figure.contender() + (figure.allocator().equals("tuned") ? " tuned" : "");
            bySetting
                    .computeIfAbsent(setting, s -> new LinkedHashMap<>())
                    .computeIfAbsent(figure.shape(), s -> new LinkedHashMap<>())
                    .putIfAbsent(contender, figure);
        }
        StringBuilder text = new StringBuilder();
        bySetting.forEach((setting, shapes) -> append(text, setting, shapes));
        return text.toString();
    }

    private static void append(StringBuilder text, String setting, Map<String, Map<String, Figure>> shapes) {
        text.append("\n### ").append(setting).append("\n\n");
        text.append(
                "| N×K | ms | ns per logit | of scaling in place | libtorch | libtorch, allocator tuned | its log-softmax"
                        + " alone, tuned | ONNX Runtime, loss only | ND4J |\n");
        text.append("|---|---|---|---|---|---|---|---|---|\n");
        shapes.forEach((shape, byContender) -> {
            Figure xent = byContender.get("xent");
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %.3f | %.3f | %.2f | %s | %s | %s | %s | %s |%n",
                    shape.replace("x", "×").replace("/", ", stride "),
                    xent.milliseconds(),
                    xent.nanosecondsPerLogit(),
                    xent.ofScale(),
                    times(byContender.get("libtorch")),
                    times(byContender.get("libtorch tuned")),
                    times(byContender.get("libtorch-log-softmax tuned")),
                    times(byContender.get("onnxruntime-loss-only")),
                    times(byContender.get("nd4j"))));
        });
    }

    private static String times(Figure figure) {
        return figure == null ? "" : String.format(Locale.ROOT, "%.1f×", figure.xentTimes());
    }
}
