package io.xent.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Data that is too large or not ours to keep: beside the repository, or where XENT_SHARED says. */
final class SharedData {

    private SharedData() {}

    static Optional<Path> find(String name) {
        return root().map(root -> root.resolve(name)).filter(Files::exists);
    }

    private static Optional<Path> root() {
        String named = System.getProperty("XENT_SHARED", System.getenv("XENT_SHARED"));
        if (named != null) {
            return Optional.of(Path.of(named));
        }
        Path directory = Path.of("").toAbsolutePath();
        while (directory != null
                && !(Files.exists(directory.resolve("LICENSE")) && Files.exists(directory.resolve("core")))) {
            directory = directory.getParent();
        }
        return Optional.ofNullable(directory).map(d -> d.resolveSibling("shared"));
    }
}
