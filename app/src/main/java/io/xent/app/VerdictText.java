package io.xent.app;

import io.xent.derive.Assumption;
import io.xent.derive.Condition;
import io.xent.derive.Expression;
import io.xent.derive.Index;
import io.xent.derive.Mend;
import io.xent.derive.PlainText;
import io.xent.derive.Report;
import io.xent.derive.Verdict;
import io.xent.derive.Witness;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Verdicts in sentences that a student understands. */
final class VerdictText {

    private VerdictText() {}

    /** What is needed for a line to hold, or the special case in which it holds; empty if nothing or nothing is known. */
    static List<Assumption> assumptions(Verdict verdict) {
        if (verdict instanceof Verdict.ProvedUnder under) {
            return under.assumptions();
        }
        return verdict instanceof Verdict.Refuted refuted ? refuted.equalUnder() : List.of();
    }

    /** As a formula or a few words: {@code Σy = 1}, {@code i = t}. */
    static String assumption(List<Assumption> assumptions) {
        return told(assumptions).stream().map(VerdictText::assumption).collect(Collectors.joining(" and "));
    }

    /** To speak of the true class is to say that y is one-hot. */
    private static List<Assumption> told(List<Assumption> assumptions) {
        boolean isAboutTrueClass = assumptions.stream().anyMatch(VerdictText::isAboutTrueClass);
        return assumptions.stream()
                .filter(assumption -> !isAboutTrueClass || assumption != Assumption.Target.ONE_HOT)
                .toList();
    }

    private static boolean isAboutTrueClass(Assumption assumption) {
        return assumption instanceof Assumption.Indices indices
                && trueClass(indices.condition()).isPresent();
    }

    private static String assumption(Assumption assumption) {
        if (assumption instanceof Assumption.Target target) {
            return switch (target) {
                case SUMS_TO_ONE -> "Σy = 1";
                case DISTRIBUTION -> "y on the simplex";
                case ONE_HOT -> "y one-hot";
            };
        } else if (assumption instanceof Assumption.Indices indices) {
            return PlainText.of(indices.condition());
        }
        Assumption.Value value = (Assumption.Value) assumption;
        return value.name() + " = " + value.value();
    }

    /** The special case as a clause: "where i is the true class". */
    private static String where(List<Assumption> assumptions) {
        return told(assumptions).stream()
                .map(assumption -> assumption instanceof Assumption.Indices indices
                        ? "where " + trueClass(indices.condition()).orElse(PlainText.of(indices.condition()))
                        : "if " + assumption(assumption))
                .collect(Collectors.joining(" and "));
    }

    private static Optional<String> trueClass(Condition condition) {
        if (condition instanceof Condition.Same same) {
            return other(same.left(), same.right()).map(index -> index + " is the true class");
        }
        return condition instanceof Condition.Different different
                ? other(different.left(), different.right()).map(index -> index + " is not the true class")
                : Optional.empty();
    }

    /** The index that is compared with the true class t. */
    private static Optional<Index> other(Index left, Index right) {
        if (right.text().equals("t")) {
            return Optional.of(left);
        }
        return left.text().equals("t") ? Optional.of(right) : Optional.empty();
    }

    /** The verdict in a few words. */
    static String brief(Report.JudgedLine judged) {
        Verdict verdict = judged.verdict();
        return switch (judged.status()) {
            case INHERITED -> "inherited";
            case BROKEN -> "refuted";
            case UNREADABLE -> "not understood";
            case OK, REPAIRED -> {
                String found = verdict instanceof Verdict.ProvedUnder under
                        ? "proved if " + assumption(under.assumptions())
                        : verdict instanceof Verdict.Tested ? "tested" : "proved";
                yield judged.status() == Report.Status.REPAIRED ? found + ", repaired" : found;
            }
        };
    }

    /** "p_k should be p_i", or the mend in the words of whoever found it. */
    static String mend(Mend mend) {
        boolean areNames = mend.written() instanceof Expression.Name && mend.instead() instanceof Expression.Name;
        return areNames ? PlainText.of(mend.written()) + " should be " + PlainText.of(mend.instead()) : mend.message();
    }

    /** What is to be said of a step beyond its verdict, sentence by sentence. */
    static List<String> sentences(Checked.Step step) {
        List<String> sentences = new ArrayList<>();
        Verdict verdict = step.judged().verdict();
        if (verdict instanceof Verdict.Refuted refuted) {
            refuted(step, refuted, sentences);
        } else if (verdict instanceof Verdict.ProvedUnder under) {
            sentences.add(
                    "Line " + step.line() + " holds if " + assumption(under.assumptions()) + ", which is not said.");
        } else if (verdict instanceof Verdict.Tested tested) {
            sentences.add(
                    "Line " + step.line() + ": no counterexample in " + Figures.count(tested.trials(), "exact trial")
                            + bound(tested) + ", but this is no proof: " + tested.reason() + ".");
        } else if (verdict instanceof Verdict.Unreadable unreadable) {
            sentences.add("Line " + step.line() + " is not understood: " + unreadable.message() + ".");
        }
        return sentences;
    }

    private static String bound(Verdict.Tested tested) {
        return tested.errorBound() == 0
                ? ""
                : " (a difference up to " + Figures.number(tested.errorBound()) + " could have gone unnoticed)";
    }

    private static void refuted(Checked.Step step, Verdict.Refuted refuted, List<String> sentences) {
        if (step.isFirstWrong()) {
            String mend = step.judged().mend().map(found -> ": " + mend(found)).orElse("");
            sentences.add("Line " + step.line() + " is the first wrong one" + mend + ".");
        }
        Witness witness = refuted.witness();
        sentences.add("At " + settings(witness) + ": your line gives " + witness.actual() + ", the "
                + (step.isDerivative() ? "true derivative" : "left side") + " is " + witness.expected() + ".");
        if (!refuted.equalUnder().isEmpty()) {
            sentences.add("It would be right only " + where(refuted.equalUnder()) + ".");
        }
    }

    /** {@code K = 3, z = (ln 1, ln 2, ln 3), i = 1}. */
    static String settings(Witness witness) {
        List<String> settings = new ArrayList<>(List.of("K = " + witness.classes()));
        witness.settings().forEach(setting -> settings.add(setting.toString()));
        return String.join(", ", settings);
    }
}
