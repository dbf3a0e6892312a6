package io.xent.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Nanoseconds per logit on a logarithmic axis, a line per shape, a mark per contender, as SVG that needs nothing else. */
final class KernelPlot {

    private static final int LEFT = 130;
    private static final int WIDTH = 560;
    private static final int TOP = 64;
    private static final int LINE = 26;
    private static final double LEAST = 0.05;
    private static final double MOST = 500;

    /** A contender with its name in the legend, and a colour that is told from the others by those who see fewer too. */
    private record Mark(String contender, String allocator, String title, String colour) {}

    private static final List<Mark> MARKS = List.of(
            new Mark("scale-in-place", "shipped", "scaling in place", "#999999"),
            new Mark("xent", "shipped", "Xent", "#0072b2"),
            new Mark("libtorch", "tuned", "libtorch, allocator tuned", "#e69f00"),
            new Mark("libtorch", "shipped", "libtorch", "#d55e00"),
            new Mark("onnxruntime-loss-only", "shipped", "ONNX Runtime, loss only", "#009e73"),
            new Mark("nd4j", "shipped", "ND4J", "#cc79a7"));

    private KernelPlot() {}

    /** Of the newest JDK, widest vectors and most threads among the figures. */
    static String of(List<Figure> figures) {
        int jdk = figures.stream().mapToInt(Figure::jdk).max().orElse(0);
        int bits = figures.stream().mapToInt(Figure::bits).max().orElse(0);
        int threads = figures.stream().mapToInt(Figure::threads).max().orElse(0);
        List<Figure> shown = figures.stream()
                .filter(f -> f.jdk() == jdk && f.bits() == bits && f.threads() == threads)
                .filter(f -> !f.kernels().equals("scalar"))
                .toList();
        Set<String> shapes = new LinkedHashSet<>();
        shown.forEach(figure -> shapes.add(figure.shape()));
        int bottom = TOP + LINE * shapes.size();
        StringBuilder svg = new StringBuilder();
        line(
                svg,
                "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' font-family='sans-serif' font-size='12'>",
                LEFT + WIDTH + 30,
                bottom + 50);
        String title = String.format(
                Locale.ROOT,
                "Loss and gradient, nanoseconds per logit: JDK %d, %d bits, %d threads",
                jdk,
                bits,
                threads);
        line(svg, "<title>%s</title><rect width='100%%' height='100%%' fill='white'/>", title);
        line(svg, "<text x='10' y='20' font-size='14'>%s</text>", title);
        legend(svg);
        axis(svg, bottom);
        int y = TOP + LINE / 2;
        for (String shape : new ArrayList<>(shapes)) {
            line(
                    svg,
                    "<text x='%d' y='%d' text-anchor='end'>%s</text>",
                    LEFT - 10,
                    y + 4,
                    shape.replace("x", " × ").replace("/", " of "));
            line(svg, "<line x1='%d' y1='%d' x2='%d' y2='%d' stroke='#eeeeee'/>", LEFT, y, LEFT + WIDTH, y);
            for (Mark mark : MARKS) {
                mark(svg, shown, shape, mark, y);
            }
            y += LINE;
        }
        return svg.append("</svg>\n").toString();
    }

    private static void mark(StringBuilder svg, List<Figure> shown, String shape, Mark mark, int y) {
        shown.stream()
                .filter(f -> f.shape().equals(shape)
                        && f.contender().equals(mark.contender)
                        && f.allocator().equals(mark.allocator))
                .findFirst()
                .ifPresent(f -> line(
                        svg,
                        "<circle cx='%d' cy='%d' r='5' fill='%s'><title>%s: %.3f ns</title></circle>",
                        x(f.nanosecondsPerLogit()),
                        y,
                        mark.colour,
                        mark.title,
                        f.nanosecondsPerLogit()));
    }

    private static void legend(StringBuilder svg) {
        int x = 10;
        for (Mark mark : MARKS) {
            line(
                    svg,
                    "<circle cx='%d' cy='36' r='5' fill='%s'/><text x='%d' y='40'>%s</text>",
                    x + 5,
                    mark.colour,
                    x + 14,
                    mark.title);
            x += 24 + 7 * mark.title.length();
        }
    }

    private static void axis(StringBuilder svg, int bottom) {
        for (double tick = 0.1; tick < MOST; tick *= 10) {
            line(svg, "<line x1='%d' y1='%d' x2='%d' y2='%d' stroke='#cccccc'/>", x(tick), TOP, x(tick), bottom);
            line(
                    svg,
                    "<text x='%d' y='%d' text-anchor='middle'>%s</text>",
                    x(tick),
                    bottom + 18,
                    tick < 1 ? "0.1" : Long.toString(Math.round(tick)));
        }
        line(svg, "<text x='%d' y='%d'>ns per logit; further left is faster</text>", LEFT, bottom + 38);
    }

    private static int x(double nanoseconds) {
        return LEFT + (int) Math.round(WIDTH * Math.log(nanoseconds / LEAST) / Math.log(MOST / LEAST));
    }

    private static void line(StringBuilder svg, String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
