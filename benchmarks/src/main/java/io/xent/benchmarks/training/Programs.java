package io.xent.benchmarks.training;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Other programs on this machine. */
final class Programs {

    private Programs() {}

    /** Empty if there is such a program on the path; else how to get it. */
    static Optional<String> missing(String program, String obtain) {
        boolean found = Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder).resolve(program)));
        return found ? Optional.empty() : Optional.of("there is no " + program + ": " + obtain);
    }

    /** Empty if the command ends well; else how to get what it needs. */
    static Optional<String> failing(List<String> command, String obtain) throws IOException, InterruptedException {
        Optional<String> missing = missing(command.get(0), obtain);
        return missing.isPresent() || output(command).isPresent() ? missing : Optional.of(obtain);
    }

    /** Version of an installed package of Debian's; "?" elsewhere. */
    static String debianVersion(String name) throws IOException, InterruptedException {
        return missing("dpkg-query", "").isPresent()
                ? "?"
                : output(List.of("dpkg-query", "-W", "-f", "${Version}", name)).orElse("?");
    }

    /** What a command prints; empty if it fails. */
    private static Optional<String> output(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
        return process.waitFor() == 0 ? Optional.of(text) : Optional.empty();
    }
}
