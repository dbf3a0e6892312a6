package io.xent.derive;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Judges derivations: each line against what its chain's left side means, and against the line before.
 *
 * <p>Two formulas are proved equal if they have the same canonical form (for every number of classes, all logits, and all targets that the assumptions
 * allow, wherever both have a value), refuted if exact numbers tell them apart, and otherwise tested; see {@code docs/maths.md}. The work is
 * bounded: a derivation too large for it is judged unreadable, in the same way on every machine.
 */
public final class Judge {
    private static final long STEPS = 8_000_000;
    private static final long STEPS_PER_LINE = 1_000_000;

    private final Derivation derivation;
    private final Budget budget;
    private final Names names;
    private final Setting stated;

    private Judge(Derivation derivation) {
        this.derivation = derivation;
        this.budget = new Budget(STEPS, STEPS_PER_LINE);
        this.names = new Names(derivation, budget);
        this.stated = Statements.setting(derivation, names);
    }

    /**
     * Judges every line. What cannot be understood is no exception but a verdict, {@link Verdict.Unreadable}.
     *
     * @param derivation what was read
     * @return a verdict for each line, in the order of the text
     */
    public static Report judge(Derivation derivation) {
        try {
            return new Judge(derivation).report();
        } catch (Unreadable unreadable) {
            return unreadable(derivation, new Verdict.Unreadable(unreadable.getMessage(), unreadable.span()));
        } catch (Budget.Spent spent) {
            return unreadable(derivation, new Verdict.Unreadable(spent.getMessage(), Span.NONE));
        }
    }

    private static Report unreadable(Derivation derivation, Verdict verdict) {
        List<Report.JudgedLine> lines = derivation.chains().stream()
                .flatMap(chain -> chain.lines().stream())
                .map(line -> unreadable(line, verdict))
                .toList();
        return new Report(List.of(), lines);
    }

    private static Report.JudgedLine unreadable(Derivation.Line line, Verdict verdict) {
        return new Report.JudgedLine(line, verdict, verdict, Report.Status.UNREADABLE, Optional.empty(), List.of());
    }

    private Report report() {
        List<Report.JudgedLine> lines = new ArrayList<>();
        for (Derivation.Chain chain : derivation.chains()) {
            lines.addAll(judge(chain));
        }
        return new Report(names.readings(), lines);
    }

    private List<Report.JudgedLine> judge(Derivation.Chain chain) {
        Set<String> open = OpenIndices.of(chain.left()).stream()
                .map(Index::text)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        ChainState state;
        try {
            budget.startPiece();
            state = new ChainState(
                    new Lowering(names, open, budget, new ArrayList<>()).lower(chain.left(), Scope.EMPTY), open);
        } catch (Unreadable unreadable) {
            Verdict verdict = new Verdict.Unreadable(unreadable.getMessage(), unreadable.span());
            return chain.lines().stream().map(line -> unreadable(line, verdict)).toList();
        }
        List<Report.JudgedLine> judged = new ArrayList<>();
        for (Derivation.Line line : chain.lines()) {
            judged.add(judge(line, state));
        }
        return judged;
    }

    private Report.JudgedLine judge(Derivation.Line line, ChainState state) {
        try {
            budget.startPiece();
            return judgeReadable(line, state);
        } catch (Unreadable unreadable) {
            return unreadable(line, new Verdict.Unreadable(unreadable.getMessage(), unreadable.span()));
        } catch (Budget.Spent spent) {
            Span span = line.expression().span();
            return unreadable(line, new Verdict.Unreadable(spent.getMessage(), span));
        }
    }

    /** What the next line is compared with. */
    private static final class ChainState {
        final Tensor truth;
        Tensor before;
        final Set<String> open;
        boolean wasRight = true;
        boolean isMended;

        ChainState(Tensor truth, Set<String> open) {
            this.truth = truth;
            this.open = open;
            this.before = truth;
        }
    }

    private Report.JudgedLine judgeReadable(Derivation.Line line, ChainState state) {
        List<Report.Lint> lints = new ArrayList<>();
        Lowering lowering = new Lowering(names, state.open, budget, lints);
        Tensor written = lowering.lower(line.expression(), Scope.EMPTY);
        Set<Report.Lint> remarks = new LinkedHashSet<>(names.takeLints());
        remarks.addAll(lints);
        List<Equality.Relation> given = new ArrayList<>(Statements.relations(derivation, lowering));
        line.given().forEach(condition -> given.add(lowering.relation(condition, Scope.EMPTY)));
        EqualityJudge judge = new EqualityJudge(names, stated, given, budget);
        Alignment alignment = new Alignment(budget, remarks, line.expression().span());
        Verdict verdict = judge.judge(state.truth, written, alignment);
        Verdict step = state.before == state.truth ? verdict : judge.judge(state.before, written, alignment);
        boolean isRight = isRight(verdict);
        Report.Status status = isRight
                ? (state.wasRight ? Report.Status.OK : Report.Status.REPAIRED)
                : (!state.wasRight && isRight(step) ? Report.Status.INHERITED : Report.Status.BROKEN);
        Optional<Mend> mend = Optional.empty();
        if (status == Report.Status.BROKEN && !state.isMended) {
            state.isMended = true;
            budget.startPiece();
            mend = new Mender(names, judge, state.truth, state.open, budget).mend(line.expression());
        }
        state.before = written;
        state.wasRight = isRight;
        return new Report.JudgedLine(line, verdict, step, status, mend, List.copyOf(remarks));
    }

    private static boolean isRight(Verdict verdict) {
        return !(verdict instanceof Verdict.Refuted) && !(verdict instanceof Verdict.Unreadable);
    }
}
