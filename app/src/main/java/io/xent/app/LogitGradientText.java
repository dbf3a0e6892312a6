package io.xent.app;

import io.xent.derive.LogitGradientReport;
import io.xent.derive.Numeral;
import io.xent.derive.StepSweep;

/** What {@code xent gradcheck} prints for people. */
final class LogitGradientText {

    /** So many digits of the exact gradient are sure. */
    private static final int KNOWN = 14;

    private LogitGradientText() {}

    static String of(LogitGradientReport report, String compared, int firstClass) {
        StringBuilder text = new StringBuilder(compared).append("\n\n");
        text.append(
                switch (report.verdict()) {
                    case AGREES -> "agrees    to " + digits(report) + " of the largest component\n";
                    case DIFFERS -> "differs   from the exact gradient\n";
                    case UNDECIDED -> "undecided: too few digits to tell\n";
                });
        text.append("worst     row " + (report.worstRow() + 1) + ", class " + (report.worstClass() + firstClass) + ": "
                + Numeral.of(report.stated()) + " in the file, " + Numeral.of(report.exact()) + " exactly\n");
        for (int i = 0; i < report.findings().size(); i++) {
            text.append(i == 0 ? "found     " : "          ")
                    .append(report.findings().get(i))
                    .append('\n');
        }
        report.sweep().ifPresent(sweep -> sweep(text, sweep));
        return text.toString();
    }

    private static String digits(LogitGradientReport report) {
        return Figures.count(Math.max(0, Math.min(KNOWN, (int) Math.floor(report.digits()))), "digit");
    }

    private static void sweep(StringBuilder text, StepSweep sweep) {
        text.append("\nThe worst component beside central differences of the loss, as their step h shrinks:\n");
        text.append("  h           gap\n");
        for (int j = 2; j < sweep.steps().length; j += 4) {
            String h = Numeral.brief(sweep.steps()[j]);
            text.append("  " + h + " ".repeat(Math.max(1, 12 - h.length())) + Numeral.brief(sweep.gaps()[j]) + "\n");
        }
        text.append(
                switch (sweep.shape()) {
                    case PLATEAU -> "The gap stays: the formula is wrong, it is not rounding.\n";
                    case V -> "The gap falls and rises again: the formula is right there, what is left is rounding.\n";
                    case UNCLEAR -> "This tells nothing clear.\n";
                });
    }
}
