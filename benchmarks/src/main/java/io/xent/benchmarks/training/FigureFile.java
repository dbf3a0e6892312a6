package io.xent.benchmarks.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** Figures in a file that is whole after every change, so that no failure loses what has been measured. */
final class FigureFile<T extends Keyed> {

    private final Path file;
    private final String header;
    private final Map<String, T> lines = new LinkedHashMap<>();

    /** Opens it; with {@code file} null nothing is read or written. */
    FigureFile(Path file, String header, Function<String, T> parse) throws IOException {
        this.file = file;
        this.header = header;
        if (file != null && Files.exists(file)) {
            Files.readAllLines(file).stream().skip(1).map(parse).forEach(line -> lines.put(line.key(), line));
        }
    }

    List<T> all() {
        return List.copyOf(lines.values());
    }

    boolean contains(String key) {
        return lines.containsKey(key);
    }

    /** Adds figures, in the place of those with the same key. */
    void put(List<T> figures) throws IOException {
        figures.forEach(figure -> lines.put(figure.key(), figure));
        save();
    }

    void removeIf(Predicate<T> unwanted) throws IOException {
        if (lines.values().removeIf(unwanted)) {
            save();
        }
    }

    private void save() throws IOException {
        if (file == null) {
            return;
        }
        List<String> text = new ArrayList<>(List.of(header));
        lines.values().forEach(line -> text.add(line.csv()));
        Path next = file.resolveSibling(file.getFileName() + ".new");
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(next, text);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
