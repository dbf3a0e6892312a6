package io.xent.benchmarks;

import java.nio.file.Path;

/** Where things lie: this room's jar, the peers' libraries, and the folder of the figures. */
public record Places(Path jar, Path docs) {

    public static Places given() {
        return new Places(
                Path.of(System.getProperty("xent.benchmarks.jar")),
                Path.of(System.getProperty("xent.benchmarks.docs")));
    }

    public Path peers() {
        return jar.resolveSibling("peers");
    }

    Path nd4jPeers() {
        return nd4j().resolve("peers");
    }

    Path nd4jClasses() {
        return nd4j().resolve("classes");
    }

    private Path nd4j() {
        return jar.getParent().resolveSibling("nd4j").resolve("target");
    }
}
