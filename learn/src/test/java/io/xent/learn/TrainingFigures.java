package io.xent.learn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Measures trainings: {@code TrainingFigures NAME single|double [THREADS [C [SOLVER]]]} with NAME one of digits, letter, dna,
 * wordnet, fashion, fashion-raw. Prints one line; see docs/benchmarks.md.
 */
final class TrainingFigures {

    private TrainingFigures() {}

    public static void main(String[] arguments) throws IOException {
        Precision precision = Precision.valueOf(arguments[1].toUpperCase(Locale.ROOT));
        Dataset data = load(arguments[0], precision)
                .orElseThrow(() -> new IllegalStateException("the data of " + arguments[0] + " are not here"));
        int threads = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 2;
        double c = arguments.length > 3 ? Double.parseDouble(arguments[3]) : 1;
        SolverKind solver = arguments.length > 4
                ? SolverKind.valueOf(arguments[4].toUpperCase(Locale.ROOT).replace('-', '_'))
                : SolverKind.AUTO;
        try (ThreadParallelism parallelism = new ThreadParallelism(threads)) {
            double cpuBefore = cpuSeconds();
            long start = System.nanoTime();
            Fit fit = SoftmaxRegression.builder()
                    .penalty(Penalty.ofC(c, data.totalWeight()))
                    .solver(solver)
                    .parallelism(parallelism)
                    .build()
                    .fit(data, TrainingMonitor.SILENT);
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                    "%s %s: %.2f s, %.2f cpu s, %d threads, %d iterations, %d passes, objective %.10f, gradient %.2e, gap %.2e,"
                            + " converged %b, peak %d MB, JDK %s%n  %s%n  %s%n",
                    arguments[0],
                    precision,
                    seconds,
                    cpuSeconds() - cpuBefore,
                    threads,
                    fit.iterations(),
                    fit.history().get(fit.history().size() - 1).passes(),
                    fit.objective(),
                    fit.certificate().gradientNorm(),
                    fit.certificate().gap().orElse(Double.NaN),
                    fit.converged(),
                    peakMegabytes(),
                    Runtime.version(),
                    fit.solver(),
                    fit.advice());
        }
    }

    private static Optional<Dataset> load(String name, Precision precision) throws IOException {
        return switch (name) {
            case "wordnet" -> TrainingData.wordnet(precision);
            case "fashion" -> TrainingData.fashion(precision, 255);
            case "fashion-raw" -> TrainingData.fashion(precision, 1);
            default -> TrainingData.csv(name, precision);
        };
    }

    /** Of the whole process: what counts where other programs share the machine. */
    private static double cpuSeconds() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
    }

    private static long peakMegabytes() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmHWM")) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
            }
        }
        return -1;
    }
}
