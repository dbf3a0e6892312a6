package io.xent.derive;

import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks for numbers that tell two terms apart; without any, says how many were tried. */
final class Refutation {
    private static final int MOST_TRIALS = 200;

    private final Term expected;
    private final Term actual;
    private final Budget budget;
    private final Trials trials;
    private final WitnessWriter readable;
    private int compared;
    private double errorBound;

    Refutation(
            Term expected,
            Term actual,
            Setting setting,
            List<Equality.Relation> conditions,
            Names names,
            Budget budget) {
        this.expected = expected;
        this.actual = actual;
        this.budget = budget;
        Symbols symbols = new Symbols(budget);
        symbols.add(expected);
        symbols.add(actual);
        Set<Slot> points = new LinkedHashSet<>(Points.of(expected, budget));
        points.addAll(Points.of(actual, budget));
        this.trials = new Trials(symbols, points, setting, conditions);
        this.readable = new WitnessWriter(names, symbols, points);
    }

    Optional<Witness> search() {
        return search(trials.all());
    }

    /** A look at one, two and three classes only. */
    Optional<Witness> searchSmall() {
        return search(trials.small());
    }

    private Optional<Witness> search(List<Assignment> assignments) {
        for (Assignment assignment : assignments) {
            if (compared >= MOST_TRIALS) {
                break;
            }
            Optional<Witness> witness = compare(assignment);
            if (witness.isPresent()) {
                return witness;
            }
        }
        return Optional.empty();
    }

    int compared() {
        return compared;
    }

    double errorBound() {
        return errorBound;
    }

    private Optional<Witness> compare(Assignment assignment) {
        try {
            return compareExactly(assignment);
        } catch (Beyond e) {
            return compareEnclosures(assignment);
        } catch (Arithmetic.Undefined e) {
            return Optional.empty();
        }
    }

    private Optional<Witness> compareExactly(Assignment assignment) {
        ExactArithmetic exact = new ExactArithmetic(budget);
        Evaluator<Fraction> evaluator = new Evaluator<>(exact, assignment, budget);
        Fraction left = evaluator.of(expected);
        Fraction right = evaluator.of(actual);
        if (left.difference(right, budget).isZero()) {
            compared++;
            return Optional.empty();
        }
        boolean areFractions = exact.constant(left) != null && exact.constant(right) != null;
        if (!areFractions && !enclosure(expected, assignment).isApartFrom(enclosure(actual, assignment))) {
            return Optional.empty();
        }
        compared++;
        return Optional.of(readable.witness(assignment, WitnessWriter.value(left), WitnessWriter.value(right), budget));
    }

    private Enclosure enclosure(Term term, Assignment assignment) {
        return new Evaluator<>(new EnclosureArithmetic(), assignment, budget).of(term);
    }

    private Optional<Witness> compareEnclosures(Assignment assignment) {
        try {
            Enclosure left = enclosure(expected, assignment);
            Enclosure right = enclosure(actual, assignment);
            compared++;
            if (left.isApartFrom(right)) {
                return Optional.of(
                        readable.witness(assignment, WitnessWriter.value(left), WitnessWriter.value(right), budget));
            }
            BigDecimal bound = left.high().max(right.high()).subtract(left.low().min(right.low()));
            errorBound = Math.max(errorBound, Math.nextUp(bound.doubleValue()));
            return Optional.empty();
        } catch (Arithmetic.Undefined e) {
            return Optional.empty();
        }
    }
}
