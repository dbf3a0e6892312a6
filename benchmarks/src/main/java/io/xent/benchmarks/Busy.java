package io.xent.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much of the machine others used since this was made, from Linux's /proc; NaN elsewhere. */
final class Busy {

    private final long[] start = ticks();

    double shareOfOthers() {
        long[] end = ticks();
        if (start == null || end == null || end[1] == start[1]) {
            return Double.NaN;
        }
        long used = end[0] - start[0];
        long own = end[2] - start[2];
        return Math.max(0, (used - own) / (double) (end[1] - start[1]));
    }

    /** Ticks of all processors in use, in all, and of this process. */
    private static long[] ticks() {
        try {
            String[] all =
                    Files.readAllLines(Path.of("/proc/stat")).get(0).trim().split(" +");
            long idle = Long.parseLong(all[4]) + Long.parseLong(all[5]);
            long total = 0;
            for (int i = 1; i <= 8; i++) {
                total += Long.parseLong(all[i]);
            }
            String stat = Files.readString(Path.of("/proc/self/stat"));
            String[] own = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return new long[] {total - idle, total, Long.parseLong(own[11]) + Long.parseLong(own[12])};
        } catch (IOException e) {
            return null;
        }
    }
}
