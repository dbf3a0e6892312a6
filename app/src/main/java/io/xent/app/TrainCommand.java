package io.xent.app;

import io.xent.learn.ThreadParallelism;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Learns a classifier from a table, tests it, and writes it and a report about it.",
        customSynopsis = "xent train DATA... --label COLUMN [OPTIONS]",
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  xent train penguins.csv --label species",
            "  xent train sales.parquet --label churned --drop id --weights amount --split 0.25",
            "  xent train 'reviews-*.csv.gz' --label stars --text review --cv 5 -o stars.onnx",
            "  xent train moons.csv --label label --hidden 32,32"
        })
final class TrainCommand implements Callable<Integer> {

    @Mixin
    private TrainOptions options;

    private final Streams streams;
    private final Interruption interruption;

    TrainCommand(Streams streams, Interruption interruption) {
        this.streams = streams;
        this.interruption = interruption;
    }

    @Override
    public Integer call() {
        options.check();
        return run(options, Destination.prepare(options), streams, interruption);
    }

    /** Trains as {@code options} say; returns the exit status. */
    static int run(TrainOptions options, Destination destination, Streams streams, Interruption interruption) {
        long started = System.nanoTime();
        StatusLine line = new StatusLine(streams.err(), streams.isTerminal() && !options.quiet);
        try (ThreadParallelism threads = new ThreadParallelism(options.threads.count())) {
            Training training = new Training(options, destination, line, interruption, threads);
            Outcome outcome = training.run(started);
            line.clear();
            print(outcome, options, streams);
            return outcome.fit().complete() && !interruption.isRequested() ? ExitStatus.DONE : ExitStatus.STOPPED_EARLY;
        } finally {
            line.clear();
        }
    }

    private static void print(Outcome outcome, TrainOptions options, Streams streams) {
        if (options.format.isJson()) {
            streams.out().println(OutcomeJson.of(outcome));
        } else if (!options.quiet) {
            streams.out().print(OutcomeText.of(outcome));
        }
    }
}
