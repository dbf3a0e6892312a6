package io.xent.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code benchmarks/run networks}: seconds per epoch of ours and libtorch's. What is chosen, such as {@code jdk=25 threads=2
 * network=conv}, is taken anew; other figures that are written down stay.
 */
final class NetworkRun {

    private static final int ROWS = 60_000;
    private static final int QUICK_ROWS = 2_560;
    private static final int ROUNDS = 3;

    /**
     * libtorch's OpenMP lets helpers spin between its many short loops; on a virtual machine with two processors that made it
     * twenty times slower. This is how it is fastest.
     */
    private static final Map<String, String> SLEEPING_HELPERS = Map.of("OMP_WAIT_POLICY", "passive");

    private final Places places;
    private final List<Jdk> jdks;
    private final boolean quick;
    private final Map<String, String> chosen;
    private final List<NetworkFigure> figures = new ArrayList<>();

    NetworkRun(Places places, List<Jdk> jdks, boolean quick, Map<String, String> chosen) {
        this.places = places;
        this.jdks = jdks;
        this.quick = quick;
        this.chosen = chosen;
    }

    void run() throws IOException, InterruptedException {
        for (String network : new String[] {"dense", "conv"}) {
            for (Jdk jdk : jdks) {
                for (int threads : new int[] {1, 2}) {
                    if (isChosen("network", network)
                            && isChosen("jdk", "" + jdk.feature())
                            && isChosen("threads", "" + threads)) {
                        measure(network, jdk, threads);
                    }
                }
            }
        }
        if (quick) {
            System.out.println(table(figures));
            return;
        }
        List<NetworkFigure> all = withThoseWrittenDown();
        System.out.println(table(all));
        List<String> lines = new ArrayList<>(List.of(NetworkFigure.HEADER));
        all.forEach(figure -> lines.add(figure.csv()));
        Files.createDirectories(places.docs());
        Files.write(file(), lines);
        Files.writeString(
                places.docs().resolve("networks.md"),
                "# Seconds per epoch of a network\n\n" + Machine.describe(jdks, places.peers()) + table(all));
    }

    private Path file() {
        return places.docs().resolve("networks.csv");
    }

    private boolean isChosen(String what, String value) {
        return chosen.getOrDefault(what, value).equals(value);
    }

    private void measure(String network, Jdk jdk, int threads) throws IOException, InterruptedException {
        Setting setting = new Setting(jdk, 512, false, threads, "auto", places.peers(), List.of());
        List<String> arguments =
                List.of("" + threads, network, "" + (quick ? QUICK_ROWS : ROWS), "" + (quick ? 1 : ROUNDS));
        System.err.println("JDK " + jdk.feature() + ": " + String.join(" ", arguments));
        setting.run("" + places.jar(), NetworkComparison.class, arguments, SLEEPING_HELPERS, line -> {
            System.err.println(line);
            figures.add(NetworkFigure.parse(line));
        });
    }

    private List<NetworkFigure> withThoseWrittenDown() throws IOException {
        List<NetworkFigure> all = new ArrayList<>(figures);
        if (Files.isReadable(file())) {
            Files.readAllLines(file()).stream()
                    .skip(1)
                    .map(NetworkFigure::parse)
                    .filter(old -> figures.stream().noneMatch(f -> f.setting().equals(old.setting())))
                    .forEach(all::add);
        }
        all.sort(Comparator.comparing(NetworkFigure::setting).reversed());
        return all;
    }

    private static String table(List<NetworkFigure> figures) {
        StringBuilder text = new StringBuilder(
                "\n| network | JDK | threads | contender | seconds | of libtorch | goal | GFLOP/s | first epoch |\n"
                        + "|---|--:|--:|---|--:|--:|--:|--:|--:|\n");
        for (NetworkFigure f : figures) {
            boolean ours = f.contender().equals("xent");
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %d | %d | %s | %.2f (%.2f–%.2f) | %.2f | %s | %.0f | %.2f |%n",
                    f.network(),
                    f.jdk(),
                    f.threads(),
                    f.contender(),
                    f.seconds(),
                    f.low(),
                    f.high(),
                    f.ofLibtorch(),
                    ours ? "≤ 1" : "",
                    f.gigaflops(),
                    f.first()));
        }
        return text.toString();
    }
}
