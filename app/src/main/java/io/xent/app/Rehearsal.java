package io.xent.app;

import java.nio.file.Path;
import java.util.List;

/**
 * The commands that are used most, one after the other in one JVM, so that it can keep for later starts which classes they
 * load and, from JDK 25 on, which methods are how busy. The launcher runs this once; nothing of it is shown.
 */
final class Rehearsal {

    private Rehearsal() {}

    /** {@code DIRECTORY TABLE} of penguins for what needs no network, {@code DIRECTORY} alone for one. */
    public static void main(String[] arguments) {
        Path directory = Path.of(arguments[0]);
        String rows = directory.resolve("blobs.csv").toString();
        run("data", "blobs", "--rows", "12000", "--features", "16", "--classes", "20", "--noise", "4", "-o", rows);
        String model = directory.resolve("model.onnx").toString();
        if (arguments.length == 1) {
            run("train", rows, "--label", "label", "--split", "0.2", "--hidden", "16", "--epochs", "4", "-o", model);
            return;
        }
        String table = arguments[1];
        run("train", table, "--label", "species", "-o", model);
        run("evaluate", model, table);
        run("predict", model, table, "-o", directory.resolve("predictions.csv").toString());
        run("train", rows, "--label", "label", "--test", rows, "--format", "json", "-o", model);
    }

    private static void run(String... words) {
        int status = Main.run(words, Streams.ofProcess(), Interruption.none());
        if (status != ExitStatus.DONE) {
            throw new IllegalStateException(List.of(words) + " ended with status " + status);
        }
    }
}
