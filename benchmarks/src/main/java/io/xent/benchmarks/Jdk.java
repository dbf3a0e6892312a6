package io.xent.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** A JDK on this machine. */
public record Jdk(Path home, int feature, String version) {

    public Path java() {
        return home.resolve("bin/java");
    }

    /** The one that runs this. */
    public static Jdk own() {
        return new Jdk(
                Path.of(System.getProperty("java.home")),
                Runtime.version().feature(),
                System.getProperty("java.version"));
    }

    /** 17 and the newest of those beside the one that runs this, newest first; itself alone if there are no others. */
    public static List<Jdk> found() {
        Path own = Path.of(System.getProperty("java.home")).toAbsolutePath();
        List<Jdk> all = new ArrayList<>();
        try (Stream<Path> beside = Files.list(own.getParent())) {
            beside.forEach(home -> read(home, all));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (all.isEmpty()) {
            read(own, all);
        }
        all.sort(Comparator.comparingInt(Jdk::feature).reversed());
        List<Jdk> chosen = new ArrayList<>(all.subList(0, 1));
        all.stream()
                .filter(jdk -> jdk.feature == 17 && chosen.get(0).feature != 17)
                .findFirst()
                .ifPresent(chosen::add);
        return chosen;
    }

    private static void read(Path home, List<Jdk> all) {
        Path release = home.resolve("release");
        if (!Files.isExecutable(home.resolve("bin/javac")) || !Files.isReadable(release)) {
            return;
        }
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(release)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String version = properties.getProperty("JAVA_VERSION", "0").replace("\"", "");
        all.add(new Jdk(home, Integer.parseInt(version.split("[.+_-]")[0]), version));
    }
}
