package io.xent.learn;

import io.xent.core.Matrix;

/** A trained function from features to logits. Immutable; may be used by many threads at once. */
public sealed interface Classifier permits LinearClassifier {

    int features();

    int classes();

    /** Writes the logits of rows {@code [from, from + logits.rows())} of {@code features}. */
    void logits(Features features, int from, Matrix logits);
}
