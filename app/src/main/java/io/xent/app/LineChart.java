package io.xent.app;

import static io.xent.app.Html.at;
import static io.xent.app.Html.escape;

import java.util.Arrays;

/** A line drawn as inline SVG; colours come from the page's style, so that it follows the reader's dark mode. */
final class LineChart {

    private static final int WIDTH = 440;
    private static final int HEIGHT = 250;
    private static final int LEFT = 62;
    private static final int RIGHT = 18;
    private static final int TOP = 14;
    private static final int BOTTOM = 44;

    private final String description;
    private final String xTitle;
    private final String yTitle;
    private final double[] x;
    private final double[] y;
    private final Axis horizontal;
    private final Axis vertical;
    private final StringBuilder svg = new StringBuilder();

    private LineChart(
            String description, String xTitle, String yTitle, double[] x, double[] y, boolean logX, boolean logY) {
        this.description = description;
        this.xTitle = xTitle;
        this.yTitle = yTitle;
        this.x = x;
        this.y = y;
        horizontal = axis(x, LEFT, WIDTH - RIGHT, logX);
        vertical = axis(y, HEIGHT - BOTTOM, TOP, logY);
    }

    private static Axis axis(double[] values, double from, double to, boolean logarithmic) {
        double low = Arrays.stream(values).min().orElse(0);
        double high = Arrays.stream(values).max().orElse(1);
        return logarithmic ? Axis.logarithmic(low, high, from, to) : Axis.linear(low, high, from, to);
    }

    /** y against x, both linear. */
    static LineChart linear(String description, String xTitle, String yTitle, double[] x, double[] y) {
        return new LineChart(description, xTitle, yTitle, x, y, false, false);
    }

    /** Positive y on a logarithmic axis against x. */
    static LineChart logY(String description, String xTitle, String yTitle, double[] x, double[] y) {
        return new LineChart(description, xTitle, yTitle, x, y, false, true);
    }

    /** y against positive x on a logarithmic axis. */
    static LineChart logX(String description, String xTitle, String yTitle, double[] x, double[] y) {
        return new LineChart(description, xTitle, yTitle, x, y, true, false);
    }

    /** Adds a vertical mark with a word beside it. */
    LineChart mark(double atX, String word) {
        double px = horizontal.at(atX);
        boolean right = px > WIDTH * 0.7;
        svg.append("<line class=\"mark\" x1=\"" + at(px) + "\" x2=\"" + at(px) + "\" y1=\"" + TOP + "\" y2=\""
                + (HEIGHT - BOTTOM) + "\"/>");
        svg.append("<text class=\"mark-word\" text-anchor=\"" + (right ? "end" : "start") + "\" x=\""
                + at(px + (right ? -5 : 5)) + "\" y=\"" + (TOP + 10) + "\">" + escape(word) + "</text>");
        return this;
    }

    /** Adds whiskers: from {@code low[i]} to {@code high[i]} at {@code x[i]}. */
    LineChart whiskers(double[] low, double[] high) {
        for (int i = 0; i < x.length; i++) {
            double px = horizontal.at(x[i]);
            svg.append("<line class=\"whisker\" x1=\"" + at(px) + "\" x2=\"" + at(px) + "\" y1=\""
                    + at(clamp(vertical.at(low[i]))) + "\" y2=\"" + at(clamp(vertical.at(high[i]))) + "\"/>");
        }
        return this;
    }

    private static double clamp(double py) {
        return Math.max(TOP, Math.min(HEIGHT - BOTTOM, py));
    }

    String toSvg() {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < x.length; i++) {
            points.append(at(horizontal.at(x[i])))
                    .append(',')
                    .append(at(vertical.at(y[i])))
                    .append(' ');
        }
        StringBuilder dots = new StringBuilder();
        for (int i = 0; i < x.length && x.length <= 60; i++) {
            dots.append("<circle class=\"dot\" r=\"2.2\" cx=\"" + at(horizontal.at(x[i])) + "\" cy=\""
                    + at(vertical.at(y[i])) + "\"/>");
        }
        return "<svg class=\"chart\" viewBox=\"0 0 " + WIDTH + " " + HEIGHT + "\" role=\"img\" aria-label=\""
                + escape(description) + "\">" + axes(horizontal, vertical) + svg + "<polyline class=\"line\" points=\""
                + points.toString().strip() + "\"/>" + dots + "</svg>";
    }

    private String axes(Axis horizontal, Axis vertical) {
        StringBuilder out = new StringBuilder();
        for (double tick : vertical.ticks(5)) {
            String py = at(vertical.at(tick));
            out.append("<line class=\"grid\" x1=\"" + LEFT + "\" x2=\"" + (WIDTH - RIGHT) + "\" y1=\"" + py + "\" y2=\""
                    + py + "\"/>");
            out.append("<text text-anchor=\"end\" dominant-baseline=\"middle\" x=\"" + (LEFT - 8) + "\" y=\"" + py
                    + "\">" + vertical.label(tick) + "</text>");
        }
        for (double tick : horizontal.ticks(6)) {
            String px = at(horizontal.at(tick));
            out.append("<text text-anchor=\"middle\" x=\"" + px + "\" y=\"" + (HEIGHT - BOTTOM + 16) + "\">"
                    + horizontal.label(tick) + "</text>");
        }
        int middle = (TOP + HEIGHT - BOTTOM) / 2;
        out.append("<text class=\"title\" text-anchor=\"middle\" x=\"" + (LEFT + WIDTH - RIGHT) / 2 + "\" y=\""
                + (HEIGHT - 8) + "\">" + escape(xTitle) + "</text>");
        out.append("<text class=\"title\" text-anchor=\"middle\" transform=\"translate(13," + middle
                + ") rotate(-90)\">" + escape(yTitle) + "</text>");
        return out.toString();
    }
}
