package io.xent.app;

import io.xent.derive.Expression;
import io.xent.derive.Latex;
import io.xent.derive.Mend;
import io.xent.derive.PlainText;
import io.xent.derive.Report;
import io.xent.derive.Span;
import io.xent.derive.UnreadableException;
import io.xent.derive.Verdict;
import java.util.List;

/** A checked derivation for a terminal: the user's own lines, a verdict beside each, and what is wrong under it. */
final class CheckedText {

    private final Checked checked;
    private final Ink ink;
    private static final int WIDEST_SIDE = 16;

    private final StringBuilder out = new StringBuilder();
    private String side = "";
    private int indent;
    private final int lineWidth;
    private final int verdictWidth;

    private CheckedText(Checked checked, Ink ink) {
        this.checked = checked;
        this.ink = ink;
        this.lineWidth = checked.steps().stream()
                .mapToInt(step -> Integer.toString(step.line()).length())
                .max()
                .orElse(0);
        this.verdictWidth = checked.steps().stream()
                .mapToInt(step -> VerdictText.brief(step.judged()).length())
                .max()
                .orElse(0);
    }

    static String of(Checked checked, Ink ink) {
        return new CheckedText(checked, ink).write();
    }

    private String write() {
        if (checked.error().isPresent()) {
            error(checked.error().get());
            return out.toString();
        }
        readings();
        Expression left = null;
        for (Checked.Step step : checked.steps()) {
            boolean isFirst = step.left() != left;
            left = step.left();
            if (isFirst) {
                line("");
                begin(left);
            }
            step(step, isFirst);
        }
        line("");
        summary();
        return out.toString();
    }

    /** The place, what is wrong, the line, and a caret under what is meant. */
    private void error(UnreadableException e) {
        String text = checked.text().split("\n", -1)[e.line() - 1].replaceAll("[\\r\\t]", " ");
        line("xent: %s:%d:%d: %s", checked.file(), e.line(), e.column(), e.getMessage());
        int from = Math.max(0, e.column() - 60);
        int to = Math.min(text.length(), from + 110);
        line("  %s", text.substring(Math.min(from, text.length()), to));
        line("  %s", " ".repeat(e.column() - 1 - from) + ink.bad("^".repeat(Math.min(e.width(), 60))));
    }

    private void readings() {
        boolean isFirst = true;
        for (Report.Reading reading : checked.readings()) {
            line(
                    "%-8s%s: %s%s",
                    isFirst ? "read" : "",
                    reading.name(),
                    reading.meaning(),
                    reading.stated() ? "" : ink.faint(" (taken for granted)"));
            isFirst = false;
        }
        checked.notes().forEach(note -> line("%-8s%s", "note", ink.doubtful(note)));
    }

    /** A short left side stands beside its first line and the others are indented, a long one has a line of its own. */
    private void begin(Expression left) {
        side = checked.written(left.span());
        indent = width(left.span().start(), left.span().end());
        if (indent > WIDEST_SIDE) {
            line("%s%s", margin(), side);
            indent = -1;
        }
    }

    private void step(Checked.Step step, boolean isFirst) {
        Report.JudgedLine judged = step.judged();
        String number = Integer.toString(step.line());
        String verdict = VerdictText.brief(judged);
        line(
                "line %s%s  %s%s  %s= %s%s",
                " ".repeat(lineWidth - number.length()),
                number,
                coloured(judged, verdict),
                " ".repeat(verdictWidth - verdict.length()),
                indent < 0 ? "" : (isFirst ? side : " ".repeat(indent)) + " ",
                checked.written(judged.line().expression().span()),
                given(judged));
        judged.mend().ifPresent(mend -> underline(judged, mend));
        Checked.unreadable(step).ifPresent(unreadable -> caret(judged, unreadable));
        for (Report.Lint lint : judged.lints()) {
            line("%s%s", margin(), ink.doubtful("note: " + lint.message()));
        }
    }

    private static String given(Report.JudgedLine judged) {
        List<String> given = judged.line().given().stream().map(PlainText::of).toList();
        return given.isEmpty() ? "" : "   [" + String.join(", ", given) + "]";
    }

    /** As wide as what stands before the formulas. */
    private String margin() {
        return " ".repeat(5 + lineWidth + 2 + verdictWidth + 2);
    }

    /** As wide as what stands before a right side. */
    private String marginOfRight() {
        return margin() + " ".repeat(indent + 3);
    }

    private String coloured(Report.JudgedLine judged, String text) {
        return switch (judged.status()) {
            case OK -> judged.verdict() instanceof Verdict.Proved ? ink.good(text) : ink.doubtful(text);
            case REPAIRED -> ink.doubtful(text);
            case BROKEN, INHERITED, UNREADABLE -> ink.bad(text);
        };
    }

    private void underline(Report.JudgedLine judged, Mend mend) {
        under(judged, mend.written().span(), VerdictText.mend(mend));
        line("%s%s", marginOfRight(), ink.faint("it should read " + inTheAuthorsNotation(judged, mend.line())));
    }

    private String inTheAuthorsNotation(Report.JudgedLine judged, Expression formula) {
        boolean isLatex = checked.written(judged.line().expression().span()).contains("\\");
        return isLatex ? Latex.of(formula) : PlainText.of(formula);
    }

    private void caret(Report.JudgedLine judged, Verdict.Unreadable unreadable) {
        under(judged, unreadable.span(), unreadable.message());
    }

    /** A mark under a part of the line above, and words after it. */
    private void under(Report.JudgedLine judged, Span part, String words) {
        Span whole = judged.line().expression().span();
        if (part.isNone() || part.start() < whole.start() || part.end() > whole.end()) {
            line("%s%s", marginOfRight(), ink.bad(words));
            return;
        }
        int before = width(whole.start(), part.start());
        int marked = Math.max(1, width(part.start(), part.end()));
        line("%s%s%s %s", marginOfRight(), " ".repeat(before), ink.bad("^".repeat(marked)), ink.bad(words));
    }

    /** How many columns a stretch of the text takes: accents stand over the letter before them. */
    private int width(int from, int to) {
        return (int) checked.text()
                .substring(from, to)
                .codePoints()
                .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
                .count();
    }

    private void summary() {
        List<Checked.Step> told = checked.firstWrong().map(List::of).orElse(checked.steps());
        for (Checked.Step step : told) {
            List<String> sentences = VerdictText.sentences(step);
            for (int i = 0; i < sentences.size(); i++) {
                line("%s", i == 0 && step.isFirstWrong() ? ink.bad(sentences.get(i)) : sentences.get(i));
            }
        }
        if (checked.verdict() == VerdictKind.PROVED) {
            line("%s", ink.good("Every line is proved, for every number of classes."));
        }
    }

    private void line(String format, Object... arguments) {
        out.append((arguments.length == 0 ? format : String.format(java.util.Locale.ROOT, format, arguments))
                        .stripTrailing())
                .append('\n');
    }
}
