package io.xent.app;

import io.xent.derive.Derivation;
import io.xent.derive.Expression;
import io.xent.derive.Judge;
import io.xent.derive.Report;
import io.xent.derive.Span;
import io.xent.derive.UnreadableException;
import io.xent.derive.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A derivation, read and judged.
 *
 * @param file its name, for the reader
 * @param text what it holds
 * @param steps each right side
 * @param readings what names were taken to mean
 * @param notes where the text was taken otherwise than its letters say
 * @param error what could not be read; then there are no steps
 */
record Checked(
        String file,
        String text,
        List<Step> steps,
        List<Report.Reading> readings,
        List<String> notes,
        Optional<UnreadableException> error) {

    /**
     * One right side.
     *
     * @param left the left side of its chain
     * @param judged the line and its verdict
     * @param isFirstWrong whether it is the first that is broken
     */
    record Step(Expression left, Report.JudgedLine judged, boolean isFirstWrong) {

        int line() {
            return judged.line().number();
        }

        /** Whether the chain is about a derivative. */
        boolean isDerivative() {
            return left instanceof Expression.Derivative;
        }
    }

    static Checked of(String file, String text) {
        try {
            Derivation derivation = Derivation.parse(text);
            Report report = Judge.judge(derivation);
            List<String> notes = derivation.notes().stream()
                    .map(Report.Lint::message)
                    .distinct()
                    .toList();
            return new Checked(file, text, steps(derivation, report), readings(report), notes, Optional.empty());
        } catch (UnreadableException e) {
            return new Checked(file, text, List.of(), List.of(), List.of(), Optional.of(e));
        }
    }

    /** What the author says of a name goes before what is usual. */
    private static List<Report.Reading> readings(Report report) {
        Map<String, Report.Reading> readings = new LinkedHashMap<>();
        report.readings()
                .forEach(reading -> readings.merge(
                        reading.name(), reading, (known, other) -> known.stated() && !other.stated() ? known : other));
        return List.copyOf(readings.values());
    }

    private static List<Step> steps(Derivation derivation, Report report) {
        Report.JudgedLine first = report.firstWrong().orElse(null);
        List<Step> steps = new ArrayList<>();
        for (Derivation.Chain chain : derivation.chains()) {
            for (int i = 0; i < chain.lines().size(); i++) {
                Report.JudgedLine judged = report.lines().get(steps.size());
                steps.add(new Step(chain.left(), judged, judged == first));
            }
        }
        return steps;
    }

    Optional<Step> firstWrong() {
        return steps.stream().filter(Step::isFirstWrong).findFirst();
    }

    /** The worst that was found. */
    VerdictKind verdict() {
        return error.isPresent()
                ? VerdictKind.UNREADABLE
                : steps.stream()
                        .map(step -> VerdictKind.of(step.judged().verdict()))
                        .reduce(VerdictKind.PROVED, (a, b) -> a.compareTo(b) >= 0 ? a : b);
    }

    /** What is written there, in one line. Every character keeps its distance from the first. */
    String written(Span span) {
        return text.substring(span.start(), span.end()).replaceAll("[\\r\\n\\t]", " ");
    }

    /** What a step that is not understood says is wrong. */
    static Optional<Verdict.Unreadable> unreadable(Step step) {
        return step.judged().verdict() instanceof Verdict.Unreadable unreadable
                ? Optional.of(unreadable)
                : Optional.empty();
    }
}
