package io.xent.benchmarks;

/** Somebody's way to the loss of a linear layer and its gradients for one {@link LinearProblem}. */
interface LinearContender {

    String name();

    /** Makes sure that what the gradients are written to is memory already. */
    void touchOutputs();

    /** Returns the mean loss. */
    double run();

    double hiddenGradient(int at);

    double weightsGradient(int at);
}
