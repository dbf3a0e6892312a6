package io.xent.learn;

import io.xent.core.Parallelism;

/** Follows the loss of rows that are not trained on, and keeps the parameters that were best for them. */
final class ValidationWatch {

    /** Losses that differ by less, relatively, are the same: then the later parameters are kept, which are nearer to the optimum. */
    private static final double TIE = 1e-6;

    private final Objective loss;
    private final int patience;
    private double[] best;
    private int bestIteration;
    private double least = Double.POSITIVE_INFINITY;
    private int lastFall;

    ValidationWatch(EarlyStopping stopping, TrainingProblem training, boolean byHinge, Parallelism parallelism) {
        patience = stopping.patience();
        TrainingProblem rows = training.over(stopping.validation());
        DataPass pass = rows.pass(rows.features().precision(), parallelism);
        loss = byHinge ? new HingeObjective(pass, rows, 0) : new SoftmaxObjective(pass, rows, 0);
    }

    /** Looks at the parameters of an iteration; true where patience is at its end. */
    boolean see(int iteration, double[] parameters) {
        double value = loss.valueAndGradient(parameters, new double[parameters.length]);
        if (value <= least * (1 + TIE)) {
            best = parameters.clone();
            bestIteration = iteration;
        }
        if (value < least) {
            least = value;
            lastFall = iteration;
        }
        return iteration - lastFall >= patience;
    }

    double[] best() {
        return best;
    }

    EarlyStopping.Stop stop() {
        return new EarlyStopping.Stop(bestIteration, least);
    }
}
