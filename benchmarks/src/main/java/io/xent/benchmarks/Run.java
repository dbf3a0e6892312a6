package io.xent.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code benchmarks/run}: starts one JVM per setting, collects their figures, prints tables and writes them down. */
public final class Run {

    private static final String SHAPES = "1000000x3,65536x10,1000000x10,1000000x26,8192x1000,512x32000,256x128256";
    private static final String OTHER_SHAPES = "500000x5,100000x100,30000x300,2000x5000,300x50000,8192x1000/1040";
    private static final String PRODUCTS =
            "RIGHT:352x32000x1024,NONE:352x1024x32000,LEFT:32000x1024x352,RIGHT:20000x10x784,LEFT:10x784x20000";
    private static final String ALL =
            "libtorch,libtorch-log-softmax,onnxruntime-loss-only,xent,scale-in-place,array-copy";

    /** A small young generation: arrays are counted as memory, garbage in passing is not. */
    private static final List<String> LARGE_ARRAYS = List.of("-XX:+UseSerialGC", "-Xmn16m");

    private final Path jar = Path.of(System.getProperty("xent.benchmarks.jar"));
    private final Path peers = jar.resolveSibling("peers");
    private final Path nd4j = jar.getParent().resolveSibling("nd4j").resolve("target");
    private final Path docs = Path.of(System.getProperty("xent.benchmarks.docs"));
    private final List<Jdk> jdks = Jdk.found();
    private final boolean quick;

    private Run(boolean quick) {
        this.quick = quick;
    }

    /** Arguments: {@code kernels}, {@code linear} or {@code products}, and {@code --quick} to see that all is there. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> given = List.of(arguments);
        Run run = new Run(given.contains("--quick"));
        switch (given.isEmpty() ? "" : given.get(0)) {
            case "kernels" -> run.kernels();
            case "linear" -> run.linear();
            case "products" -> run.products();
            default -> {
                System.err.println(
                        "usage: benchmarks/run kernels|linear|products [--quick], or benchmarks/run jmh [options of JMH]");
                System.exit(2);
            }
        }
    }

    private void kernels() throws IOException, InterruptedException {
        List<Figure> figures = new ArrayList<>();
        for (Jdk jdk : jdks) {
            for (int threads : new int[] {1, 2}) {
                for (int bits : new int[] {512, 256}) {
                    for (boolean tuned : new boolean[] {false, true}) {
                        compare(new Setting(jdk, bits, tuned, threads, "auto", peers, List.of()), ALL, figures);
                    }
                }
                compare(
                        new Setting(jdk, 512, false, threads, "scalar", peers, List.of()),
                        "libtorch,xent,scale-in-place",
                        figures);
                compare(
                        new Setting(jdk, 512, false, threads, "auto", nd4j.resolve("peers"), List.of()),
                        "nd4j,xent,scale-in-place",
                        figures);
            }
        }
        String table = KernelTable.of(figures);
        System.out.println(table);
        if (quick) {
            System.out.println("Quick: to see that all is there. Nothing was written down.");
            return;
        }
        Files.createDirectories(docs);
        List<String> lines = new ArrayList<>(List.of(Figure.HEADER));
        figures.forEach(figure -> lines.add(figure.csv()));
        Files.write(docs.resolve("kernels.csv"), lines);
        Files.writeString(
                docs.resolve("kernels.md"), Machine.describe(jdks, peers, nd4j.resolve("peers")) + "\n" + table);
        Files.writeString(docs.resolve("kernels.svg"), KernelPlot.of(figures));
    }

    private void compare(Setting setting, String contenders, List<Figure> figures)
            throws IOException, InterruptedException {
        String shapes = quick ? "5000x10,100x1000/1040" : SHAPES + "," + OTHER_SHAPES;
        List<String> arguments = List.of(
                Integer.toString(setting.bits()),
                setting.allocator(),
                Integer.toString(setting.threads()),
                quick ? "3" : "21",
                quick ? "0" : "6",
                contenders,
                shapes);
        Path classes = setting.peers().equals(peers) ? jar : nd4j.resolve("classes");
        System.err.printf(
                Locale.ROOT,
                "JDK %d, %d bits, allocator %s, %d threads, kernels %s: %s%n",
                setting.jdk().feature(),
                setting.bits(),
                setting.allocator(),
                setting.threads(),
                setting.kernels(),
                contenders);
        Path path = classes.equals(jar) ? jar : Path.of(jar + File.pathSeparator + classes);
        setting.run(path, KernelComparison.class, arguments, line -> {
            if (Character.isDigit(line.charAt(0))) {
                figures.add(Figure.parse(line));
            } else {
                System.err.println(line);
            }
        });
    }

    private void linear() throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>(List.of(LinearComparison.HEADER));
        String[] shapes = quick ? new String[] {"64x32x1000"} : new String[] {"1024x1024x32000", "1024x1024x256000"};
        for (Jdk jdk : jdks) {
            for (int threads : new int[] {2, 1}) {
                Setting setting = new Setting(jdk, 512, false, threads, "auto", peers, LARGE_ARRAYS);
                for (String shape : shapes) {
                    for (String mode : new String[] {"time", "memory:xent", "memory:libtorch"}) {
                        if (threads == 2 || mode.equals("time") && shape.endsWith("32000")) {
                            List<String> arguments = List.of(mode, Integer.toString(threads), shape, quick ? "3" : "7");
                            setting.run(jar, LinearComparison.class, arguments, line -> {
                                System.out.println(line);
                                if (Character.isDigit(line.charAt(0))) {
                                    lines.add(line);
                                }
                            });
                        }
                    }
                }
            }
        }
        if (!quick) {
            Files.createDirectories(docs);
            Files.write(docs.resolve("linear.csv"), lines);
        }
    }

    private void products() throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>(List.of(ProductComparison.HEADER));
        for (Jdk jdk : jdks) {
            for (int threads : new int[] {1, 2}) {
                Setting setting = new Setting(jdk, 512, false, threads, "auto", peers, LARGE_ARRAYS);
                List<String> arguments =
                        List.of(Integer.toString(threads), quick ? "3" : "15", quick ? "LEFT:10x784x2000" : PRODUCTS);
                setting.run(jar, ProductComparison.class, arguments, line -> {
                    System.out.println(line);
                    lines.add(line);
                });
            }
        }
        if (!quick) {
            Files.createDirectories(docs);
            Files.write(docs.resolve("products.csv"), lines);
        }
    }
}
