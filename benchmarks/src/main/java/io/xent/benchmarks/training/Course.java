package io.xent.benchmarks.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * What a peer's program in Java says about its fit, in the words of benchmarks/peers/README.md. The clock runs from construction and
 * stands still while points of the course are written down.
 */
final class Course {

    /** How a fit ended. */
    enum End {
        CONVERGED,
        /** After as many iterations as it was given, or of itself without having converged. */
        STOPPED,
        TIME_LIMIT;

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static End of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    private final Path out;
    private final double limit;
    private double paused;
    private double pausedCpu;
    private int next = 1;
    private int points;
    private final double startCpu;
    private final double start;

    /** Starts the clock. */
    Course(Path out, double limit) {
        this.out = out;
        this.limit = limit;
        System.out.println("begin");
        startCpu = cpuClock();
        start = clock();
    }

    double seconds() {
        return clock() - start - paused;
    }

    boolean outOfTime() {
        return seconds() > limit;
    }

    /** A point of the course, if it is time for one: each has at least 1.4 times the iterations of the one before. */
    void point(int iteration, Supplier<double[]> parameters) {
        if (iteration >= next) {
            double seconds = seconds();
            double wall = clock();
            double cpu = cpuClock();
            String file = "point-" + ++points + ".f64";
            write(out.resolve(file), parameters.get());
            System.out.println("point " + seconds + " " + iteration + " " + file);
            next = Math.max(iteration + 1, (int) (iteration * 1.4));
            paused += clock() - wall;
            pausedCpu += cpuClock() - cpu;
        }
    }

    /** A point of which only the objective is known, as the program itself has it. */
    static void point(double seconds, int iteration, double objective) {
        System.out.println("point " + seconds + " " + iteration + " =" + objective);
    }

    static void version(String version) {
        System.out.println("version " + version);
    }

    /**
     * Stops the clock and hands in the fit.
     *
     * @param parameters of it: classes × features weights and then the bias, converted after the clock has stopped
     */
    void end(int iterations, End end, Supplier<double[]> parameters) {
        double seconds = seconds();
        double cpu = cpuClock() - startCpu - pausedCpu;
        write(out.resolve("weights.f64"), parameters.get());
        System.out.println("result " + seconds + " " + cpu + " " + iterations + " " + end.word() + " " + paused);
    }

    private static void write(Path file, double[] parameters) {
        try {
            PreparedData.write(file, parameters);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double clock() {
        return System.nanoTime() / 1e9;
    }

    private static double cpuClock() {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime() / 1e9;
    }
}
