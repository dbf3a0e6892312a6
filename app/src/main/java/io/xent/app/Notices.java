package io.xent.app;

import io.xent.learn.CrossValidation;
import io.xent.learn.Labels;
import io.xent.learn.TemperatureFit;
import io.xent.learn.encoding.ColumnReport;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What was noticed about the data and is worth a person's attention, one sentence each, in order. */
final class Notices {

    private static final int CLASSES_NAMED = 5;

    private final Set<String> sentences = new LinkedHashSet<>();

    void add(String sentence) {
        sentences.add(sentence);
    }

    void of(String file, List<String> told) {
        told.forEach(sentence -> add(sentence.startsWith(file) ? sentence : file + ": " + sentence));
    }

    /** Columns that were left out without being {@code asked} to, and those that look too good to be true. */
    void columns(List<ColumnReport> columns, List<String> asked) {
        for (ColumnReport column : columns) {
            if (column.outcome() == ColumnReport.Outcome.DROPPED && !asked.contains(column.column())) {
                add("column '" + column.column() + "' is left out: " + column.detail());
            } else if (column.outcome() == ColumnReport.Outcome.SUSPECT) {
                add("look at column '" + column.column() + "': " + column.detail());
            }
        }
    }

    void singleRowClasses(int[] classes, Labels labels) {
        if (classes.length == 0) {
            return;
        }
        List<String> named = new ArrayList<>();
        for (int i = 0; i < Math.min(CLASSES_NAMED, classes.length); i++) {
            named.add("'" + labels.names().get(classes[i]) + "'");
        }
        String more = classes.length > CLASSES_NAMED ? " and " + (classes.length - CLASSES_NAMED) + " more" : "";
        add((classes.length == 1 ? "class " : "classes ") + String.join(", ", named) + more
                + (classes.length == 1 ? " has" : " have") + " one row only, which was trained on and not tested");
    }

    void validation(CrossValidation validation) {
        if (validation.bestIsAtAnEnd()) {
            add("the best penalty is at the end of those that were tried; a better one may lie beyond: look with --l2");
        }
    }

    void temperature(TemperatureFit fit) {
        if (fit.atLimit()) {
            add(
                    "the temperature that fits best is at the end of the range allowed: the held-out rows are few, or all are"
                            + " predicted right");
        }
    }

    List<String> all() {
        return List.copyOf(sentences);
    }
}
