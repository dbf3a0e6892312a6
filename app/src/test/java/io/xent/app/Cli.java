package io.xent.app;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The program as its users meet it: words in, two streams and a status out. */
final class Cli {

    /** What a run left. */
    record Result(int status, String out, String err) {}

    private Cli() {}

    /** Runs it in this JVM. */
    static Result run(Object... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Streams streams = new Streams(InputStream.nullInputStream(), stream(out), stream(err), false, false);
        String[] arguments = Arrays.stream(words).map(String::valueOf).toArray(String[]::new);
        int status = Main.run(arguments, streams, Interruption.none());
        return new Result(status, text(out), text(err));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** The command that runs it in a JVM of its own. */
    static List<String> command(Object... words) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Xmx1g"));
        if (Runtime.version().feature() >= 22) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        if (Runtime.version().feature() >= 23) {
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.add("io.xent.app.Main");
        Arrays.stream(words).map(String::valueOf).forEach(command::add);
        return command;
    }

    /** Runs a command to its end in a directory. */
    static Result process(Path directory, Map<String, String> environment, List<String> command) {
        try {
            Path out = Files.createTempFile("xent-out", ".txt");
            Path err = Files.createTempFile("xent-err", ".txt");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().putAll(environment);
            int status = builder.start().waitFor();
            Result result = new Result(status, Files.readString(out), Files.readString(err));
            Files.delete(out);
            Files.delete(err);
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** The directory that holds README.md, LICENSE and the rooms. */
    static Path project() {
        Path directory = Path.of("").toAbsolutePath();
        while (!(Files.exists(directory.resolve("LICENSE")) && Files.isDirectory(directory.resolve("core")))) {
            directory = directory.getParent();
        }
        return directory;
    }
}
