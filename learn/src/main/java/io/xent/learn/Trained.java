package io.xent.learn;

/** What a training came to, whatever it trained: a {@link Fit} of a linear classifier, or of a network. */
public interface Trained {

    Classifier classifier();

    /** What was minimised, at the parameters of the classifier: mean loss and, for a {@link Fit}, penalty; in nats. */
    double objective();

    /** How far from an optimum; a bound is known for convex objectives alone. */
    Certificate certificate();

    /** Whether it came to its own end: that it converged or, where that is never known, that all was done as asked. */
    boolean complete();

    /** What to do where it is not complete; empty where it is. */
    String advice();

    /** Which solver was used, and why or how. */
    String solver();

    /** How many iterations of the solver, or epochs, it took. */
    int iterations();

    /** From where it could go on. */
    SolverState state();
}
