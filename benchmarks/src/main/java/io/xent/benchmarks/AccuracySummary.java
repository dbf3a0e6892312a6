package io.xent.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * Errors as tables in Markdown: the worst of all numbers of classes, the worst by number of classes, and every case in which a kernel of
 * ours errs more than libtorch at the same width.
 */
final class AccuracySummary {

    private static final String[] QUANTITIES = {"probability", "gradient", "gradient of the target", "loss"};
    private static final double[] GOALS = {8, 8, 8, 2};

    private final List<AccuracyFigure> figures;
    private final StringBuilder text = new StringBuilder();

    private AccuracySummary(List<AccuracyFigure> figures) {
        this.figures = figures;
    }

    static String of(List<AccuracyFigure> figures) {
        AccuracySummary summary = new AccuracySummary(figures);
        summary.byKind();
        summary.byClasses();
        summary.worseThanLibtorch();
        return summary.text.toString();
    }

    private void byKind() {
        text.append(
                "\nLargest error in ulp, and in brackets the largest mean: worst of all numbers of classes and JDKs.\n\n");
        header("Rows", "quantity", "goal");
        for (String kind : AccuracyRows.KINDS) {
            for (int q = 0; q < QUANTITIES.length; q++) {
                String quantity = QUANTITIES[q];
                row(
                        List.of(kind, quantity, number(GOALS[q])),
                        f -> f.kind().equals(kind) && f.quantity().equals(quantity));
            }
        }
    }

    private void byClasses() {
        text.append("\nThe same over all kinds of rows, by number of classes.\n\n");
        header("Classes", "quantity");
        Set<Integer> sizes = new LinkedHashSet<>();
        figures.forEach(f -> sizes.add(f.classes()));
        for (int classes : sizes) {
            for (String quantity : QUANTITIES) {
                row(
                        List.of(String.format(Locale.ROOT, "%,d", classes), quantity),
                        f -> f.classes() == classes && f.quantity().equals(quantity));
            }
        }
    }

    private void header(String... first) {
        List<String> cells = new ArrayList<>(List.of(first));
        cells.add("Xent, plain loops");
        for (int bits : new int[] {512, 256, 128}) {
            cells.add("Xent, " + bits + " bits");
        }
        for (int bits : new int[] {512, 256, 128}) {
            cells.add("libtorch, " + bits + " bits");
        }
        append(cells);
        append(cells.stream().map(cell -> "---").toList());
    }

    private void row(List<String> first, Predicate<AccuracyFigure> which) {
        List<String> cells = new ArrayList<>(first);
        cells.add(worst(which.and(f -> f.contender().equals("scalar"))));
        for (String contender : new String[] {"vector", "libtorch"}) {
            for (int bits : new int[] {512, 256, 128}) {
                cells.add(worst(which.and(f -> f.contender().equals(contender) && f.bits() == bits)));
            }
        }
        append(cells);
    }

    private String worst(Predicate<AccuracyFigure> which) {
        double max = figures.stream()
                .filter(which)
                .mapToDouble(AccuracyFigure::max)
                .max()
                .orElse(Double.NaN);
        double mean = figures.stream()
                .filter(which)
                .mapToDouble(AccuracyFigure::mean)
                .max()
                .orElse(Double.NaN);
        return number(max) + " (" + number(mean) + ")";
    }

    private void worseThanLibtorch() {
        worseThanLibtorch("largest error", AccuracyFigure::max);
        worseThanLibtorch("mean error", AccuracyFigure::mean);
    }

    private void worseThanLibtorch(String what, ToDoubleFunction<AccuracyFigure> error) {
        List<String> worse = new ArrayList<>();
        int compared = 0;
        for (AccuracyFigure ours : figures) {
            if (ours.contender().equals("libtorch")) {
                continue;
            }
            AccuracyFigure theirs = theirs(ours).orElseThrow();
            compared++;
            if (error.applyAsDouble(ours) > error.applyAsDouble(theirs)) {
                worse.add(String.format(
                        Locale.ROOT,
                        "JDK %d, %d bits, %s kernels, %s rows of %,d, %s: %s against %s",
                        ours.jdk(),
                        ours.bits(),
                        ours.contender(),
                        ours.kind(),
                        ours.classes(),
                        ours.quantity(),
                        number(error.applyAsDouble(ours)),
                        number(error.applyAsDouble(theirs))));
            }
        }
        text.append(String.format(
                Locale.ROOT,
                "%nThe %s is larger than libtorch's at the same width in %d of %,d cells of accuracy.csv%s%n",
                what,
                worse.size(),
                compared,
                worse.isEmpty() ? "." : String.format(Locale.ROOT, ":%n")));
        worse.stream().sorted().forEach(each -> text.append("- ").append(each).append('\n'));
    }

    private Optional<AccuracyFigure> theirs(AccuracyFigure ours) {
        return figures.stream()
                .filter(f -> f.contender().equals("libtorch")
                        && f.jdk() == ours.jdk()
                        && f.bits() == ours.bits()
                        && f.kind().equals(ours.kind())
                        && f.classes() == ours.classes()
                        && f.quantity().equals(ours.quantity()))
                .findFirst();
    }

    /** Three digits, or a power of ten. */
    private static String number(double value) {
        if (value == Math.rint(value) && value < 1000) {
            return Long.toString((long) value);
        }
        return String.format(
                Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : value < 1e4 ? "%.0f" : "%.1e", value);
    }

    private void append(List<String> cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
