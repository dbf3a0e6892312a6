package io.xent.tables;

import io.xent.learn.OutputFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A directory for what is kept while a {@link StoredTable} is read; what an earlier run left there is removed. */
final class Scratch implements AutoCloseable {

    static final String DATABASE = "source.duckdb";
    static final String VECTORS = "vectors.rows";
    static final String SPILL = "spill";

    private final Path directory;

    Scratch(Path directory) {
        this.directory = directory;
        try {
            clear();
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw OutputFile.unwritable(directory, e);
        }
    }

    Path file(String name) {
        return directory.resolve(name);
    }

    /** Removes what we put there, and the directory where nothing else is in it. */
    private void clear() throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        for (String name : List.of(DATABASE, DATABASE + ".wal", VECTORS)) {
            Files.deleteIfExists(file(name));
        }
        if (Files.isDirectory(file(SPILL))) {
            try (DirectoryStream<Path> spilled = Files.newDirectoryStream(file(SPILL))) {
                for (Path each : spilled) {
                    Files.delete(each);
                }
            }
            Files.delete(file(SPILL));
        }
        Files.delete(directory);
    }

    @Override
    public void close() {
        try {
            clear();
        } catch (IOException e) {
            throw OutputFile.unwritable(directory, e);
        }
    }
}
