package io.xent.app;

import io.xent.learn.InvalidInputException;
import picocli.CommandLine.Option;

/** How many threads a command uses. */
final class ThreadOptions {

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "How many threads to use; the result does not depend on it. Default: one per processor.")
    private Integer threads;

    int count() {
        int count = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        if (count < 1) {
            throw new InvalidInputException("the number of threads is " + count + ": it must be at least 1");
        }
        return count;
    }
}
