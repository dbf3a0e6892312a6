package io.xent.derive;

/** Something taken for granted about the target, the indices or the setting; the author states it, or the judge finds that it is needed. */
public sealed interface Assumption {

    /** What is known of the target y, from weakest to strongest; each implies the one before. */
    enum Target implements Assumption {
        /** Σ_k y_k = 1. */
        SUMS_TO_ONE,
        /** Σ_k y_k = 1 and y_k ≥ 0. */
        DISTRIBUTION,
        /** y is 1 at the true class t and 0 elsewhere. */
        ONE_HOT
    }

    /** A condition on indices, {@code i = t} or {@code i ≠ t}. */
    record Indices(Condition condition) implements Assumption {}

    /** A number has a value: {@code T = 1}, {@code N = 1}, {@code K = 2}. */
    record Value(String name, Rational value) implements Assumption {}
}
