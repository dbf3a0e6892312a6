package io.xent.derive;

import java.util.List;
import java.util.Optional;

/**
 * A derivation judged.
 *
 * @param readings what each name was taken to mean, for the reader to see: {@code p = softmax(z)}
 * @param lines every right side, in order
 */
public record Report(List<Reading> readings, List<JudgedLine> lines) {

    /** Copies the lists. */
    public Report {
        readings = List.copyOf(readings);
        lines = List.copyOf(lines);
    }

    /** The first line that is broken or unreadable. */
    public Optional<JudgedLine> firstWrong() {
        return lines.stream()
                .filter(line -> line.status() == Status.BROKEN || line.status() == Status.UNREADABLE)
                .findFirst();
    }

    /**
     * What a name was taken to mean.
     *
     * @param name the name
     * @param meaning in formulas or words
     * @param stated whether the author said so; else it is our default
     */
    public record Reading(String name, String meaning, boolean stated) {}

    /** How a line stands in its chain. */
    public enum Status {
        /** Right, as the line before. */
        OK,
        /** Wrong, and not because the line before was. */
        BROKEN,
        /** Follows from the line before, which is wrong. */
        INHERITED,
        /** Right, although the line before is wrong. */
        REPAIRED,
        /** Not understood. */
        UNREADABLE
    }

    /**
     * A line and what became of it.
     *
     * @param line as written
     * @param verdict compared with what the chain's left side means
     * @param step compared with the line before
     * @param status how it stands in its chain
     * @param mend the smallest change that makes it right; looked for where the first line is broken
     * @param lints what is not wrong but should be said, with its place
     */
    public record JudgedLine(
            Derivation.Line line, Verdict verdict, Verdict step, Status status, Optional<Mend> mend, List<Lint> lints) {
        /** Copies the list. */
        public JudgedLine {
            lints = List.copyOf(lints);
        }
    }

    /**
     * A remark.
     *
     * @param message for the reader
     * @param span its place
     */
    public record Lint(String message, Span span) {}
}
