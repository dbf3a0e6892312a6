package io.xent.benchmarks.training;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/** The figures as Markdown: a table per data set, what is special about each contender, and what all of it ran on. */
final class TrainingTable {

    /** Figures during which others used more than this share of the machine have an asterisk. */
    static final double MOST_BUSY = 0.05;

    private final List<TrainingFigure> figures;
    private final Outcomes outcomes;
    private final StringBuilder text = new StringBuilder();

    private TrainingTable(List<TrainingFigure> figures, List<CoursePoint> course) {
        this.figures = figures;
        this.outcomes = new Outcomes(figures, course);
    }

    static String of(List<TrainingFigure> figures, List<CoursePoint> course) {
        TrainingTable table = new TrainingTable(figures, course);
        for (String data : outcomesInOrder(figures)) {
            table.append(data);
        }
        table.notes();
        return table.text.toString();
    }

    private static Set<String> outcomesInOrder(List<TrainingFigure> figures) {
        Set<String> names = new LinkedHashSet<>();
        figures.forEach(f -> names.add(f.data()));
        return names;
    }

    private void append(String data) {
        text.append("\n## ").append(data).append("\n\n");
        row(
                "",
                "objective",
                "above the best, relative",
                "ended",
                "iterations",
                "fit, s",
                "CPU s",
                "process, s",
                "CPU s",
                "peak MB",
                "rounds");
        row("---", "--:", "--:", "---", "--:", "--:", "--:", "--:", "--:", "--:", "--:");
        for (Presentation shown : Presentation.values()) {
            List<TrainingFigure> full = figures.stream()
                    .filter(f -> f.data().equals(data) && f.peer().equals(shown.peer) && f.isFull())
                    .toList();
            if (!full.isEmpty()) {
                append(data, shown, full);
            }
        }
    }

    private void append(String data, Presentation shown, List<TrainingFigure> full) {
        TrainingFigure first = full.get(0);
        if (first.status().equals(TrainingFigure.FAILED)) {
            row(shown.title, "", "", "failed", "", "", "", "", "", "", "");
            return;
        }
        boolean busy = full.stream().anyMatch(f -> f.busy() > MOST_BUSY);
        row(
                shown.title + (busy ? "\\*" : ""),
                number("%.8f", first.objective())
                        + (first.by().equals("us") || Double.isNaN(first.objective()) ? "" : "†"),
                number("%.1e", outcomes.excess(data, first.objective())),
                first.status().equals(Course.End.TIME_LIMIT.word())
                        ? String.format(Locale.ROOT, "not finished in %.0f s", first.limit())
                        : first.status(),
                first.iterations() < 0 ? "" : "" + first.iterations(),
                median("%.2f", full, TrainingFigure::fitSeconds),
                median("%.2f", full, TrainingFigure::fitCpuSeconds),
                median("%.2f", full, TrainingFigure::wholeSeconds),
                median("%.2f", full, TrainingFigure::wholeCpuSeconds),
                median("%.0f", full, TrainingFigure::peakMegabytes),
                "" + full.size());
    }

    private void notes() {
        Set<String> peers = new LinkedHashSet<>();
        figures.forEach(f -> peers.add(f.peer()));
        text.append("\n"
                + "Objectives are recomputed from the parameters in 64 bits, except those with †, which the"
                + " contender tells itself. An asterisk: other programs used more than 5 % of the machine"
                + " meanwhile.\n\n");
        row("", "what ran", "taken", "note");
        row("---", "---", "---", "---");
        for (Presentation shown : Presentation.values()) {
            if (peers.contains(shown.peer)) {
                row(
                        shown.title,
                        distinct(shown, TrainingFigure::version),
                        distinct(shown, TrainingFigure::date),
                        shown.note);
            }
        }
        Set<String> machines = new TreeSet<>();
        figures.forEach(f -> machines.add(f.machine()));
        text.append("\nMachine: ").append(String.join("; and ", machines)).append("\n");
    }

    private String distinct(Presentation shown, java.util.function.Function<TrainingFigure, String> what) {
        Set<String> values = new TreeSet<>();
        figures.stream()
                .filter(f -> f.peer().equals(shown.peer) && !what.apply(f).isEmpty())
                .forEach(f -> values.add(what.apply(f)));
        return String.join("; ", values);
    }

    private static String median(String format, List<TrainingFigure> figures, ToDoubleFunction<TrainingFigure> what) {
        return number(format, Outcomes.median(figures.stream().mapToDouble(what).toArray()));
    }

    private static String number(String format, double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, format, value);
    }

    private void row(String... cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
