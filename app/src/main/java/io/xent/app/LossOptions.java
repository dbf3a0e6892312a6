package io.xent.app;

import io.xent.learn.InvalidInputException;
import io.xent.learn.SoftmaxRegression;
import picocli.CommandLine.Option;

/** What is minimised beside the penalty. */
final class LossOptions {

    @Option(
            names = "--label-smoothing",
            paramLabel = "ε",
            defaultValue = "0",
            description = "Spread this share of each row's target evenly over the classes, so that no probability is"
                    + " driven to 1; 0.1 is usual. Default: ${DEFAULT-VALUE}.")
    double labelSmoothing;

    void check(TrainOptions options) {
        SoftmaxRegression.builder().labelSmoothing(labelSmoothing);
        if (labelSmoothing > 0 && options.inference) {
            throw new InvalidInputException("--label-smoothing: smoothed targets are no observations, so there are no"
                    + " standard errors; leave out --inference");
        }
        if (labelSmoothing > 0 && options.penalty.isSparse()) {
            throw new InvalidInputException("--label-smoothing goes with --l2, not with --l1 or --elastic-net");
        }
    }
}
