package io.xent.learn;

import io.xent.core.Matrix;

/**
 * A trained function from features to logits. Immutable; may be used by many threads at once. Those of this library are
 * {@link LinearClassifier} and {@link io.xent.learn.network.Network}.
 */
public interface Classifier {

    int features();

    int classes();

    /** How many numbers were learned. */
    long parameters();

    /** Writes the logits of rows {@code [from, from + logits.rows())} of {@code features}. */
    void logits(Features features, int from, Matrix logits);

    /**
     * Refuses features and logits that are not those of this classifier.
     *
     * @throws IllegalArgumentException where the number of columns of either is another
     * @throws IndexOutOfBoundsException where there are not so many rows
     */
    default void requireFits(Features features, int from, Matrix logits) {
        if (features.columns() != features()) {
            throw new IllegalArgumentException(features.columns() + " features given to a classifier of " + features());
        }
        if (logits.columns() != classes()) {
            throw new IllegalArgumentException(
                    "logits of " + logits.columns() + " columns for " + classes() + " classes");
        }
        if (from < 0 || logits.rows() > features.rows() - from) {
            throw new IndexOutOfBoundsException(
                    "rows [" + from + ", " + (from + (long) logits.rows()) + ") of " + features.rows());
        }
    }
}
