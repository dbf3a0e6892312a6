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

    /**
     * Waits until no thread of this process runs, a third of a second at most. Libraries let their helpers run on for a while after
     * a call, in case there is another: whoever comes next would be timed with one processor less.
     */
    static void awaitIdleHelpers() {
        long[] before = ticks();
        for (int i = 0; i < 17 && before != null; i++) {
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            long[] after = ticks();
            if (after[2] - before[2] <= 1) {
                return;
            }
            before = after;
        }
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
