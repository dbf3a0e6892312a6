package io.xent.derive;

import java.util.List;

/** What is known about the equality of two expressions. Only the first two kinds are proofs. */
public sealed interface Verdict {

    /** Equal for every number of classes, all logits and all targets that the author's assumptions allow. */
    record Proved() implements Verdict {}

    /**
     * Equal under something about the target that the author has not stated; the weakest that will do.
     *
     * @param assumptions what has to be added, mostly one
     */
    record ProvedUnder(List<Assumption> assumptions) implements Verdict {
        /** Copies the list. */
        public ProvedUnder {
            assumptions = List.copyOf(assumptions);
        }
    }

    /**
     * Beyond what can be proved here, but no counterexample was found.
     *
     * @param trials how many assignments of numbers were compared
     * @param errorBound the largest difference that could have gone unnoticed, 0 if all were compared exactly
     * @param reason what is outside the provable, for the reader
     */
    record Tested(int trials, double errorBound, String reason) implements Verdict {}

    /**
     * Different.
     *
     * @param witness numbers that tell the two apart
     * @param equalUnder a special case in which they are equal nevertheless ({@code i = t}, {@code T = 1}); empty if none was found
     */
    record Refuted(Witness witness, List<Assumption> equalUnder) implements Verdict {
        /** Copies the list. */
        public Refuted {
            equalUnder = List.copyOf(equalUnder);
        }
    }

    /**
     * Not understood: an unknown function, shapes that do not fit, a sum whose range nobody can tell.
     *
     * @param message what is wrong and what to write instead
     * @param span the place of it
     */
    record Unreadable(String message, Span span) implements Verdict {}
}
