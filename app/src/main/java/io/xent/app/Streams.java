package io.xent.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a command reads and writes. Results go to {@code out}, everything else to {@code err}; both in UTF-8, whatever the locale.
 *
 * @param isTerminal whether somebody watches {@code err}
 * @param isOutTerminal whether somebody watches {@code out}
 */
record Streams(InputStream in, PrintStream out, PrintStream err, boolean isTerminal, boolean isOutTerminal) {

    static Streams ofProcess() {
        return new Streams(
                System.in, utf8(FileDescriptor.out), utf8(FileDescriptor.err), isErrTerminal(), isTerminal(1));
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    /**
     * The launcher has looked and says so. {@code System.console()} would not do: it asks about standard input and output,
     * and from JDK 22 on is there without any terminal.
     */
    private static boolean isErrTerminal() {
        String told = System.getProperty("xent.terminal");
        if (told != null) {
            return Boolean.parseBoolean(told);
        }
        return isTerminal(2);
    }

    private static boolean isTerminal(int descriptor) {
        try {
            String device = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
