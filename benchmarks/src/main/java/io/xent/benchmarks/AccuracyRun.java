package io.xent.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code benchmarks/run accuracy}: one JVM per JDK and width; then the table, and the files of docs/benchmarks. */
final class AccuracyRun {

    private final Places places;
    private final List<Jdk> jdks;
    private final boolean quick;

    AccuracyRun(Places places, List<Jdk> jdks, boolean quick) {
        this.places = places;
        this.jdks = jdks;
        this.quick = quick;
    }

    void run() throws IOException, InterruptedException {
        List<AccuracyFigure> figures = new ArrayList<>();
        for (Jdk jdk : jdks) {
            for (int bits : new int[] {512, 256, 128}) {
                Setting setting = new Setting(jdk, bits, false, 2, "vector", places.peers(), List.of());
                List<String> arguments = List.of(Integer.toString(bits), quick ? "quick" : "all");
                System.err.println("JDK " + jdk.feature() + ", " + bits + " bits");
                setting.run("" + places.jar(), AccuracyComparison.class, arguments, line -> {
                    if (Character.isDigit(line.charAt(0))) {
                        figures.add(AccuracyFigure.parse(line));
                    } else {
                        System.err.println(line);
                    }
                });
            }
        }
        String table = AccuracySummary.of(figures);
        System.out.println(table);
        if (!quick) {
            Path docs = Files.createDirectories(places.docs());
            List<String> lines = new ArrayList<>(List.of(AccuracyFigure.HEADER));
            figures.forEach(figure -> lines.add(figure.csv()));
            Files.write(docs.resolve("accuracy.csv"), lines);
            Files.writeString(
                    docs.resolve("accuracy.md"),
                    "# Errors in single precision\n\n" + Machine.describe(jdks, places.peers()) + table);
        }
    }
}
