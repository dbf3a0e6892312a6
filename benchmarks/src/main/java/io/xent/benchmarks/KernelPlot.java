package io.xent.benchmarks;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Nanoseconds per logit on a logarithmic axis, as SVG that needs nothing else: a line per shape, from few classes to many,
 * a mark per contender, and how many times as long libtorch takes. One panel for one thread, one for two.
 */
final class KernelPlot {

    private static final int LABELS = 168;
    private static final int PANEL = 380;
    private static final int RATIOS = 76;
    private static final int TOP = 118;
    private static final int LINE = 27;
    private static final double LEAST = 0.05;
    private static final double MOST = 100;

    /** A contender with its name in the legend, and a colour that is told from the others by those who see fewer too. */
    private record Mark(String contender, String allocator, String title, String colour) {}

    private static final Mark LIMIT = new Mark("scale-in-place", "shipped", "scaling in place: the limit", "#555555");
    private static final Mark XENT = new Mark("xent", "shipped", "Xent", "#0072b2");
    private static final Mark TUNED = new Mark("libtorch", "tuned", "libtorch, allocator tuned", "#e69f00");
    private static final Mark LIBTORCH = new Mark("libtorch", "shipped", "libtorch", "#d55e00");
    private static final Mark ONNX = new Mark("onnxruntime-loss-only", "shipped", "ONNX Runtime, loss only", "#009e73");
    private static final Mark ND4J = new Mark("nd4j", "shipped", "ND4J", "#cc79a7");
    private static final List<Mark> LEGEND = List.of(LIMIT, XENT, ONNX, TUNED, LIBTORCH, ND4J);

    private final List<Figure> figures;
    private final int threads;
    private final int left;
    private final StringBuilder svg;

    private KernelPlot(List<Figure> figures, int threads, int left, StringBuilder svg) {
        this.figures = figures;
        this.threads = threads;
        this.left = left;
        this.svg = svg;
    }

    /** Of the newest JDK and the widest vectors among the figures. */
    static String of(List<Figure> figures) {
        int jdk = figures.stream().mapToInt(Figure::jdk).max().orElse(0);
        int bits = figures.stream().mapToInt(Figure::bits).max().orElse(0);
        List<Figure> shown = figures.stream()
                .filter(f -> f.jdk() == jdk && f.bits() == bits && !f.kernels().equals("scalar"))
                .sorted(Comparator.comparingInt(Figure::classes).thenComparingLong(Figure::logits))
                .toList();
        Set<String> shapes = new LinkedHashSet<>();
        shown.forEach(figure -> shapes.add(figure.shape()));
        StringBuilder svg = new StringBuilder();
        header(svg, shapes.size(), String.format(Locale.ROOT, "JDK %d, vectors of %d bits", jdk, bits));
        int y = TOP + LINE / 2;
        for (String shape : shapes) {
            text(svg, LABELS - 8, y + 4, "end", 12, KernelTable.name(shape).replace(", stride ", " of "));
            y += LINE;
        }
        new KernelPlot(shown, 1, LABELS, svg).panel(shapes);
        new KernelPlot(shown, 2, LABELS + PANEL + RATIOS, svg).panel(shapes);
        return svg.append("</svg>\n").toString();
    }

    private static void header(StringBuilder svg, int shapes, String setting) {
        int width = LABELS + 2 * (PANEL + RATIOS);
        int height = TOP + LINE * shapes + 52;
        line(
                svg,
                "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' font-family='sans-serif' fill='#222222'>",
                width,
                height);
        String title = "Cross-entropy loss and its gradient, float32: nanoseconds per logit (" + setting + ")";
        line(svg, "<title>%s</title><rect width='100%%' height='100%%' fill='#ffffff'/>", title);
        line(svg, "<text x='12' y='26' font-size='16' font-weight='bold'>%s</text>", title);
        int x = 12;
        for (Mark mark : LEGEND) {
            draw(svg, mark, x + 6, 50, "");
            text(svg, x + 18, 54, "start", 12, mark.title);
            x += 36 + (int) (6.6 * mark.title.length());
        }
        text(svg, width - 12, height - 10, "end", 11, "ns per logit, logarithmic; further left is faster");
    }

