package io.xent.app;

import static io.xent.app.Html.at;

import io.xent.learn.metrics.Reliability;
import java.util.Locale;

/** How often predictions of each confidence are right, over how many predictions there are of it. */
final class ReliabilityChart {

    private static final int WIDTH = 440;
    private static final int HEIGHT = 400;
    private static final int LEFT = 62;
    private static final int RIGHT = 22;
    private static final int TOP = 14;
    private static final int BOTTOM = 44;
    private static final int COUNTS = 70;
    private static final int GAP = 16;

    private final Reliability reliability;
    private final Axis across = Axis.linear(0, 1, LEFT, WIDTH - RIGHT);
    private final Axis up = Axis.linear(0, 1, HEIGHT - BOTTOM - COUNTS - GAP, TOP);
    private final StringBuilder svg = new StringBuilder();

    private ReliabilityChart(Reliability reliability) {
        this.reliability = reliability;
    }

    static String of(Reliability reliability) {
        return new ReliabilityChart(reliability).draw();
    }

    private String draw() {
        svg.append("<svg class=\"chart\" viewBox=\"0 0 " + WIDTH + " " + HEIGHT
                + "\" role=\"img\" aria-label=\"Reliability diagram; its numbers are in the table that follows\">");
        grid();
        line("diagonal", across.at(0), up.at(0), across.at(1), up.at(1));
        long most = Math.max(
                1,
                reliability.bins().stream()
                        .mapToLong(Reliability.Bin::rows)
                        .max()
                        .orElse(1));
        for (Reliability.Bin bin : reliability.bins()) {
            if (bin.rows() > 0) {
                bin(bin, most);
            }
        }
        text(
                "title",
                "middle",
                (LEFT + WIDTH - RIGHT) / 2.0,
                HEIGHT - 8,
                "confidence: probability of the predicted class");
        text("", "end", LEFT - 8, HEIGHT - BOTTOM - COUNTS + 9, Figures.count(most));
        text("", "end", LEFT - 8, HEIGHT - BOTTOM, "0 rows");
        double middle = (up.at(0) + up.at(1)) / 2;
        svg.append("<text class=\"title\" text-anchor=\"middle\" transform=\"translate(13," + at(middle)
                + ") rotate(-90)\">how often it was right</text>");
        return svg.append("</svg>").toString();
    }

    private void grid() {
        for (double tick : up.ticks(5)) {
            line("grid", LEFT, up.at(tick), WIDTH - RIGHT, up.at(tick));
            text("", "end", LEFT - 8, up.at(tick) + 4, String.format(Locale.ROOT, "%.0f %%", 100 * tick));
        }
        for (double tick : across.ticks(5)) {
            text(
                    "",
                    "middle",
                    across.at(tick),
                    HEIGHT - BOTTOM + 16,
                    String.format(Locale.ROOT, "%.0f %%", 100 * tick));
        }
        line("grid", LEFT, HEIGHT - BOTTOM, WIDTH - RIGHT, HEIGHT - BOTTOM);
    }

    private void bin(Reliability.Bin bin, long most) {
        double x = across.at(bin.meanConfidence());
        line("whisker", x, up.at(bin.band().low()), x, up.at(bin.band().high()));
        svg.append("<circle class=\"dot\" r=\"4\" cx=\"" + at(x) + "\" cy=\"" + at(up.at(bin.accuracy())) + "\"/>");
        double height = Math.max(1, COUNTS * (double) bin.rows() / most);
        svg.append("<rect class=\"count\" x=\"" + at(across.at(bin.from()) + 1) + "\" width=\""
                + at(across.at(bin.to()) - across.at(bin.from()) - 2) + "\" y=\"" + at(HEIGHT - BOTTOM - height)
                + "\" height=\"" + at(height) + "\"/>");
    }

    private void line(String style, double x1, double y1, double x2, double y2) {
        svg.append("<line class=\"" + style + "\" x1=\"" + at(x1) + "\" y1=\"" + at(y1) + "\" x2=\"" + at(x2)
                + "\" y2=\"" + at(y2) + "\"/>");
    }

    private void text(String style, String anchor, double x, double y, String words) {
        svg.append("<text class=\"" + style + "\" text-anchor=\"" + anchor + "\" x=\"" + at(x) + "\" y=\"" + at(y)
                + "\">" + Html.escape(words) + "</text>");
    }
}
