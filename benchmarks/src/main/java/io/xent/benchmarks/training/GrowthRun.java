package io.xent.benchmarks.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.xent.benchmarks.Jdk;
import io.xent.benchmarks.Machine;
import io.xent.benchmarks.Places;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code benchmarks/run growth}: time and memory of {@code xent train}, from start to end, as rows, features and classes
 * become 10 and 100 times as many.
 */
public final class GrowthRun {

    private static final double LIMIT_SECONDS = 200;

    private final Places places;
    private final Path root;
    private final Path work;
    private final boolean quick;
    private final int rounds;
    private final FigureFile<GrowthFigure> figures;

    /**
     * @param words {@code rounds=}, 3 unless given
     * @param quick one round of what grows once, of which nothing is written down
     */
    public GrowthRun(Places places, Map<String, String> words, boolean quick) throws IOException {
        this.places = places;
        this.quick = quick;
        root = places.docs().getParent().getParent();
        work = places.jar().resolveSibling("growth");
        rounds = Integer.parseInt(words.getOrDefault("rounds", quick ? "1" : "3"));
        Path file = quick ? null : places.docs().resolve("growth.csv");
        figures = new FigureFile<>(file, GrowthFigure.HEADER, GrowthFigure::parse);
        figures.removeIf(figure -> true);
    }

    private record Shape(String along, int rows, int features, int classes) {}

    private List<Shape> shapes() {
        List<Shape> shapes = new ArrayList<>(List.of(new Shape("start", 200, 16, 4)));
        for (int times = 1; times <= (quick ? 10 : 100); times *= 10) {
            shapes.add(new Shape("rows", 10_000 * times, 16, 4));
            shapes.add(new Shape("features", 10_000, 10 * times, 4));
            shapes.add(new Shape("classes", 20_000, 16, 100 * times));
        }
        return shapes;
    }

    /** Takes all figures anew, and makes the table of them. */
    public void run() throws IOException, InterruptedException {
        Files.createDirectories(work);
        if (new XentCommand(root).missing().isPresent()) {
            throw new IOException("./xent does not run");
        }
        for (int round = 1; round <= rounds; round++) {
            for (Shape shape : shapes()) {
                GrowthFigure figure = take(shape, round);
                figures.put(List.of(figure));
                System.out.println(figure.csv());
            }
        }
        String table = GrowthTable.of(figures.all());
        System.out.println(table);
        if (!quick) {
            String head = "# How cost grows\n\n" + Machine.describe(Jdk.found().subList(0, 1)) + "\n";
            Files.writeString(places.docs().resolve("growth.md"), head + table);
        }
    }

    private GrowthFigure take(Shape shape, int round) throws IOException, InterruptedException {
        Path data = data(shape);
        List<String> command = List.of(
                "" + root.resolve("xent"),
                "train",
                "" + data,
                "--label=label",
                "--split=0.1",
                "--format=json",
                "-o",
                "" + work.resolve("model.onnx"));
        StringBuilder printed = new StringBuilder();
        Path log = work.resolve("stderr.txt");
        Measured measured = MeasuredProcess.run(command, LIMIT_SECONDS, LIMIT_SECONDS, log, printed::append);
        if (!measured.ended() || printed.isEmpty()) {
            throw new IOException(shape + " did not end in " + LIMIT_SECONDS + " s, or failed: see " + log);
        }
        JsonNode json = new ObjectMapper().readTree(printed.toString());
        return new GrowthFigure(
                shape.along,
                shape.rows,
                shape.features,
                shape.classes,
                round,
                measured.seconds(),
                measured.cpuSeconds(),
                measured.peakMegabytes(),
                json.get("iterations").asInt(),
                json.get("converged").asBoolean(),
                measured.busy());
    }

    /** Made once. */
    private Path data(Shape shape) throws IOException, InterruptedException {
        Path file = work.resolve(String.format(Locale.ROOT, "%d-%d-%d.csv", shape.rows, shape.features, shape.classes));
        if (!Files.exists(file)) {
            Path partial = work.resolve("partial.csv");
            List<String> command = List.of(
                    "" + root.resolve("xent"),
                    "data",
                    "blobs",
                    "--rows=" + shape.rows,
                    "--features=" + shape.features,
                    "--classes=" + shape.classes,
                    "-o",
                    "" + partial);
            if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
                throw new IOException("could not make " + file);
            }
            Files.move(partial, file);
        }
        return file;
    }
}
