package io.xent.benchmarks;

import io.xent.benchmarks.training.GrowthRun;
import io.xent.benchmarks.training.TrainingRun;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code benchmarks/run}: starts one JVM per setting, collects their figures, prints tables and writes them down. */
public final class Run {

    private static final String PRODUCTS =
            "RIGHT:352x32000x1024,NONE:352x1024x32000,LEFT:32000x1024x352,RIGHT:20000x10x784,LEFT:10x784x20000";

    private final Places places = Places.given();
    private final List<Jdk> jdks = Jdk.found();
    private final boolean quick;

    private Run(boolean quick) {
        this.quick = quick;
    }

    /** Arguments: what to run, and {@code --quick} to see that all is there. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> given = List.of(arguments);
        Run run = new Run(given.contains("--quick"));
        switch (given.isEmpty() ? "" : given.get(0)) {
            case "kernels" -> new KernelRun(run.places, run.jdks, run.quick, chosen(given)).run();
            case "retake" -> new KernelRun(run.places, run.jdks, false, chosen(given)).retake();
            case "starts" -> new StartRun(run.places, run.jdks, run.quick, chosen(given)).run();
            case "draw" -> KernelRun.draw(run.places.docs());
            case "training" ->
                new TrainingRun(
                                run.places,
                                chosen(given),
                                run.quick,
                                given.contains("--again"),
                                given.contains("--disturbed"))
                        .run();
            case "draw-training" -> new TrainingRun(run.places, Map.of(), false, false, false).draw();
            case "growth" -> new GrowthRun(run.places, chosen(given), run.quick).run();
            case "draw-jmh" -> KernelRun.drawJmh(run.places.docs());
            case "accuracy" -> new AccuracyRun(run.places, run.jdks, run.quick).run();
            case "linear" -> new LinearRun(run.places, run.jdks, run.quick).run();
            case "products" -> run.products();
            case "networks" -> new NetworkRun(run.places, run.jdks, run.quick, chosen(given)).run();
            default -> {
                System.err.println(
                        "usage: benchmarks/run training|growth|kernels|accuracy|linear|products|networks|starts [--quick],"
                                + " benchmarks/run draw, or benchmarks/run jmh [options of JMH]");
                System.exit(2);
            }
        }
    }

    private static Map<String, String> chosen(List<String> given) {
        Map<String, String> chosen = new LinkedHashMap<>();
        for (String word : given) {
            int at = word.indexOf('=');
            if (at > 0) {
                chosen.put(word.substring(0, at), word.substring(at + 1));
            }
        }
        return chosen;
    }

    private void products() throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>(List.of(ProductComparison.HEADER));
        for (Jdk jdk : jdks) {
            for (int threads : new int[] {1, 2}) {
                Setting setting = new Setting(jdk, 512, false, threads, "auto", places.peers(), List.of());
                List<String> arguments =
                        List.of(Integer.toString(threads), quick ? "3" : "15", quick ? "LEFT:10x784x2000" : PRODUCTS);
                setting.run("" + places.jar(), ProductComparison.class, arguments, line -> {
                    System.out.println(line);
                    lines.add(line);
                });
            }
        }
        if (!quick) {
            Files.createDirectories(places.docs());
            Files.write(places.docs().resolve("products.csv"), lines);
        }
    }
}
