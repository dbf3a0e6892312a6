package io.xent.tables;

import io.xent.learn.InvalidInputException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.tukaani.xz.XZInputStream;

/** Opens a file that may be packed by gzip or xz; which is told by its first bytes. */
final class Unpacked {

    /** What unpacking xz may take; its own presets stay below 65 MiB. */
    private static final int XZ_MEMORY_KIB = 256 * 1024;

    private Unpacked() {}

    static InputStream open(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        try {
            in.mark(8);
            byte[] first = in.readNBytes(6);
            in.reset();
            if (first.length >= 2 && first[0] == 0x1f && first[1] == (byte) 0x8b) {
                return new BufferedInputStream(new GZIPInputStream(in, 1 << 16), 1 << 16);
            } else if (first.length == 6 && first[0] == (byte) 0xfd && first[1] == '7' && first[2] == 'z') {
                return new BufferedInputStream(new XZInputStream(in, XZ_MEMORY_KIB), 1 << 16);
            }
            return in;
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /** What a file is packed by, told by its first bytes, or null where they do not say. */
    static String packer(Path file) {
        byte[] first;
        try (InputStream in = Files.newInputStream(file)) {
            first = in.readNBytes(6);
        } catch (IOException e) {
            return null;
        }
        String start = new String(first, StandardCharsets.ISO_8859_1);
        if (start.startsWith("PK")) {
            return "ZIP";
        } else if (start.startsWith("\u001f\u008b")) {
            return "gzip";
        } else if (start.startsWith("(\u00b5/\u00fd")) {
            return "zstd";
        } else if (start.startsWith("BZh")) {
            return "bzip2";
        }
        return start.startsWith("\u00fd7z") ? "xz" : null;
    }

    /** What to tell of a file that could not be read to its end. */
    static InvalidInputException broken(Path file, IOException e) {
        String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return new InvalidInputException(
                file + ": is damaged or cut short (" + reason.replace('\n', ' ') + "); get it again", e);
    }
}
