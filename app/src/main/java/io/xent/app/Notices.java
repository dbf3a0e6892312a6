package io.xent.app;

import io.xent.learn.CrossValidation;
import io.xent.learn.Dataset;
import io.xent.learn.Labels;
import io.xent.learn.TemperatureFit;
import io.xent.learn.encoding.ColumnReport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** What was noticed about the data and is worth a person's attention, one sentence each, in order. */
final class Notices {

    private static final int NAMED = 5;

    private final Set<String> sentences = new LinkedHashSet<>();

    void add(String sentence) {
        sentences.add(sentence);
    }

    void of(String file, List<String> told) {
        told.forEach(sentence -> add(sentence.startsWith(file) ? sentence : file + ": " + sentence));
    }

    /** Columns that were left out without being {@code asked} to, and those that look too good to be true. */
    void columns(List<ColumnReport> columns, List<String> asked) {
        Map<String, List<String>> leftOut = new LinkedHashMap<>();
        for (ColumnReport column : columns) {
            if (column.outcome() == ColumnReport.Outcome.SUSPECT) {
                add("look at column '" + column.column() + "': " + column.detail());
            } else if (column.outcome() == ColumnReport.Outcome.DROPPED && !asked.contains(column.column())) {
                leftOut.computeIfAbsent(column.detail(), detail -> new ArrayList<>())
                        .add("'" + column.column() + "'");
            }
        }
        leftOut.forEach((detail, names) ->
                add((names.size() == 1 ? "column " : "columns ") + some(names) + " left out: " + detail));
    }

    private static String some(List<String> names) {
        return names.size() <= NAMED
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, NAMED)) + " and " + (names.size() - NAMED) + " more";
    }

    void uncalibratedScores() {
        add(
                "probabilities are the softmax of scores that a hinge loss does not fit to frequencies: calibrate them, with"
                        + " --calibrate or xent calibrate");
    }

    void separationUnknown() {
        add(
                "without a penalty, columns that tell some rows of two classes apart without error leave no optimum; that was"
                        + " not looked for, as it takes long with so many rows, columns and classes: use a penalty, such as --l2 1e-6");
    }

    void singleRowClasses(int[] classes, Labels labels) {
        if (classes.length > 0) {
            List<String> names = Arrays.stream(classes)
                    .mapToObj(k -> "'" + labels.names().get(k) + "'")
                    .toList();
            add("trained on and not tested, for having one row only: " + (classes.length == 1 ? "class " : "classes ")
                    + some(names));
        }
    }

    /** Classes that a model knows and these rows do not have. */
    void absentClasses(Dataset data, Labels labels) {
        double[] totals = data.classTotals();
        List<String> names = IntStream.range(0, totals.length)
                .filter(k -> totals[k] == 0)
                .mapToObj(k -> "'" + labels.names().get(k) + "'")
                .toList();
        if (!names.isEmpty()) {
            add("no row has " + (names.size() == 1 ? "class " : "any of the classes ") + some(names));
        }
    }

    void validation(CrossValidation validation, int unfinished) {
        if (unfinished > 0) {
            add(Figures.count(unfinished, "fit")
                    + " of the cross-validation did not converge; their log loss is not that of"
                    + " their penalty: allow more --max-iterations, or use --precision double");
        }
        CrossValidation.Point chosen = validation.oneStandardError();
        List<CrossValidation.Point> path = validation.path();
        if (chosen.equals(path.get(0)) || chosen.equals(path.get(path.size() - 1))) {
            add(
                    "the penalty chosen is at the end of those that were tried; a better one may lie beyond: look with --l2");
        }
    }

    void course(PenaltyCourse course) {
        if (course.unfinished() > 0) {
            add(Figures.count(course.unfinished(), "fit")
                    + " along the path of the penalty did not converge: allow more --max-iterations, or use --precision"
                    + " double");
        }
    }

    void calibration(ChosenCalibration chosen) {
        if (chosen.map().isEmpty()) {
            add(chosen.sentence() + ", so probabilities are as they were trained");
        }
        if (TemperatureFit.isAtLimit(chosen.calibration())) {
            add(
                    "the temperature that fits best is at the end of the range allowed: the rows are few, or all are predicted right");
        }
    }

    List<String> all() {
        return List.copyOf(sentences);
    }
}
