package io.xent.tables;

import io.xent.learn.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Fingerprints of data files, kept with the models made from them. */
public final class SourceHash {

    private SourceHash() {}

    /**
     * The SHA-256 of a file's bytes, in lower-case hexadecimal; for several files, that of their SHA-256s (32 bytes
     * each) in the order given.
     *
     * @throws InvalidInputException where a file cannot be read
     */
    public static String sha256(List<Path> files) {
        if (files.size() == 1) {
            return HexFormat.of().formatHex(hash(files.get(0)));
        }
        MessageDigest all = digest();
        files.forEach(file -> all.update(hash(file)));
        return HexFormat.of().formatHex(all.digest());
    }

    private static byte[] hash(Path file) {
        MessageDigest digest = digest();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        } catch (IOException e) {
            throw Unpacked.broken(file, e);
        }
        return digest.digest();
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
