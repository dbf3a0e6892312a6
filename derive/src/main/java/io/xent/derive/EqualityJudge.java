package io.xent.derive;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Judges whether two formulas are equal: by proof, by proof under something not stated, by a counterexample, by trials. */
final class EqualityJudge {
    private final Names names;
    private final Setting stated;
    private final List<Equality.Relation> conditions;
    private final Budget budget;

    EqualityJudge(Names names, Setting stated, List<Equality.Relation> conditions, Budget budget) {
        this.names = names;
        this.stated = stated;
        this.conditions = List.copyOf(conditions);
        this.budget = budget;
    }

    Verdict judge(Tensor expected, Tensor actual, Alignment alignment) {
        return alignment
                .of(expected, actual)
                .map(pair -> judge(pair.expected(), pair.actual()))
                .orElseGet(() -> new Verdict.Refuted(shapes(expected, actual), List.of()));
    }

    private static Witness shapes(Tensor expected, Tensor actual) {
        return new Witness(
                3,
                List.of(),
                new Witness.Value(expected.shape(), Double.NaN),
                new Witness.Value(actual.shape(), Double.NaN));
    }

    Verdict judge(Term expected, Term actual) {
        String reason;
        try {
            if (holds(expected, actual, stated, conditions)) {
                return new Verdict.Proved();
            }
            Optional<Assumption.Target> target = weakestTarget(expected, actual);
            if (target.isPresent() && stated.targetValues().isEmpty()) {
                return new Verdict.ProvedUnder(List.of(target.get()));
            }
            reason = "the canonical forms differ";
        } catch (Beyond beyond) {
            reason = beyond.getMessage();
        }
        Refutation refutation = new Refutation(expected, actual, stated, conditions, names, budget);
        Optional<Witness> witness = refutation.search();
        if (witness.isPresent()) {
            return new Verdict.Refuted(witness.get(), specialCase(expected, actual));
        }
        return new Verdict.Tested(refutation.compared(), refutation.errorBound(), reason);
    }

    /** Whether the formulas are equal, found by proof, as stated or under some assumption on the target. */
    boolean isProved(Term expected, Term actual) {
        try {
            return holds(expected, actual, stated, conditions)
                    || stated.targetValues().isEmpty()
                            && weakestTarget(expected, actual).isPresent();
        } catch (Beyond e) {
            return false;
        }
    }

    private boolean holds(Term expected, Term actual, Setting setting, List<Equality.Relation> given) {
        return new Equality(budget).holds(expected, actual, setting, given);
    }

    private Optional<Assumption.Target> weakestTarget(Term expected, Term actual) {
        for (Assumption.Target target : List.of(Assumption.Target.SUMS_TO_ONE, Assumption.Target.ONE_HOT)) {
            boolean isNew = stated.target() == null || target.compareTo(stated.target()) > 0;
            if (isNew && holds(expected, actual, stated.withTarget(target), conditions)) {
                return Optional.of(target);
            }
        }
        return Optional.empty();
    }

    /** A special case in which a wrong line is right: the weakest assumption that is not stated. */
    private List<Assumption> specialCase(Term expected, Term actual) {
        if (!stated.targetValues().isEmpty()) {
            Optional<Assumption.Target> target = attempt(() -> weakestTarget(expected, actual));
            if (target.isPresent()) {
                return List.of(target.get());
            }
        }
        for (SpecialCase special : SpecialCase.all(points(expected, actual), names)) {
            List<Equality.Relation> given = new ArrayList<>(conditions);
            special.relation().ifPresent(given::add);
            for (Optional<Assumption.Target> target : targets(special)) {
                Setting setting = special.in(target.map(stated::withTarget).orElse(stated));
                if (attempt(() -> Optional.of(holds(expected, actual, setting, given)))
                        .orElse(false)) {
                    List<Assumption> needed = new ArrayList<>();
                    target.ifPresent(needed::add);
                    needed.add(special.assumption());
                    return needed;
                }
            }
        }
        return List.of();
    }

    private List<Optional<Assumption.Target>> targets(SpecialCase special) {
        List<Optional<Assumption.Target>> targets = new ArrayList<>();
        if (!special.concernsTrueClass() || stated.isOneHot()) {
            targets.add(Optional.empty());
        }
        for (Assumption.Target target : List.of(Assumption.Target.SUMS_TO_ONE, Assumption.Target.ONE_HOT)) {
            boolean isNew = stated.target() == null || target.compareTo(stated.target()) > 0;
            boolean fits = !special.concernsTrueClass() || target == Assumption.Target.ONE_HOT;
            if (isNew && fits && stated.targetValues().isEmpty()) {
                targets.add(Optional.of(target));
            }
        }
        return targets;
    }

    private Set<Slot> points(Term expected, Term actual) {
        Set<Slot> points = new java.util.LinkedHashSet<>(Points.of(expected, budget));
        points.addAll(Points.of(actual, budget));
        return points;
    }

    private static <T> Optional<T> attempt(java.util.function.Supplier<Optional<T>> proof) {
        try {
            return proof.get();
        } catch (Beyond e) {
            return Optional.empty();
        }
    }
}
