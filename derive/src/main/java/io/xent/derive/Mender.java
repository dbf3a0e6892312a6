package io.xent.derive;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the smallest change that makes a line right. Floating point sorts out most candidates; what is reported is proved. */
final class Mender {
    private static final int MOST_PAIRS = 1000;
    private static final double TOLERANCE = 1e-9;

    private final Names names;
    private final EqualityJudge judge;
    private final Tensor truth;
    private final Budget budget;
    private final Set<Slot> points;
    private final List<Assignment> trials;
    private final Edits edits;

    Mender(Names names, EqualityJudge judge, Tensor truth, Set<String> letters, Budget budget) {
        this.names = names;
        this.judge = judge;
        this.truth = truth;
        this.budget = budget;
        this.edits = new Edits(names, letters);
        this.points = judge.pointsOf(letters);
        points.addAll(componentsOf(truth));
        this.trials = judge.trialsAt(points);
    }

    /** The slots by which a vector's components are compared. */
    private Set<Slot> componentsOf(Tensor tensor) {
        Alignment alignment = new Alignment(budget, new ArrayList<>(), Span.NONE);
        return Points.of(alignment.of(tensor, tensor).orElseThrow().expected(), budget);
    }

    Optional<Mend> mend(Expression line) {
        try {
            List<Edit> single = edits.of(line);
            Optional<Edit> best = firstThatHolds(single);
            return best.or(() -> firstThatHolds(withDelta(single))).map(Edit::mend);
        } catch (Budget.Spent spent) {
            return Optional.empty(); // No mend in reasonable time; the verdict stands without one.
        }
    }

    private Optional<Edit> firstThatHolds(List<Edit> candidates) {
        Edit underAssumption = null;
        for (Edit edit : candidates) {
            if (underAssumption != null && edit.size() > underAssumption.size()) {
                break;
            }
            Verdict verdict = verdict(edit.whole());
            if (verdict instanceof Verdict.Proved) {
                return Optional.of(edit);
            }
            if (verdict instanceof Verdict.ProvedUnder && underAssumption == null) {
                underAssumption = edit;
            }
        }
        return Optional.ofNullable(underAssumption);
    }

    /** A small change together with a delta for a 1, as what is written for the true class only needs both. */
    private List<Edit> withDelta(List<Edit> single) {
        List<Edit> pairs = new ArrayList<>();
        for (Edit first : single) {
            if (first.size() > 1 || pairs.size() > MOST_PAIRS) {
                break;
            }
            for (Edit second : edits.of(first.whole())) {
                if (second.written() instanceof Expression.Literal
                        && second.instead() instanceof Expression.Indicator) {
                    Expression whole = second.whole();
                    pairs.add(new Edit(whole, whole, whole, first.message() + ", and " + second.message(), 2));
                }
            }
        }
        return pairs;
    }

    /** The verdict on a candidate if it could be right, else null. */
    private Verdict verdict(Expression candidate) {
        try {
            List<Report.Lint> lints = new ArrayList<>();
            Tensor tensor = new Lowering(names, Set.of(), budget, lints).lower(candidate, Scope.EMPTY);
            if (!tensor.hasShapeOf(truth)) {
                return null;
            }
            Alignment.Pair pair =
                    new Alignment(budget, lints, Span.NONE).of(truth, tensor).orElseThrow();
            boolean isClosed = points.containsAll(Points.of(pair.actual(), budget));
            return isClosed && passesTrials(pair) ? judge.proof(pair.expected(), pair.actual()) : null;
        } catch (Unreadable | Beyond | Arithmetic.Undefined e) {
            return null;
        }
    }

    private boolean passesTrials(Alignment.Pair pair) {
        for (Assignment trial : trials) {
            double expected = value(pair.expected(), trial);
            double actual = value(pair.actual(), trial);
            if (!(Math.abs(expected - actual) <= TOLERANCE * (1 + Math.abs(expected)))) {
                return false;
            }
        }
        return true;
    }

    private double value(Term term, Assignment trial) {
        return new Evaluator<>(new DoubleArithmetic(), trial, budget).of(term);
    }
}
