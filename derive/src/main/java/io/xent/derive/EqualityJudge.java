package io.xent.derive;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Judges whether two formulas are equal: by proof, by proof under something not stated, by a counterexample, by trials. */
final class EqualityJudge {
    private static final int TRIALS_FOR_ALL = 8;

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
            Verdict proof = proof(expected, actual);
            if (proof != null) {
                return contradiction(expected, actual, proof).orElse(proof);
            }
            reason = "the canonical forms differ";
        } catch (Beyond beyond) {
            reason = beyond.getMessage();
        }
        Refutation refutation = new Refutation(expected, actual, stated, conditions, names, budget);
        Optional<Witness> witness = refutation.search();
        if (witness.isEmpty()) {
            return new Verdict.Tested(refutation.compared(), refutation.errorBound(), reason);
        }
        return testedForDistributions(expected, actual, reason)
                .orElseGet(() -> new Verdict.Refuted(witness.get(), specialCase(expected, actual)));
    }

    /** Numbers have the last word: each proof is evaluated with few classes too, where the fewest things can hide a mistake of ours. */
    private Optional<Verdict> contradiction(Term expected, Term actual, Verdict proof) {
        Setting setting = stated;
        if (proof instanceof Verdict.ProvedUnder under) {
            setting = stated.withTarget((Assumption.Target) under.assumptions().get(0));
        }
        return new Refutation(expected, actual, setting, conditions, names, budget)
                .searchSmall()
                .map(witness -> new Verdict.Refuted(witness, List.of()));
    }

    /** What no proof is in reach for may hold for targets that sum to 1 only, as much that can be proved does. */
    private Optional<Verdict> testedForDistributions(Term expected, Term actual, String reason) {
        if (stated.target() != null || !stated.targetValues().isEmpty()) {
            return Optional.empty();
        }
        Setting sumsToOne = stated.withTarget(Assumption.Target.SUMS_TO_ONE);
        Refutation refutation = new Refutation(expected, actual, sumsToOne, conditions, names, budget);
        if (refutation.search().isPresent() || refutation.compared() == 0) {
            return Optional.empty();
        }
        String forDistributions = reason + "; for targets that sum to 1 only, it is wrong for others";
        return Optional.of(new Verdict.Tested(refutation.compared(), refutation.errorBound(), forDistributions));
    }

    /**
     * The first two kinds of verdict, null if there is no proof.
     *
     * @throws Beyond if the canonical form cannot hold the formulas as stated, and nothing about the target helps
     */
    Verdict proof(Term expected, Term actual) {
        Beyond beyond = null;
        try {
            if (holds(expected, actual, stated, conditions)) {
                return new Verdict.Proved();
            }
        } catch (Beyond e) {
            beyond = e;
        }
        Optional<Assumption.Target> target =
                stated.targetValues().isEmpty() ? weakestTarget(expected, actual) : Optional.empty();
        if (target.isEmpty() && beyond != null) {
            throw beyond;
        }
        return target.map(t -> new Verdict.ProvedUnder(List.of(t))).orElse(null);
    }

    /** What these letters and the labels stand for, and the components of vectors without letters. */
    Set<Slot> pointsOf(Set<String> letters) {
        Set<Slot> points = new LinkedHashSet<>();
        for (String letter : letters) {
            Slot point = new Slot.Free(letter, names.indexDimensions().letter(letter));
            points.add(point);
            if (point.dimension() == Dimension.ROW) {
                points.add(new Slot.Label(Optional.of(point)));
            }
        }
        points.add(new Slot.Label(Optional.empty()));
        return points;
    }

    /** A few assignments of numbers to these points and to everything that the derivation names. */
    List<Assignment> trialsAt(Set<Slot> points) {
        Symbols symbols = new Symbols(budget);
        names.resolved().forEach(symbols::add);
        Setting setting = stated.targetValues().isEmpty() ? stated.withTarget(Assumption.Target.ONE_HOT) : stated;
        return spread(new Trials(symbols, points, setting, conditions).all());
    }

    private static List<Assignment> spread(List<Assignment> all) {
        List<Assignment> few = new ArrayList<>();
        for (int trial = 0; trial < TRIALS_FOR_ALL && !all.isEmpty(); trial++) {
            few.add(all.get((int) ((long) trial * all.size() / TRIALS_FOR_ALL)));
        }
        return few;
    }

    private boolean holds(Term expected, Term actual, Setting setting, List<Equality.Relation> given) {
        return new Equality(budget).holds(expected, actual, setting, given);
    }

    private Optional<Assumption.Target> weakestTarget(Term expected, Term actual) {
        for (Assumption.Target target : List.of(Assumption.Target.SUMS_TO_ONE, Assumption.Target.ONE_HOT)) {
            boolean isNew = stated.target() == null || target.compareTo(stated.target()) > 0;
            Setting setting = stated.withTarget(target);
            if (isNew
                    && attempt(() -> Optional.of(holds(expected, actual, setting, conditions)))
                            .orElse(false)) {
                return Optional.of(target);
            }
        }
        return Optional.empty();
    }

    /** A special case in which a wrong line is right: the weakest assumption that is not stated. */
    private List<Assumption> specialCase(Term expected, Term actual) {
        if (!stated.targetValues().isEmpty()) {
            Optional<Assumption.Target> target = weakestTarget(expected, actual);
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
        Set<Slot> points = new LinkedHashSet<>(Points.of(expected, budget));
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
