package io.xent.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a command writes. Results go to {@code out}, everything else to {@code err}; both in UTF-8, whatever the locale.
 *
 * @param isTerminal whether somebody watches {@code err}
 */
record Streams(PrintStream out, PrintStream err, boolean isTerminal) {

    static Streams ofProcess() {
        return new Streams(utf8(FileDescriptor.out), utf8(FileDescriptor.err), isErrTerminal());
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
        try {
            String device = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
