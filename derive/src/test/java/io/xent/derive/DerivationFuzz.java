package io.xent.derive;

import java.nio.charset.StandardCharsets;

/**
 * Whatever a text holds, reading and judging it ends: in a report, or in an error of one line with a place in the text. Formulas that
 * were read can be written, in every notation. Jazzer calls this with bytes of its own making: see {@code derive/fuzz}.
 */
public final class DerivationFuzz {

    private DerivationFuzz() {}

    /** What Jazzer looks for. */
    public static void fuzzerTestOneInput(byte[] content) {
        check(new String(content, StandardCharsets.UTF_8));
    }

    static void check(String text) {
        Derivation derivation;
        try {
            derivation = Derivation.parse(text);
        } catch (UnreadableException e) {
            requirePlace(text, e);
            return;
        }
        for (Derivation.Chain chain : derivation.chains()) {
            write(chain.left());
            chain.lines().forEach(line -> write(line.expression()));
        }
        int lines = derivation.chains().stream()
                .mapToInt(chain -> chain.lines().size())
                .sum();
        Report report = Judge.judge(derivation);
        if (report.lines().size() != lines) {
            throw new AssertionError(report.lines().size() + " verdicts for " + lines + " lines");
        }
    }

    private static void requirePlace(String text, UnreadableException e) {
        String[] lines = text.split("\n", -1);
        boolean isInText = e.line() >= 1
                && e.line() <= lines.length
                && e.column() >= 1
                && e.column() <= lines[e.line() - 1].length() + 1;
        if (!isInText || e.getMessage().lines().count() != 1) {
            throw new AssertionError(e.line() + ":" + e.column() + ": " + e.getMessage(), e);
        }
    }

    private static void write(Expression formula) {
        PlainText.of(formula);
        Latex.of(formula);
        MathMl.of(formula);
    }
}
