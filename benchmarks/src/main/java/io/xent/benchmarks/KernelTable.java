package io.xent.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * The figures as tables in Markdown: for each JDK, width and kind of kernels one beside the goals, and one with the other
 * contenders. What meets its goal is bold.
 */
final class KernelTable {

    private final String title;
    private final Map<String, List<Figure>> byShape = new LinkedHashMap<>();

    private KernelTable(String title) {
        this.title = title;
    }

    static String of(List<Figure> figures) {
        Map<String, KernelTable> tables = new LinkedHashMap<>();
        for (Figure figure : figures) {
            String title = String.format(
                    Locale.ROOT, "JDK %d, %d bits, %s kernels", figure.jdk(), figure.bits(), figure.kernels());
            tables.computeIfAbsent(title, KernelTable::new)
                    .byShape
                    .computeIfAbsent(figure.shape(), shape -> new ArrayList<>())
                    .add(figure);
        }
        StringBuilder text = new StringBuilder();
        tables.values().forEach(table -> table.append(text));
        return text.toString();
    }

    private void append(StringBuilder text) {
        text.append("\n## ").append(title).append("\n\n");
        row(
                text,
                "N×K",
                "Xent, ms, T1 / T2",
                "× libtorch",
                "goal",
                "× libtorch, tuned",
                "goal",
                "of scaling in place",
                "goal");
        row(text, "---", "--:", "--:", "--:", "--:", "--:", "--:", "--:");
        byShape.forEach((shape, all) -> appendGoals(text, shape, all));
        text.append('\n');
        row(
                text,
                "N×K",
                "Xent, ns per logit",
                "libtorch, ms (deciles)",
                "libtorch tuned, ms (deciles)",
                "× libtorch's log-softmax alone, tuned",
                "× ONNX Runtime, loss only",
                "× ND4J",
                "scaling in place, ms",
                "array copy, ms");
        row(text, "---", "--:", "--:", "--:", "--:", "--:", "--:", "--:", "--:");
        byShape.forEach((shape, all) -> appendOthers(text, shape, all));
    }

    private static void appendGoals(StringBuilder text, String shape, List<Figure> all) {
        Goal goal = all.stream().map(Goal::of).findFirst().orElseThrow();
        row(
                text,
                name(shape),
                both(all, "xent", "shipped", f -> number(f.milliseconds())),
                both(all, "libtorch", "shipped", f -> against(f.xentTimes(), goal.libtorch(), "%.1f")),
                goal(goal.libtorch(), goal.libtorch()),
                both(all, "libtorch", "tuned", f -> against(tunedTimes(f, all), goal.tuned(), "%.1f")),
                goal(goal.tuned(), goal.tuned()),
                both(all, "xent", "shipped", f -> against(f.ofScale(), goal.ofScale(f.threads()), "%.2f")),
                goal(goal.ofScaleOne(), goal.ofScaleTwo()));
    }

    private static void appendOthers(StringBuilder text, String shape, List<Figure> all) {
        row(
                text,
                name(shape),
                both(
                        all,
                        "xent",
                        "shipped",
                        f -> String.format(Locale.ROOT, "%.3f", f.milliseconds() * 1e6 / f.logits())),
                both(all, "libtorch", "shipped", KernelTable::withDeciles),
                both(all, "libtorch", "tuned", KernelTable::withDeciles),
                both(all, "libtorch-log-softmax", "tuned", KernelTable::times),
                both(all, "onnxruntime-loss-only", "shipped", KernelTable::times),
                both(all, "nd4j", "shipped", KernelTable::times),
                both(all, "scale-in-place", "shipped", f -> number(f.milliseconds())),
                both(all, "array-copy", "shipped", f -> number(f.milliseconds())));
    }

    /**
     * libtorch's fastest decile by our median. In some processes its allocator finds no free piece that is large enough, however
     * it is tuned, and takes fresh memory for each temporary: that is not what is asked here.
     */
    static double tunedTimes(Figure libtorch, List<Figure> all) {
        return all.stream()
                .filter(f -> f.contender().equals("xent") && f.setting().equals(libtorch.setting()))
                .filter(f -> f.shape().equals(libtorch.shape()))
                .mapToDouble(f -> libtorch.low() / f.milliseconds())
                .findFirst()
                .orElse(Double.NaN);
    }

    static String name(String shape) {
        String[] parts = shape.split("[x/]");
        String sides = String.format(Locale.ROOT, "%,d × %,d", Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
        return parts.length < 3
                ? sides
                : sides + String.format(Locale.ROOT, ", stride %,d", Integer.parseInt(parts[2]));
    }

    /** On one thread and on two. */
    private static String both(List<Figure> all, String contender, String allocator, Function<Figure, String> shown) {
        List<String> cells = new ArrayList<>();
        for (int threads : new int[] {1, 2}) {
            all.stream()
                    .filter(f -> f.threads() == threads
                            && f.contender().equals(contender)
                            && f.allocator().equals(allocator))
                    .findFirst()
                    .ifPresent(f -> cells.add(shown.apply(f) + (f.busy() > KernelRun.MOST_BUSY ? "\\*" : "")));
        }
        return String.join(" / ", cells);
    }

    /** libtorch's allocator, as shipped, now keeps freed memory and now gives it back: then one median says too little. */
    private static String withDeciles(Figure figure) {
        return number(figure.milliseconds()) + " (" + number(figure.low()) + "–" + number(figure.high()) + ")";
    }

    private static String times(Figure figure) {
        return String.format(Locale.ROOT, "%.1f", figure.xentTimes());
    }

    private static String against(double value, double goal, String format) {
        String text = String.format(Locale.ROOT, format, value);
        return value >= goal ? "**" + text + "**" : text;
    }

    private static String goal(double one, double two) {
        if (Double.isNaN(one)) {
            return "";
        }
        return one == two ? "≥ " + plain(one) : "≥ " + plain(one) + " / " + plain(two);
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    /** Three digits. */
    private static String number(double milliseconds) {
        return String.format(
                Locale.ROOT, milliseconds < 1 ? "%.3f" : milliseconds < 10 ? "%.2f" : "%.1f", milliseconds);
    }

    private static void row(StringBuilder text, String... cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
