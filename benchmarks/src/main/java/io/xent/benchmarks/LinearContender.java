package io.xent.benchmarks;

/** Somebody's way to the loss of a linear layer, its gradients and its best classes for one {@link LinearProblem}. */
interface LinearContender {

    String name();

    /** Makes sure that what the gradients are written to is memory already. */
    void touchOutputs();

    /** What is timed. Returns the mean loss where the task has one, else NaN. */
    double run(LinearTask task);

    /** The log-probabilities of the last run: one per row, or {@link LinearTask#BEST} per row, best first. */
    double[] logProbabilities();

    double hiddenGradient(int at);

    double weightsGradient(int at);
}
