package io.xent.app;

import io.xent.derive.Latex;
import io.xent.derive.Mend;
import io.xent.derive.Report;
import io.xent.derive.UnreadableException;

/** A checked derivation in Markdown, with formulas in LaTeX between dollar signs. */
final class CheckedMarkdown {

    private final Checked checked;
    private final StringBuilder out = new StringBuilder();

    private CheckedMarkdown(Checked checked) {
        this.checked = checked;
    }

    static String of(Checked checked) {
        return new CheckedMarkdown(checked).write();
    }

    private String write() {
        out.append("# ").append(checked.file()).append("\n\n");
        checked.error().ifPresent(this::error);
        for (Report.Reading reading : checked.readings()) {
            out.append("- `")
                    .append(reading.name())
                    .append("`: ")
                    .append(reading.meaning())
                    .append(reading.stated() ? "\n" : " (taken for granted)\n");
        }
        checked.notes().forEach(note -> out.append("- note: ").append(note).append('\n'));
        if (!checked.steps().isEmpty()) {
            out.append("\n| line | formula | verdict |\n|---|---|---|\n");
            checked.steps().forEach(this::row);
            out.append('\n');
        }
        for (Checked.Step step : checked.steps()) {
            boolean isTold = step.isFirstWrong() || checked.firstWrong().isEmpty();
            if (isTold && !VerdictText.sentences(step).isEmpty()) {
                out.append("**Line ")
                        .append(step.line())
                        .append(".** ")
                        .append(String.join(" ", VerdictText.sentences(step)))
                        .append("\n\n");
                step.judged().mend().ifPresent(this::mend);
            }
        }
        return out.toString();
    }

    private void error(UnreadableException e) {
        out.append("**Not understood.** Line ")
                .append(e.line())
                .append(", column ")
                .append(e.column())
                .append(": ")
                .append(e.getMessage())
                .append(".\n\n```\n")
                .append(checked.text().split("\n", -1)[e.line() - 1].replaceAll("[\\r\\t]", " "))
                .append('\n')
                .append(" ".repeat(e.column() - 1))
                .append("^".repeat(e.width()))
                .append("\n```\n");
    }

    private void row(Checked.Step step) {
        out.append("| ")
                .append(step.line())
                .append(" | $")
                .append(formula(step))
                .append("$ | ")
                .append(step.judged().status() == Report.Status.OK ? "" : "**")
                .append(VerdictText.brief(step.judged()))
                .append(step.judged().status() == Report.Status.OK ? " |\n" : "** |\n");
    }

    private static String formula(Checked.Step step) {
        return Latex.of(step.left()) + " = "
                + Latex.of(step.judged().line().expression()).replace("|", "\\vert ");
    }

    private void mend(Mend mend) {
        out.append("It should read\n\n$$").append(Latex.of(mend.line())).append("$$\n\n");
    }
}
