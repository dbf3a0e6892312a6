package io.xent.tables;

import io.xent.learn.DidYouMean;
import io.xent.learn.InvalidInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds the files that were named, by path or by pattern. */
final class SourceFiles {

    private SourceFiles() {}

    /** All files of all sources in the order given, those of a pattern by path. None is empty or a directory. */
    static List<Path> resolve(List<String> sources) {
        if (sources.isEmpty()) {
            throw new InvalidInputException("no data file was named; name one");
        }
        List<Path> files = new ArrayList<>();
        for (String source : sources) {
            Path path = path(source);
            if (Files.exists(path) || !isPattern(source)) {
                files.add(existing(path));
            } else {
                files.addAll(matching(source));
            }
        }
        return files;
    }

    private static Path path(String source) {
        try {
            return Path.of(source);
        } catch (InvalidPathException e) {
            throw new InvalidInputException(
                    "'" + source.replace('\0', '?') + "' cannot be the name of a file here; correct it", e);
        }
    }

    private static boolean isPattern(String source) {
        return source.contains("*") || source.contains("?") || source.contains("[");
    }

    private static Path existing(Path path) {
        if (Files.isDirectory(path)) {
            throw new InvalidInputException(
                    path + ": is a directory; name the files in it, such as '" + path.resolve("*.csv") + "' in quotes");
        } else if (!Files.exists(path)) {
            throw absent(path);
        } else if (!Files.isReadable(path)) {
            throw new InvalidInputException(path + ": may not be read; change its permissions");
        } else if (!Files.isRegularFile(path)) {
            throw new InvalidInputException(path + ": is not a plain file; write the data to one first");
        }
        try {
            if (Files.size(path) == 0) {
                throw new InvalidInputException(path + ": is empty; give a file with data");
            }
        } catch (IOException e) {
            throw new InvalidInputException(path + ": cannot be read (" + e.getMessage() + ")", e);
        }
        return path;
    }

    private static InvalidInputException absent(Path path) {
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return new InvalidInputException(path + ": there is no such file, nor the directory it would be in");
        }
        try (Stream<Path> siblings = Files.list(folder)) {
            List<String> names =
                    siblings.map(file -> file.getFileName().toString()).sorted().toList();
            return new InvalidInputException(
                    path + ": there is no such file" + hint(path.getFileName().toString(), names));
        } catch (IOException e) {
            return new InvalidInputException(path + ": there is no such file, and its directory cannot be listed", e);
        }
    }

    private static String hint(String name, List<String> siblings) {
        String hint = DidYouMean.suffix(name, siblings);
        return hint.isEmpty() ? "; check the path" : hint;
    }

    private static List<Path> matching(String pattern) {
        PathMatcher matcher;
        Path root = fixedPart(pattern);
        try {
            matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException("'" + pattern + "' is not a pattern of file names; correct it", e);
        }
        if (!Files.isDirectory(root)) {
            throw new InvalidInputException(pattern + ": there is no directory '" + root + "'; check the path");
        }
        boolean bare = root.toString().isEmpty();
        try (Stream<Path> walk =
                Files.walk(bare ? Path.of(".") : root, pattern.contains("**") ? 64 : depth(pattern, root))) {
            List<Path> files = walk.map(file -> bare ? Path.of(".").relativize(file) : file)
                    .filter(matcher::matches)
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                throw new InvalidInputException(pattern + ": no file matches; check the pattern");
            }
            files.forEach(SourceFiles::existing);
            return files;
        } catch (IOException | UncheckedIOException e) {
            throw new InvalidInputException(pattern + ": the directory cannot be searched (" + e.getMessage() + ")", e);
        }
    }

    private static int depth(String pattern, Path root) {
        return Math.max(
                1,
                Path.of(pattern.replaceAll("[*?\\[\\]{}]", "x")).getNameCount()
                        - (root.toString().isEmpty() ? 0 : root.getNameCount()));
    }

    /** The directories of a pattern before the first that has a wildcard. */
    private static Path fixedPart(String pattern) {
        int wildcard = 0;
        while ("*?[".indexOf(pattern.charAt(wildcard)) < 0) {
            wildcard++;
        }
        int slash = pattern.lastIndexOf('/', wildcard);
        return slash < 0 ? Path.of("") : Path.of(pattern.substring(0, Math.max(1, slash)));
    }
}
