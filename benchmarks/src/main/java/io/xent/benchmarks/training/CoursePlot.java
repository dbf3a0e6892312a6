package io.xent.benchmarks.training;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * How fast each contender comes how near, as SVG that needs nothing else: a panel per data set, seconds of the fit from left to right,
 * and downwards how far the objective is above the best known, relatively; both logarithmic.
 */
final class CoursePlot {

    private static final int WIDTH = 1080;
    private static final int PANEL = 450;
    private static final int HEIGHT = 260;
    private static final int LEFT = 72;
    private static final int TOP = 120;
    private static final int COLUMN = 530;
    private static final int ROW = 330;

    /** Least and most excess that are told apart. */
    private static final double FLOOR = 1e-9;

    private static final double CEILING = 1;

    private final Outcomes outcomes;
    private final StringBuilder svg = new StringBuilder();

    private CoursePlot(Outcomes outcomes) {
        this.outcomes = outcomes;
    }

    static String of(List<TrainingFigure> figures, List<CoursePoint> course) {
        Set<String> names = new LinkedHashSet<>();
        figures.forEach(f -> names.add(f.data()));
        CoursePlot plot = new CoursePlot(new Outcomes(figures, course));
        plot.header(TOP + ROW * ((names.size() + 1) / 2));
        int number = 0;
        for (String name : names) {
            plot.new Panel(name, LEFT + number % 2 * COLUMN, TOP + number / 2 * ROW).draw();
            number++;
        }
        return plot.svg.append("</svg>\n").toString();
    }

    private void header(int height) {
        line(
                "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' font-family='sans-serif' fill='#222222'>",
                WIDTH, height);
        String title = "How far the objective is above the best known, by seconds of the fit";
        line("<title>%s</title><rect width='100%%' height='100%%' fill='#ffffff'/>", title);
        line("<text x='12' y='26' font-size='16' font-weight='bold'>%s</text>", title);
        int x = 12;
        for (Presentation shown : Presentation.values()) {
            if (shown != Presentation.LIBLINEAR) {
                mark(shown, x + 8, 50);
                text(x + 22, 54, "start", 12, shown.title);
                x += 40 + (int) (6.8 * shown.title.length());
            }
        }
        text(12, 80, "start", 11, "Start of the process and reading are not in the lines, and are in the diamond.");
    }

    private void mark(Presentation shown, int x, int y) {
        if (shown == Presentation.XENT) {
            diamond(x, y, shown);
        } else {
            line(
                    "<line x1='%d' y1='%d' x2='%d' y2='%d' stroke='%s' stroke-width='%s' stroke-dasharray='%s'/>",
                    x - 8, y, x + 8, y, shown.colour, width(shown), shown.dashes);
        }
    }

    private void diamond(int x, int y, Presentation shown) {
        line(
                "<path d='M%d %d l7 7 l-7 7 l-7 -7 z' fill='%s'><title>%s</title></path>",
                x, y - 7, shown.colour, shown.title);
    }

    private static String width(Presentation shown) {
        return shown == Presentation.XENT_FIT ? "3.5" : "1.8";
    }

    /** One data set. */
    private final class Panel {
        private final String data;
        private final int left;
        private final int top;
        private final double least;
        private final double most;

        Panel(String data, int left, int top) {
            this.data = data;
            this.left = left;
            this.top = top;
            List<Double> seconds = new ArrayList<>();
            for (Presentation shown : Presentation.values()) {
                outcomes.course(data, shown.peer).forEach(stand -> seconds.add(stand.seconds()));
            }
            double first = seconds.stream().mapToDouble(s -> s).min().orElse(0.01);
            double last = seconds.stream().mapToDouble(s -> s).max().orElse(1);
            least = Math.pow(10, Math.floor(Math.log10(Math.max(first, 1e-3))));
            most = Math.pow(10, Math.ceil(Math.log10(Math.max(last, 10 * least))));
        }

        void draw() {
            text(left, top - 10, "start", 14, data);
            axes();
            for (Presentation shown : Presentation.values()) {
                if (shown == Presentation.XENT) {
                    Outcomes.Stand whole = outcomes.whole(data, shown.peer);
                    if (whole != null) {
                        diamond(x(whole.seconds()), y(whole.objective()), shown);
                    }
                } else if (shown != Presentation.LIBLINEAR) {
                    course(shown);
                }
            }
        }

        private void course(Presentation shown) {
            List<Outcomes.Stand> stands = outcomes.course(data, shown.peer);
            if (stands.isEmpty()) {
                return;
            }
            StringBuilder points = new StringBuilder();
            stands.forEach(s -> points.append(x(s.seconds()))
                    .append(',')
                    .append(y(s.objective()))
                    .append(' '));
            line(
                    "<polyline points='%s' fill='none' stroke='%s' stroke-width='%s' stroke-dasharray='%s'><title>%s</title></polyline>",
                    points.toString().trim(), shown.colour, width(shown), shown.dashes, shown.title);
            Outcomes.Stand last = stands.get(stands.size() - 1);
            line(
                    "<circle cx='%d' cy='%d' r='4' fill='%s'><title>%s</title></circle>",
                    x(last.seconds()),
                    y(last.objective()),
                    shown.colour,
                    String.format(
                            Locale.ROOT, "%s: %.10f after %.2f s", shown.title, last.objective(), last.seconds()));
        }

        private void axes() {
            for (double tick = least; tick < most * 1.01; tick *= 10) {
                line("<line x1='%1$d' y1='%2$d' x2='%1$d' y2='%3$d' stroke='#dddddd'/>", x(tick), top, top + HEIGHT);
                text(x(tick), top + HEIGHT + 16, "middle", 11, tick < 1 ? plain(tick) : "" + Math.round(tick));
            }
            text(left + PANEL, top + HEIGHT + 32, "end", 11, "seconds");
            for (int power = 0; power >= -9; power--) {
                int y = top + (int) Math.round(HEIGHT * power / -9.0);
                line("<line x1='%d' y1='%d' x2='%d' y2='%d' stroke='#dddddd'/>", left, y, left + PANEL, y);
                text(left - 6, y + 4, "end", 11, power == -9 ? "≤ 1e-9" : power == 0 ? "1" : "1e" + power);
            }
        }

        private int x(double seconds) {
            double share = Math.log(seconds / least) / Math.log(most / least);
            return left + (int) Math.round(PANEL * Math.max(0, Math.min(1, share)));
        }

        private int y(double objective) {
            double excess = Math.max(FLOOR, Math.min(CEILING, outcomes.excess(data, objective)));
            return top + (int) Math.round(HEIGHT * Math.log(excess / CEILING) / Math.log(FLOOR / CEILING));
        }
    }

    private static String plain(double tick) {
        return String.format(Locale.ROOT, "%.3f", tick).replaceAll("0+$", "");
    }

    private void text(int x, int y, String anchor, int size, String content) {
        line("<text x='%d' y='%d' text-anchor='%s' font-size='%d'>%s</text>", x, y, anchor, size, content);
    }

    private void line(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
