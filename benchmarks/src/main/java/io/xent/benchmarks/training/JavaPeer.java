package io.xent.benchmarks.training;

import io.xent.benchmarks.Jdk;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A peer on the JVM: a folder with one program and a pom of its own, which is no module of the build. Its libraries go to target/lib
 * there, on a class path that nothing else shares.
 *
 * @param options of the JVM, beyond those that all have
 */
record JavaPeer(Path folder, String main, Path harness, Jdk jdk, List<String> options) {

    private static final String COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies";

    /** Garbage collector and heap as in Xent's launcher. */
    static List<String> jvm(Jdk jdk) {
        List<String> command =
                new ArrayList<>(List.of("" + jdk.java(), "-XX:+UseParallelGC", "-XX:MaxRAMPercentage=60"));
        if (jdk.feature() >= 24) {
            command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        }
        return command;
    }

    List<String> command() {
        List<String> command = jvm(jdk);
        command.addAll(options);
        command.addAll(List.of("-cp", classes() + File.pathSeparator + path(), main()));
        return command;
    }

    private Path classes() {
        return folder.resolve("target/classes");
    }

    private String path() {
        return harness + File.pathSeparator + folder.resolve("target/lib") + "/*";
    }

    /** Fetches its libraries and compiles it where that has not been done since its sources changed. */
    Optional<String> missing() throws IOException, InterruptedException {
        Path lib = folder.resolve("target/lib");
        Path log = Files.createDirectories(folder.resolve("target")).resolve("log.txt");
        if (newer(folder.resolve("pom.xml"), lib)) {
            List<String> fetch = List.of(
                    "mvn",
                    "-q",
                    "-B",
                    "-f",
                    "" + folder.resolve("pom.xml"),
                    COPY,
                    "-DincludeScope=runtime",
                    "-DoutputDirectory=" + lib);
            if (!succeeds(fetch, log)) {
                return Optional.of("Maven could not fetch it, see " + log);
            }
            touch(lib);
        }
        Path source = folder.resolve(main().substring(main().lastIndexOf('.') + 1) + ".java");
        if (newer(source, classes())) {
            Files.createDirectories(classes());
            List<String> compile = List.of(
                    "" + jdk.home().resolve("bin/javac"),
                    "-proc:none",
                    "-nowarn",
                    "-d",
                    "" + classes(),
                    "-cp",
                    path(),
                    "" + source);
            if (!succeeds(compile, log)) {
                return Optional.of("it does not compile, see " + log);
            }
            touch(classes());
        }
        return Optional.empty();
    }

    private static boolean newer(Path source, Path target) throws IOException {
        return !Files.exists(target)
                || Files.getLastModifiedTime(source).compareTo(Files.getLastModifiedTime(target)) > 0;
    }

    private static void touch(Path folder) throws IOException {
        Files.setLastModifiedTime(folder, java.nio.file.attribute.FileTime.from(java.time.Instant.now()));
    }

    private static boolean succeeds(List<String> command, Path log) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start()
                        .waitFor()
                == 0;
    }
}
