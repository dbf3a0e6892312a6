package io.xent.app;

import io.xent.learn.InvalidInputException;
import picocli.CommandLine.Option;

/** How a long training survives its process. */
final class CheckpointOptions {

    @Option(
            names = "--resume",
            description = "Go on where the same command was interrupted; the result is the same to the last bit.")
    boolean resume;

    @Option(
            names = "--checkpoint-every",
            paramLabel = "SECONDS",
            defaultValue = "120",
            description =
                    "How often a training is saved beside the model while it goes on, so that --resume loses little"
                            + " even if the machine stops. Default: ${DEFAULT-VALUE}.")
    int seconds;

    void check() {
        if (seconds < 0) {
            throw new InvalidInputException("--checkpoint-every is " + seconds + ": it must not be negative");
        }
    }

    long nanos() {
        return seconds * 1_000_000_000L;
    }
}
