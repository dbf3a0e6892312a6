package io.xent.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The loss of a linear layer with both gradients: ours and libtorch's. Times are taken in turn in one process; peak memory
 * beyond inputs, outputs and libraries in a process of each.
 */
final class LinearComparison {

    static final String HEADER =
            "jdk,threads,rows,features,classes,contender,rounds,milliseconds,low,high,extra_megabytes,loss,busy";

    private LinearComparison() {}

    /** Arguments: time, memory:xent or memory:libtorch; threads; rows×features×classes; rounds. */
    public static void main(String[] arguments) throws IOException {
        int[] shape = Arrays.stream(arguments[2].split("x"))
                .mapToInt(Integer::parseInt)
                .toArray();
        int rounds = Integer.parseInt(arguments[3]);
        try (Threads threads = Threads.of(Integer.parseInt(arguments[1]))) {
            if (arguments[0].equals("time")) {
                warmUp(contender(true, new LinearProblem(100, 256, 2000), threads));
                LinearProblem problem = new LinearProblem(shape[0], shape[1], shape[2]);
                time(
                        problem,
                        List.of(new LinearXent(problem, threads), new LinearTorch(problem, threads.count())),
                        rounds,
                        threads.count());
            } else {
                memory(arguments[0].endsWith("xent"), shape, threads);
            }
        }
        System.exit(0); // libraries of peers keep threads
    }

    private static LinearContender contender(boolean xent, LinearProblem problem, Threads threads) {
        return xent ? new LinearXent(problem, threads) : new LinearTorch(problem, threads.count());
    }

    private static void time(LinearProblem problem, List<LinearContender> contenders, int rounds, int threads) {
        double[][] times = new double[contenders.size()][rounds];
        double[] losses = new double[contenders.size()];
        for (LinearContender contender : contenders) {
            contender.run();
        }
        requireEqual(problem, contenders);
        Busy busy = new Busy();
        for (int round = 0; round < rounds; round++) {
            for (int c = 0; c < times.length; c++) {
                long before = System.nanoTime();
                losses[c] = contenders.get(c).run();
                times[c][round] = (System.nanoTime() - before) / 1e6;
            }
        }
        double others = busy.shareOfOthers();
        for (int c = 0; c < times.length; c++) {
            Arrays.sort(times[c]);
            print(problem, threads, contenders.get(c).name(), times[c], Double.NaN, losses[c], others);
        }
    }

    /** Gradients are compared where they are large and where they are small: a stride that meets all columns. */
    private static void requireEqual(LinearProblem problem, List<LinearContender> contenders) {
        LinearContender first = contenders.get(0);
        LinearContender second = contenders.get(1);
        double scale = 1.0 / problem.rows;
        for (int at = 0; at < problem.rows * problem.features; at += 1009) {
            requireEqual("dH", at, first.hiddenGradient(at), second.hiddenGradient(at), scale);
        }
        for (int at = 0; at < problem.classes * problem.features; at += 1009) {
            requireEqual("dW", at, first.weightsGradient(at), second.weightsGradient(at), scale);
        }
    }

    private static void requireEqual(String what, int at, double a, double b, double scale) {
        if (!(Math.abs(a - b) <= 1e-4 * scale)) {
            throw new IllegalStateException(what + " differs at " + at + ": " + a + " and " + b);
        }
    }

    private static void memory(boolean xent, int[] shape, Threads threads) throws IOException {
        warmUp(contender(xent, new LinearProblem(100, 256, 2000), threads));
        LinearProblem problem = new LinearProblem(shape[0], shape[1], shape[2]);
        LinearContender contender = contender(xent, problem, threads);
        contender.touchOutputs();
        Files.writeString(Path.of("/proc/self/clear_refs"), "5"); // forget the peak so far
        long base = kilobytes("VmHWM");
        double[] times = new double[3];
        double loss = 0;
        for (int i = 0; i < times.length; i++) {
            long before = System.nanoTime();
            loss = contender.run();
            times[i] = (System.nanoTime() - before) / 1e6;
        }
        Arrays.sort(times);
        double extra = (kilobytes("VmHWM") - base) / 1024.0;
        print(problem, threads.count(), contender.name(), times, extra, loss, Double.NaN);
    }

    /** Long enough for the compiler, whose own memory is not what is asked for. */
    private static void warmUp(LinearContender contender) {
        long end = System.nanoTime() + 10_000_000_000L;
        while (System.nanoTime() < end) {
            contender.run();
        }
    }

    private static long kilobytes(String name) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith(name + ":")) {
                return Long.parseLong(line.replaceAll("[^0-9]", ""));
            }
        }
        throw new IllegalStateException("/proc/self/status has no " + name);
    }

    private static void print(
            LinearProblem problem, int threads, String name, double[] sorted, double extra, double loss, double busy) {
        List<Object> values = new ArrayList<>(List.of(
                Runtime.version().feature(),
                threads,
                problem.rows,
                problem.features,
                problem.classes,
                name,
                sorted.length));
        String line = String.format(
                Locale.ROOT,
                "%.1f,%.1f,%.1f,%.1f,%.6f,%.2f",
                sorted[sorted.length / 2],
                sorted[0],
                sorted[sorted.length - 1],
                extra,
                loss,
                busy);
        values.add(line);
        System.out.println(
                String.join(",", values.stream().map(Object::toString).toList()));
    }
}
