package io.xent.onnx;

import io.xent.learn.InvalidInputException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;

/** Writes a file that appears whole or not at all. */
final class WholeFile {

    private static final AtomicLong WRITTEN = new AtomicLong();

    private WholeFile() {}

    /** Devices and pipes are written to as they are; a link stays, and the file it leads to is replaced. */
    static void write(Path file, byte[] bytes) {
        try {
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                Files.write(file, bytes, StandardOpenOption.WRITE);
                return;
            }
            Path place = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
            Path temporary = place.resolveSibling("." + place.getFileName() + "."
                    + ProcessHandle.current().pid() + "-" + WRITTEN.incrementAndGet() + ".tmp");
            try {
                Files.write(temporary, bytes);
                Files.move(temporary, place, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw new InvalidInputException(
                    file + ": cannot be written: " + reason(e) + "; name another file or make room", e);
        }
    }

    /** What went wrong with a file, in a few words. */
    static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        } else if (e instanceof NoSuchFileException) {
            return "there is no such directory";
        }
        String reason = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
        return reason == null
                ? e.getClass().getSimpleName()
                : reason.lines().findFirst().orElse("");
    }
}
