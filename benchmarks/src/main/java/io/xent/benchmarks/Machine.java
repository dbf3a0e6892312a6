package io.xent.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a figure is worth nothing without. */
public final class Machine {

    private Machine() {}

    public static String describe(List<Jdk> jdks, Path... peers) throws IOException {
        StringBuilder text = new StringBuilder();
        line(text, "Date", LocalDate.now(ZoneOffset.UTC).toString());
        line(text, "Processor", processor() + ", " + Runtime.getRuntime().availableProcessors() + " processors");
        line(text, "System", system());
        line(text, "JDKs", jdks.stream().map(Jdk::version).collect(Collectors.joining(", ")));
        for (Path folder : peers) {
            try (Stream<Path> jars = Files.list(folder)) {
                line(
                        text,
                        "Peers",
                        jars.map(jar -> jar.getFileName().toString())
                                .filter(jar -> jar.matches("(pytorch|openblas|onnxruntime|nd4j-native)-[0-9].*"))
                                .filter(jar -> !jar.contains("linux"))
                                .map(jar -> jar.replace(".jar", ""))
                                .sorted()
                                .collect(Collectors.joining(", ")));
            }
        }
        return text.toString();
    }

    /** Processor and system in one line. */
    public static String name() throws IOException {
        return processor() + ", " + Runtime.getRuntime().availableProcessors() + " processors, " + system();
    }

    /** The kernel's name and its first two numbers: what follows names a build, which says nothing about figures. */
    private static String system() {
        String version = System.getProperty("os.version");
        return System.getProperty("os.name") + " " + version.replaceFirst("^(\\d+\\.\\d+).*", "$1");
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append("- ").append(name).append(": ").append(value).append('\n');
    }

    private static String processor() throws IOException {
        Path file = Path.of("/proc/cpuinfo");
        if (!Files.isReadable(file)) {
            return System.getProperty("os.arch");
        }
        List<String> lines = Files.readAllLines(file);
        return value(lines, "model name") + " (family " + value(lines, "cpu family") + ", model "
                + value(lines, "model\t") + ")";
    }

    private static String value(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).trim())
                .findFirst()
                .orElse("?");
    }
}
