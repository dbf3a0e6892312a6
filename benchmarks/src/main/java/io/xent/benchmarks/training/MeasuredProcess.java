package io.xent.benchmarks.training;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Runs another program and measures it by Linux's /proc. Its time limit counts from the line {@code begin}, if it prints one; then it is
 * killed.
 */
final class MeasuredProcess {

    private static final int TICKS_PER_SECOND = 100;

    private final Process process;
    private final AtomicReference<Double> deadline;
    private final long[] ticks = ticks();
    private final long start = System.nanoTime();
    private double peak;

    private MeasuredProcess(ProcessBuilder builder, double deadline) throws IOException {
        this.deadline = new AtomicReference<>(deadline);
        process = builder.start();
    }

    /**
     * @param startLimit seconds until it must have ended, or said {@code begin}
     * @param limit seconds from there
     * @param log where standard error goes
     * @param lines given what it prints, line by line, on another thread
     */
    static Measured run(List<String> command, double startLimit, double limit, Path log, Consumer<String> lines)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(Redirect.to(log.toFile()));
        builder.directory(log.getParent().toFile());
        return new MeasuredProcess(builder, startLimit).finish(limit, lines);
    }

    private Measured finish(double limit, Consumer<String> lines) throws IOException, InterruptedException {
        Thread killer = new Thread(this::kill);
        Runtime.getRuntime().addShutdownHook(killer);
        Thread reader = new Thread(() -> read(limit, lines));
        reader.start();
        boolean ended = true;
        while (!process.waitFor(10, TimeUnit.MILLISECONDS)) {
            peak = Math.max(peak, peakMegabytes());
            if (ended && seconds() > deadline.get()) {
                ended = false;
                kill();
            }
        }
        double seconds = seconds();
        long[] end = ticks();
        reader.join();
        Runtime.getRuntime().removeShutdownHook(killer);
        long children = end[2] - ticks[2];
        double others = (end[0] - ticks[0] - children - (end[3] - ticks[3])) / (double) (end[1] - ticks[1]);
        return new Measured(
                ended, process.exitValue(), seconds, children / (double) TICKS_PER_SECOND, peak, Math.max(0, others));
    }

    private void read(double limit, Consumer<String> lines) {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.equals("begin")) {
                    deadline.set(seconds() + limit);
                } else {
                    lines.accept(line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }

    private void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private double peakMegabytes() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .mapToDouble(handle -> peakMegabytes(handle.pid()))
                .max()
                .orElse(0);
    }

    /** 0 where the process has gone meanwhile. */
    private static double peakMegabytes(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }

    /** Of all processors: in use, and in all; of the children of this process that have ended; of this process. */
    private static long[] ticks() {
        try {
            String[] all =
                    Files.readAllLines(Path.of("/proc/stat")).get(0).trim().split(" +");
            long idle = Long.parseLong(all[4]) + Long.parseLong(all[5]);
            long total = 0;
            for (int i = 1; i <= 8; i++) {
                total += Long.parseLong(all[i]);
            }
            String stat = Files.readString(Path.of("/proc/self/stat"));
            String[] own = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return new long[] {
                total - idle,
                total,
                Long.parseLong(own[13]) + Long.parseLong(own[14]),
                Long.parseLong(own[11]) + Long.parseLong(own[12])
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