    private void panel(Set<String> shapes) {
        int bottom = TOP + LINE * shapes.size();
        text(svg, left, 84, "start", 13, threads == 1 ? "One thread" : "Two threads");
        text(svg, left + PANEL + RATIOS - 14, 84, "end", 11, "libtorch takes");
        text(svg, left + PANEL + RATIOS - 14, 98, "end", 11, "shipped, tuned");
        axis(bottom);
        int y = TOP + LINE / 2;
        for (String shape : shapes) {
            row(shape, y);
            y += LINE;
        }
    }

    private void axis(int bottom) {
        for (double decade = 0.01; decade < MOST; decade *= 10) {
            for (int digit : new int[] {1, 2, 5}) {
                double tick = decade * digit;
                if (tick >= LEAST * 0.99 && tick <= MOST * 1.01) {
                    String colour = digit == 1 ? "#cccccc" : "#eeeeee";
                    line(
                            svg,
                            "<line x1='%1$d' y1='%2$d' x2='%1$d' y2='%3$d' stroke='%4$s'/>",
                            x(tick),
                            TOP - 6,
                            bottom,
                            colour);
                    text(svg, x(tick), bottom + 16, "middle", 11, plain(tick));
                }
            }
        }
    }

    private void row(String shape, int y) {
        Figure xent = find(shape, XENT);
        Figure libtorch = find(shape, LIBTORCH);
        if (xent != null && libtorch != null) {
            line(
                    svg,
                    "<line x1='%1$d' y1='%2$d' x2='%3$d' y2='%2$d' stroke='#d9d9d9' stroke-width='5'/>",
                    x(xent.nanosecondsPerLogit()),
                    y,
                    x(libtorch.nanosecondsPerLogit()));
            Figure tuned = find(shape, TUNED);
            String times = times(libtorch.xentTimes())
                    + (tuned == null ? "" : ", " + times(KernelTable.tunedTimes(tuned, figures)));
            text(svg, left + PANEL + RATIOS - 14, y + 4, "end", 12, times);
        }
        for (Mark mark : LEGEND) {
            Figure figure = find(shape, mark);
            if (figure != null) {
                double ns = nanoseconds(figure, mark);
                draw(svg, mark, x(ns), y, String.format(Locale.ROOT, "%s: %.3f ns", mark.title, ns));
            }
        }
    }

    private static String times(double value) {
        return String.format(Locale.ROOT, value < 9.95 ? "%.1f×" : "%.0f×", value);
    }

    /** What a mark stands for: of libtorch with its allocator tuned, the fastest decile, as in the table. */
    private static double nanoseconds(Figure figure, Mark mark) {
        return (mark == TUNED ? figure.low() : figure.milliseconds()) * 1e6 / figure.logits();
    }

    private Figure find(String shape, Mark mark) {
        return figures.stream()
                .filter(f -> f.threads() == threads
                        && f.shape().equals(shape)
                        && f.contender().equals(mark.contender)
                        && f.allocator().equals(mark.allocator))
                .findFirst()
                .orElse(null);
    }

    private static void draw(StringBuilder svg, Mark mark, int x, int y, String title) {
        String shape;
        if (mark == LIMIT) {
            shape = String.format(
                    Locale.ROOT, "<rect x='%d' y='%d' width='3' height='16' fill='%s'>", x - 1, y - 8, mark.colour);
        } else if (mark == ONNX || mark == ND4J) {
            shape = String.format(
                    Locale.ROOT,
                    "<circle cx='%d' cy='%d' r='4.5' fill='#ffffff' stroke='%s' stroke-width='2'>",
                    x,
                    y,
                    mark.colour);
        } else {
            shape = String.format(
                    Locale.ROOT, "<circle cx='%d' cy='%d' r='%d' fill='%s'>", x, y, mark == XENT ? 7 : 5, mark.colour);
        }
        line(svg, "%s<title>%s</title></%s>", shape, title, mark == LIMIT ? "rect" : "circle");
    }

    private static String plain(double tick) {
        return tick < 0.995
                ? String.format(Locale.ROOT, "%.2f", tick).replaceAll("0$", "")
                : Long.toString(Math.round(tick));
    }

    private int x(double nanoseconds) {
        double share = Math.log(nanoseconds / LEAST) / Math.log(MOST / LEAST);
        return left + (int) Math.round(PANEL * Math.max(0, Math.min(1, share)));
    }

    private static void text(StringBuilder svg, int x, int y, String anchor, int size, String content) {
        line(svg, "<text x='%d' y='%d' text-anchor='%s' font-size='%d'>%s</text>", x, y, anchor, size, content);
    }

    private static void line(StringBuilder svg, String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
