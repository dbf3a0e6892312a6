package io.xent.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** {@code benchmarks/run linear}: times in one JVM, memory in one of each contender; then the table, and the files of docs/benchmarks. */
final class LinearRun {

    private static final String SHAPE = "1024x1024x32000";
    private static final String LARGE = "1024x1024x256000";
    private static final String QUICK = "64x32x1000";
    private static final String ALL = "GRADIENTS,LOSS,LOG_PROBABILITIES,TOP_TEN";

    /** A small young generation: arrays are counted as memory, garbage in passing is not. */
    private static final List<String> LARGE_ARRAYS = List.of("-XX:+UseSerialGC", "-Xmn16m");

    private final Places places;
    private final List<Jdk> jdks;
    private final boolean quick;
    private final List<LinearFigure> figures = new ArrayList<>();

    LinearRun(Places places, List<Jdk> jdks, boolean quick) {
        this.places = places;
        this.jdks = jdks;
        this.quick = quick;
    }

    void run() throws IOException, InterruptedException {
        String shape = quick ? QUICK : SHAPE;
        for (Jdk jdk : jdks) {
            boolean newest = jdk.equals(jdks.get(0));
            measure(jdk, 2, "time", ALL, shape, 7);
            measure(jdk, 1, "time", "GRADIENTS", shape, 4);
            for (String task : new String[] {"GRADIENTS", "LOSS"}) {
                measure(jdk, 2, "memory:xent", task, shape, 5);
                if (newest) {
                    measure(jdk, 2, "memory:libtorch", task, shape, 3);
                }
            }
            if (newest && !quick) {
                measure(jdk, 2, "time", "GRADIENTS", LARGE, 2);
                measure(jdk, 2, "memory:xent", "GRADIENTS", LARGE, 2);
                measure(jdk, 2, "memory:libtorch", "GRADIENTS", LARGE, 1);
            }
        }
        String table = table();
        System.out.println(table);
        if (!quick) {
            Path docs = Files.createDirectories(places.docs());
            List<String> lines = new ArrayList<>(List.of(LinearFigure.HEADER));
            figures.forEach(figure -> lines.add(figure.csv()));
            Files.write(docs.resolve("linear.csv"), lines);
            Files.writeString(
                    docs.resolve("linear.md"),
                    "# The loss of a linear layer\n\n" + Machine.describe(jdks, places.peers()) + table);
        }
    }

    private void measure(Jdk jdk, int threads, String mode, String tasks, String shape, int rounds)
            throws IOException, InterruptedException {
        Setting setting = new Setting(jdk, 512, false, threads, "auto", places.peers(), LARGE_ARRAYS);
        List<String> arguments = List.of(mode, Integer.toString(threads), tasks, shape, Integer.toString(rounds));
        System.err.println("JDK " + jdk.feature() + ": " + String.join(" ", arguments));
        setting.run("" + places.jar(), LinearComparison.class, arguments, line -> {
            System.err.println(line);
            figures.add(LinearFigure.parse(line));
        });
    }

    private String table() {
        StringBuilder text = new StringBuilder(
                "\n| N × D × V | what | JDK | threads | Xent, ms | libtorch, ms | Xent / libtorch | goal | Xent, MB"
                        + " | goal | libtorch, MB | Xent, bytes of garbage per call |\n"
                        + "|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n");
        figures.stream()
                .filter(f -> f.contender().equals("xent") && !Double.isNaN(f.ofLibtorch()))
                .forEach(xent -> {
                    Predicate<LinearFigure> same = f -> f.jdk() == xent.jdk()
                            && f.threads() == xent.threads()
                            && f.task() == xent.task()
                            && f.shape().equals(xent.shape());
                    boolean gradients = xent.task() == LinearTask.GRADIENTS;
                    String cells = String.join(
                            " | ",
                            xent.shape().replace("x", " × "),
                            xent.task().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                            "" + xent.jdk(),
                            "" + xent.threads(),
                            "%.0f".formatted(xent.milliseconds()),
                            find(same, "libtorch", "%.0f", LinearFigure::milliseconds, LinearFigure::busy),
                            "%.2f".formatted(xent.ofLibtorch()),
                            gradients && xent.shape().equals(SHAPE) && xent.threads() == 2 ? "≤ 0.85" : "",
                            find(same, "xent", "%.0f", LinearFigure::extraMegabytes, LinearFigure::extraMegabytes),
                            gradients && xent.threads() == 2 ? "≤ 64" : "",
                            find(same, "libtorch", "%.0f", LinearFigure::extraMegabytes, LinearFigure::extraMegabytes),
                            find(same, "xent", "%.0f", LinearFigure::garbageBytes, LinearFigure::extraMegabytes));
                    text.append("| ").append(cells).append(" |\n");
                });
        return text.toString();
    }

    @FunctionalInterface
    private interface Value {
        double of(LinearFigure figure);
    }

    /** The value of the figure of a contender in which another value was measured; empty where there is none. */
    private String find(Predicate<LinearFigure> same, String contender, String format, Value value, Value measured) {
        return figures.stream()
                .filter(same)
                .filter(f -> f.contender().equals(contender) && !Double.isNaN(measured.of(f)))
                .map(f -> String.format(Locale.ROOT, format, value.of(f)))
                .findFirst()
                .orElse("");
    }
}
