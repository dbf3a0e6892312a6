package io.xent.learn.verification;

/**
 * One claim, held against what is true.
 *
 * @param claim a word for what was claimed: {@code objective}, {@code gradient}, {@code bound}, {@code converged},
 *     {@code refit}
 * @param claimed the number the model states, or NaN where the claim is no number
 * @param found the number that was found, or NaN where there is none
 */
public record Finding(String claim, Outcome outcome, double claimed, double found) {

    /** What became of a claim. */
    public enum Outcome {
        /** It is true, up to rounding. */
        HOLDS,
        /** It is not true of these rows. */
        FAILS,
        /** It could not be decided. */
        UNDECIDED
    }
}
