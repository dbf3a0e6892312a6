package io.xent.learn;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.Locale;

/**
 * A file that appears whole or not at all: it is written beside its place and then moved there. Devices and pipes
 * ({@code /dev/null}) are written to directly.
 */
public final class OutputFile implements AutoCloseable {

    /** Below this much free space nothing is begun: a model, its report and a checkpoint would not fit. */
    private static final long LEAST_FREE_BYTES = 1 << 20;

    private final Path target;
    private final Path place;
    private Path temporary;

    private OutputFile(Path target) {
        this.target = target;
        place = realPlace(target);
    }

    /** What goes into a file. */
    @FunctionalInterface
    public interface Content {
        /** Fills a file that exists and is empty, or a device. */
        void writeTo(Path file) throws IOException;
    }

    /**
     * Writes a file, in place of what it held before.
     *
     * @throws InvalidInputException where it cannot be written; what it held before is then still there
     */
    public static void write(Path target, Content content) {
        try (OutputFile file = new OutputFile(target)) {
            content.writeTo(file.open());
            file.commit();
        } catch (IOException e) {
            throw unwritable(target, e);
        }
    }

    /**
     * Checks that {@code target} can be written, before hours are spent on what goes into it. Leaves nothing behind.
     *
     * @param inputs files that must not be replaced by it
     * @throws InvalidInputException where it cannot be written, or is one of the inputs
     */
    public static OutputFile prepare(Path target, Collection<Path> inputs) {
        OutputFile file = new OutputFile(target);
        for (Path input : inputs) {
            if (isSame(file.place, input)) {
                throw new InvalidInputException(target + ": is the input itself; name another file for the output");
            }
        }
        file.open();
        file.close();
        return file;
    }

    private static Path realPlace(Path target) {
        try {
            if (Files.isDirectory(target)) {
                throw new InvalidInputException(target + ": is a directory; name a file in it");
            }
            if (Files.exists(target)) {
                return target.toRealPath();
            }
            Path directory = target.toAbsolutePath().normalize().getParent();
            if (!Files.isDirectory(directory)) {
                throw new InvalidInputException(
                        target + ": there is no directory " + directory + "; create it, or name a file elsewhere");
            }
            return directory.toRealPath().resolve(target.getFileName());
        } catch (IOException e) {
            throw unwritable(target, e);
        }
    }

    private static boolean isSame(Path place, Path input) {
        try {
            return Files.exists(place) && Files.exists(input) && Files.isSameFile(place, input);
        } catch (IOException e) {
            return false;
        }
    }

    /** Where to write; {@link #commit} moves it to its place. */
    public Path open() {
        if (isDevice()) {
            return place;
        }
        try {
            if (Files.exists(place) && !Files.isWritable(place)) {
                throw new InvalidInputException(
                        target + ": may not be overwritten; change its permissions, or name another file");
            }
            long free = Files.getFileStore(place.getParent()).getUsableSpace();
            if (free < LEAST_FREE_BYTES) {
                throw new InvalidInputException(
                        target + ": the disk is full (" + free + " bytes free); make room, or name a file elsewhere");
            }
            temporary = Files.createTempFile(place.getParent(), ".xent-", ".part");
            relaxPermissions();
            return temporary;
        } catch (IOException e) {
            throw unwritable(target, e);
        }
    }

    /** Temporary files are made private to their owner; what is put in place gets the rights of a new file. */
    private void relaxPermissions() throws IOException {
        Files.delete(temporary);
        Files.createFile(temporary);
    }

    private boolean isDevice() {
        return Files.exists(place) && !Files.isRegularFile(place);
    }

    /** Puts what was written in its place, at once. */
    public void commit() {
        if (isDevice()) {
            return;
        }
        try {
            try {
                Files.move(temporary, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(temporary, place, StandardCopyOption.REPLACE_EXISTING);
            }
            temporary = null;
        } catch (IOException e) {
            throw unwritable(target, e);
        }
    }

    /** Removes what was not committed. */
    @Override
    public void close() {
        if (temporary != null) {
            try {
                Files.deleteIfExists(temporary);
                temporary = null;
            } catch (IOException e) {
                throw unwritable(target, e);
            }
        }
    }

    /** The file as the caller named it. */
    public Path target() {
        return target;
    }

    /** What a user is told of a file that could not be written, or not be removed. */
    public static InvalidInputException unwritable(Path file, IOException e) {
        String message = String.valueOf(e.getMessage());
        if (message.contains("No space left")) {
            return new InvalidInputException(file + ": the disk is full; make room, or name a file elsewhere", e);
        }
        String reason = e instanceof AccessDeniedException
                ? "permission denied"
                : e instanceof FileSystemException f && f.getReason() != null
                        ? f.getReason().toLowerCase(Locale.ROOT)
                        : message;
        return new InvalidInputException(file + ": cannot be written (" + reason + "); name a file elsewhere", e);
    }
}
