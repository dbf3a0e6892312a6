package io.xent.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The loss of a linear layer with both gradients, and what else is asked of one: ours and libtorch's. Times are taken in turn
 * in one process; peak memory beyond inputs, outputs and libraries in a process of each.
 */
final class LinearComparison {

    private static final long WARM_UP_NANOS = 4_000_000_000L;

    private final LinearTask task;
    private final String shape;
    private final Threads threads;
    private final LinearProblem problem;

    private LinearComparison(LinearTask task, String shape, Threads threads) {
        this.task = task;
        this.shape = shape;
        this.threads = threads;
        problem = LinearProblem.parse(shape);
    }

    /** Arguments: time, memory:xent or memory:libtorch; threads; tasks; rows×features×classes; rounds. */
    public static void main(String[] arguments) throws IOException {
        try (Threads threads = Threads.of(Integer.parseInt(arguments[1]))) {
            for (String name : arguments[2].split(",")) {
                LinearTask task = LinearTask.valueOf(name);
                boolean time = arguments[0].equals("time");
                boolean xent = time || arguments[0].endsWith("xent");
                warmUp(contender(xent, LinearProblem.parse("100x256x2000"), threads), task);
                warmUp(contender(xent, LinearProblem.parse("32x256x2000"), threads), task);
                LinearComparison comparison = new LinearComparison(task, arguments[3], threads);
                int rounds = Integer.parseInt(arguments[4]);
                if (time) {
                    comparison.time(rounds);
                } else {
                    comparison.memory(xent, rounds);
                }
            }
        }
        System.exit(0); // libraries of peers keep threads
    }

    private static LinearContender contender(boolean xent, LinearProblem problem, Threads threads) {
        return xent ? new LinearXent(problem, threads) : new LinearTorch(problem, threads.count());
    }

    /** Long enough for the compiler, whose own memory is not what is asked for; with few rows, products take another way. */
    private static void warmUp(LinearContender contender, LinearTask task) {
        long end = System.nanoTime() + WARM_UP_NANOS;
        while (System.nanoTime() < end) {
            contender.run(task);
        }
    }

    private void time(int rounds) {
        List<LinearContender> contenders =
                List.of(contender(true, problem, threads), contender(false, problem, threads));
        double[][] times = new double[contenders.size()][rounds];
        double[] losses = new double[contenders.size()];
        for (int c = 0; c < losses.length; c++) {
            losses[c] = contenders.get(c).run(task);
        }
        requireEqual(contenders, losses);
        Busy busy = new Busy();
        for (int round = 0; round < rounds; round++) {
            for (int c = 0; c < times.length; c++) {
                Busy.awaitIdleHelpers();
                long before = System.nanoTime();
                contenders.get(c).run(task);
                times[c][round] = (System.nanoTime() - before) / 1e6;
            }
        }
        double others = busy.shareOfOthers();
        double[] ratios = new double[rounds];
        for (int c = 0; c < times.length; c++) {
            double[] own = times[c];
            Arrays.setAll(ratios, round -> own[round] / times[1][round]);
            print(contenders.get(c), own, median(ratios), Double.NaN, Double.NaN, others);
        }
    }

    /** Gradients are compared where they are large and where they are small: a stride that meets all columns. */
    private void requireEqual(List<LinearContender> contenders, double[] losses) {
        LinearContender first = contenders.get(0);
        LinearContender second = contenders.get(1);
        if (task == LinearTask.LOG_PROBABILITIES || task == LinearTask.TOP_TEN) {
            for (int i = 0; i < first.logProbabilities().length; i++) {
                requireEqual("log-probability", i, first.logProbabilities()[i], second.logProbabilities()[i], 1);
            }
            return;
        }
        requireEqual("the loss", 0, losses[0], losses[1], 1);
        if (task == LinearTask.GRADIENTS) {
            double scale = 1.0 / problem.rows;
            for (int at = 0; at < problem.rows * problem.features; at += 1009) {
                requireEqual("dH", at, first.hiddenGradient(at), second.hiddenGradient(at), scale);
            }
            for (int at = 0; at < problem.classes * problem.features; at += 1009) {
                requireEqual("dW", at, first.weightsGradient(at), second.weightsGradient(at), scale);
            }
        }
    }

    private static void requireEqual(String what, int at, double a, double b, double scale) {
        if (!(Math.abs(a - b) <= 1e-4 * scale)) {
            throw new IllegalStateException(what + " differs at " + at + ": " + a + " and " + b);
        }
    }

    private void memory(boolean xent, int rounds) throws IOException {
        LinearContender contender = contender(xent, problem, threads);
        contender.touchOutputs();
        Files.writeString(Path.of("/proc/self/clear_refs"), "5"); // forget the peak so far
        long base = kilobytes("VmHWM");
        double[] times = new double[rounds];
        long garbage = 0;
        for (int i = 0; i < times.length; i++) {
            long allocated = allocatedBytes();
            long before = System.nanoTime();
            contender.run(task);
            times[i] = (System.nanoTime() - before) / 1e6;
            garbage = allocatedBytes() - allocated;
        }
        double extra = (kilobytes("VmHWM") - base) / 1024.0;
        print(contender, times, Double.NaN, extra, xent ? garbage : Double.NaN, Double.NaN);
    }

    /** By all threads that live. */
    private static long allocatedBytes() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadAllocatedBytes(threads.getAllThreadIds()))
                .sum();
    }

    private static long kilobytes(String name) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith(name + ":")) {
                return Long.parseLong(line.replaceAll("[^0-9]", ""));
            }
        }
        throw new IllegalStateException("/proc/self/status has no " + name);
    }

    private void print(
            LinearContender contender, double[] times, double ratio, double extra, double garbage, double busy) {
        System.out.println(new LinearFigure(
                        Runtime.version().feature(),
                        threads.count(),
                        task,
                        shape,
                        contender.name(),
                        times.length,
                        median(times),
                        Arrays.stream(times).min().orElse(Double.NaN),
                        Arrays.stream(times).max().orElse(Double.NaN),
                        ratio,
                        extra,
                        garbage,
                        busy)
                .csv());
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
