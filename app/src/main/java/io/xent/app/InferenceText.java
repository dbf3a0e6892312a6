package io.xent.app;

import static io.xent.app.InferenceWords.p;
import static io.xent.app.InferenceWords.signed;

import io.xent.learn.inference.Coefficient;
import io.xent.learn.inference.ColumnTest;
import io.xent.learn.inference.Inference;
import java.util.ArrayList;
import java.util.List;

/** What {@code xent train --inference} prints for a person, beside the rest of {@link OutcomeText}. */
final class InferenceText {

    private static final int COEFFICIENTS = 40;
    private static final int COLUMNS = 40;

    private final Inference inference;
    private final InferenceWords words;
    private final StringBuilder text = new StringBuilder();

    private InferenceText(Inference inference, Outcome outcome) {
        this.inference = inference;
        words = new InferenceWords(inference, outcome);
    }

    static String of(Inference inference, Outcome outcome) {
        return new InferenceText(inference, outcome).write();
    }

    private String write() {
        text.append("\ninferred ").append(words.kind()).append('\n');
        line(words.explained());
        line(words.criteria());
        line(words.distance());
        line(words.caution());
        words.problems().forEach(this::line);
        line(words.bases());
        tests();
        coefficients();
        return text.toString();
    }

    private void tests() {
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"column", "χ²", "df", "p"});
        for (ColumnTest test :
                inference.tests().subList(0, Math.min(COLUMNS, inference.tests().size()))) {
            rows.add(new String[] {
                words.column(test), signed(test.statistic()), "" + test.degreesOfFreedom(), p(test.pValue())
            });
        }
        if (!inference.tests().isEmpty()) {
            table(rows, 1);
        }
        if (inference.tests().size() > COLUMNS) {
            line("… all " + Figures.count(inference.tests().size(), "column") + " are in the report");
        }
    }

    private void coefficients() {
        List<Coefficient> shown = inference.coefficients().stream()
                .filter(c -> !Double.isNaN(c.estimate()))
                .toList();
        if (shown.size() > COEFFICIENTS) {
            line("the " + Figures.count(shown.size(), "coefficient") + " are in the report and in --format json");
            return;
        }
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"class", "feature", "estimate", "error", "z", "p", "95 % interval"});
        for (Coefficient c : shown) {
            rows.add(new String[] {
                words.className(c.classIndex()),
                words.feature(c.feature()),
                signed(c.estimate()),
                signed(c.standardError()),
                signed(c.z()),
                p(c.pValue()),
                InferenceWords.interval(c.interval(InferenceWords.LEVEL))
            });
        }
        table(rows, 2);
    }

    /** Columns as wide as they need to be, the first {@code left} of them flush left. */
    private void table(List<String[]> rows, int left) {
        text.append('\n');
        int[] widths = new int[rows.get(0).length];
        for (String[] row : rows) {
            for (int j = 0; j < row.length; j++) {
                widths[j] = Math.max(widths[j], row[j].codePointCount(0, row[j].length()));
            }
        }
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int j = 0; j < row.length; j++) {
                String space = " ".repeat(widths[j] - row[j].codePointCount(0, row[j].length()));
                line.append(j < left ? row[j] + space : space + row[j]).append("  ");
            }
            line(line.toString());
        }
    }

    private void line(String words) {
        if (!words.isEmpty()) {
            text.append(("         " + words).stripTrailing()).append('\n');
        }
    }
}
