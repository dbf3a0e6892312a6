package io.xent.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * {@code benchmarks/run kernels}: one JVM per setting, all contenders in each; then the table, and the files of
 * docs/benchmarks. Words such as {@code jdk=25 threads=1 bits=512 allocator=shipped kernels=vector shapes=8192x1000,512x32000} choose some of
 * it, which is printed and not written down.
 */
final class KernelRun {

    private static final String SHAPES = Goal.VECTOR.stream().map(Goal::shape).collect(Collectors.joining(","));

    /** Not looked at while kernels were chosen: other sizes, and rows with a stride. */
    private static final String OTHER_SHAPES = "500000x5,100000x100,30000x300,2000x5000,300x50000,8192x1000/1040";

    private static final String SCALAR_SHAPES = "65536x10,8192x1000,512x32000,256x128256";

    /** ND4J takes a second for some of the others. */
    private static final String ND4J_SHAPES = "65536x10,8192x1000,512x32000";

    /** A setting during which other processes used more than this share of the machine is taken again. */
    static final double MOST_BUSY = 0.05;

    private static final String QUICK_SHAPES = "5000x10,100x1000/1040";

    private final Places places;
    private final List<Jdk> jdks;
    private final boolean quick;
    private final Map<String, String> chosen;
    private final List<Figure> figures = new ArrayList<>();

    /** The figures of an earlier run, setting by setting in the order of the plan, of which only some are to be taken again; else empty. */
    private List<List<Figure>> earlier = List.of();

    private int settings;

    KernelRun(Places places, List<Jdk> jdks, boolean quick, Map<String, String> chosen) {
        this.places = places;
        this.jdks = jdks;
        this.quick = quick;
        this.chosen = chosen;
    }

    /** Takes those settings again that words choose; without words, those during which others used the machine. */
    void retake() throws IOException, InterruptedException {
        earlier = new ArrayList<>();
        Figure last = null;
        for (Figure figure : read(places.docs())) {
            if (last == null || !figure.setting().equals(last.setting())) {
                earlier.add(new ArrayList<>());
            }
            earlier.get(earlier.size() - 1).add(figure);
            last = figure;
        }
        run();
    }

    void run() throws IOException, InterruptedException {
        for (Jdk jdk : jdks) {
            for (int threads : new int[] {1, 2}) {
                for (int bits : new int[] {512, 256}) {
                    String shapes = bits == 512 ? SHAPES + "," + OTHER_SHAPES : SHAPES;
                    compare(
                            new Setting(jdk, bits, false, threads, "auto", places.peers(), List.of()),
                            "libtorch,onnxruntime-loss-only,xent,scale-in-place,array-copy",
                            shapes);
                    compare(
                            new Setting(jdk, bits, true, threads, "auto", places.peers(), List.of()),
                            "libtorch,libtorch-log-softmax,xent,scale-in-place",
                            shapes);
                }
                compare(
                        new Setting(jdk, 512, false, threads, "scalar", places.peers(), List.of()),
                        "libtorch,xent,scale-in-place",
                        SCALAR_SHAPES);
                if (jdk.equals(jdks.get(0))) {
                    compare(
                            new Setting(jdk, 512, false, threads, "auto", places.nd4jPeers(), List.of()),
                            "nd4j,xent,scale-in-place",
                            ND4J_SHAPES);
                }
            }
        }
        if (quick || !chosen.isEmpty() && earlier.isEmpty()) {
            System.out.println(KernelTable.of(figures));
            System.out.println("Some of all there is: nothing was written down.");
            return;
        }
        Files.createDirectories(places.docs());
        List<String> lines = new ArrayList<>(List.of(Figure.HEADER));
        figures.forEach(figure -> lines.add(figure.csv()));
        Files.write(places.docs().resolve("kernels.csv"), lines);
        Files.writeString(
                places.docs().resolve("machine.md"), Machine.describe(jdks, places.peers(), places.nd4jPeers()));
        draw(places.docs());
    }

    /** Makes table and plot of the figures that are written down. */
    static void draw(Path docs) throws IOException {
        List<Figure> figures = read(docs);
        String table = KernelTable.of(figures);
        System.out.println(table);
        Files.writeString(
                docs.resolve("kernels.md"),
                "# Loss and gradient: all settings\n\n" + Files.readString(docs.resolve("machine.md")) + table);
        Files.writeString(docs.resolve("kernels.svg"), KernelPlot.of(figures));
    }

    private static List<Figure> read(Path docs) throws IOException {
        return Files.readAllLines(docs.resolve("kernels.csv")).stream()
                .skip(1)
                .map(Figure::parse)
                .toList();
    }

    /** Makes tables of what JMH has written down. */
    static void drawJmh(Path docs) throws IOException {
        String table = JmhTable.of(docs.resolve("jmh.csv"));
        System.out.println(table);
        Files.writeString(
                docs.resolve("jmh.md"),
                "# Kernels under JMH, on one thread\n\n" + Machine.describe(List.of(Jdk.own())) + table);
    }

    private void compare(Setting setting, String contenders, String shapes) throws IOException, InterruptedException {
        List<Figure> before = earlier.isEmpty() ? List.of() : earlier.get(settings++);
        boolean taken = chosen.isEmpty() && !earlier.isEmpty()
                ? before.stream().anyMatch(figure -> figure.busy() > MOST_BUSY)
                : isChosen(setting, contenders);
        if (!taken) {
            figures.addAll(before);
            return;
        }
        List<String> arguments = List.of(
                Integer.toString(setting.bits()),
                setting.allocator(),
                Integer.toString(setting.threads()),
                quick ? "3" : "21",
                quick ? "0" : "1.5",
                contenders,
                quick ? QUICK_SHAPES : chosen.getOrDefault("shapes", shapes));
        System.err.printf(
                Locale.ROOT,
                "JDK %d, %d bits, allocator %s, threads %d, kernels %s: %s%n",
                setting.jdk().feature(),
                setting.bits(),
                setting.allocator(),
                setting.threads(),
                setting.kernels(),
                contenders);
        boolean nd4j = setting.peers().equals(places.nd4jPeers());
        String path = nd4j ? places.jar() + File.pathSeparator + places.nd4jClasses() : "" + places.jar();
        setting.run(path, KernelComparison.class, arguments, line -> {
            if (Character.isDigit(line.charAt(0))) {
                figures.add(Figure.parse(line));
            } else {
                System.err.println(line);
            }
        });
    }

    private boolean isChosen(Setting setting, String contenders) {
        return chosen("jdk", "" + setting.jdk().feature())
                && chosen("threads", "" + setting.threads())
                && chosen("bits", "" + setting.bits())
                && chosen("allocator", setting.allocator())
                && chosen("kernels", setting.kernels().equals("auto") ? "vector" : setting.kernels())
                && (chosen.isEmpty() || chosen.containsKey("nd4j") == contenders.contains("nd4j"));
    }

    private boolean chosen(String what, String value) {
        return chosen.getOrDefault(what, value).equals(value);
    }
}
