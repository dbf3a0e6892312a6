package io.xent.benchmarks;

/** Somebody's way to a cross-entropy loss and its gradient for one {@link Problem}. */
interface Contender extends AutoCloseable {

    String name();

    /** Puts the logits back to what they were. Not timed. */
    void reset();

    /** What is timed. Returns the mean loss; NaN where there is none. */
    double run();

    /** The gradient of the mean loss after a run, rows × classes; null where there is none. */
    default float[] gradient() {
        return null;
    }

    /** Whether threads of a library may run on for a while after it. */
    default boolean keepsThreads() {
        return false;
    }

    @Override
    default void close() {}
}
