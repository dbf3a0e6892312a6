package io.xent.benchmarks;

/** What is asked of a linear layer before a softmax. */
enum LinearTask {
    /** The mean loss, and its gradient with respect to hidden rows and weights. */
    GRADIENTS,
    /** The mean loss alone. */
    LOSS,
    /** The log-probability of each row's class index. */
    LOG_PROBABILITIES,
    /** The ten best classes of each row, with their log-probabilities. */
    TOP_TEN;

    static final int BEST = 10;
}
