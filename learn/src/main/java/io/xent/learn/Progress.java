package io.xent.learn;

/**
 * Where a solver stands after an iteration.
 *
 * @param iteration how many iterations have ended; 0 is the starting point
 * @param passes how many times the data have been gone through so far
 * @param objective the objective, mean loss plus penalty, in nats
 * @param gradientNorm Euclidean norm of the objective's gradient
 * @param gradientTarget the norm at which the solver will stop
 */
public record Progress(int iteration, int passes, double objective, double gradientNorm, double gradientTarget) {}
