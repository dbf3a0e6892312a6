package io.xent.app;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.Supplier;

/** One line on standard error that is written over as work goes on; nothing where nobody is looking. */
final class StatusLine {

    private static final int WIDTH = 79;
    private static final long REDRAW_NANOS = 100_000_000;

    private final PrintStream out;
    private final boolean visible;
    private long lastDrawn;
    private int drawn;

    StatusLine(PrintStream out, boolean visible) {
        this.out = out;
        this.visible = visible;
    }

    /** Shows what is being done now. */
    void phase(String what) {
        if (visible) {
            draw(what);
        }
    }

    /** Shows a figure that changes often; only some are drawn, and no others asked for. */
    void update(Supplier<String> line) {
        if (visible && System.nanoTime() - lastDrawn >= REDRAW_NANOS) {
            draw(line.get());
        }
    }

    private void draw(String line) {
        lastDrawn = System.nanoTime();
        String text = line.length() > WIDTH ? line.substring(0, WIDTH - 1) + "…" : line;
        out.print("\r" + text + " ".repeat(Math.max(0, drawn - text.length())));
        out.flush();
        drawn = text.length();
    }

    /** Removes the line, so that what follows starts clean. */
    void clear() {
        if (visible && drawn > 0) {
            out.print("\r" + " ".repeat(drawn) + "\r");
            out.flush();
            drawn = 0;
        }
    }

    /**
     * A guess at the time left until the gradient norm falls to {@code goal}, taking it to fall geometrically as it has
     * so far.
     *
     * @return such as {@code "40 s left"}; empty while there is nothing to go by
     */
    static String timeLeft(double seconds, double firstNorm, double norm, double goal) {
        double fallen = Math.log(firstNorm / norm);
        double toFall = Math.log(norm / goal);
        if (!(seconds > 0.5 && fallen > 0.5 && toFall > 0 && Double.isFinite(toFall))) {
            return "";
        }
        return duration(seconds * toFall / fallen) + " left";
    }

    static String duration(double seconds) {
        if (seconds < 10) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        } else if (seconds < 120) {
            return String.format(Locale.ROOT, "%.0f s", seconds);
        } else if (seconds < 7200) {
            return String.format(Locale.ROOT, "%.0f min", seconds / 60);
        }
        return String.format(Locale.ROOT, "%.1f h", seconds / 3600);
    }
}
