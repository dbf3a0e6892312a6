package io.xent.app;

import io.xent.learn.InvalidInputException;
import io.xent.learn.SoftmaxRegression;
import io.xent.learn.SolverKind;
import io.xent.learn.TrainingLoss;
import picocli.CommandLine.Option;

/** What is minimised beside the penalty. */
final class LossOptions {

    @Option(
            names = "--loss",
            paramLabel = "LOSS",
            defaultValue = "cross-entropy",
            description =
                    "cross-entropy, or hinge: a support vector machine (squared hinge of Weston and Watkins), whose"
                            + " probabilities want --calibrate. Default: ${DEFAULT-VALUE}.")
    TrainingLoss loss;

    @Option(
            names = "--label-smoothing",
            paramLabel = "ε",
            defaultValue = "0",
            description = "Spread this share of each row's target evenly over the classes, so that no probability is"
                    + " driven to 1; 0.1 is usual. Default: ${DEFAULT-VALUE}.")
    double labelSmoothing;

    boolean isHinge() {
        return loss == TrainingLoss.HINGE;
    }

    void check(TrainOptions options) {
        if (isHinge()) {
            requireWhatHingesTake(options);
        }
        SoftmaxRegression.builder().labelSmoothing(labelSmoothing);
        if (labelSmoothing > 0 && options.inference) {
            throw new InvalidInputException("--label-smoothing: smoothed targets are no observations, so there are no"
                    + " standard errors; leave out --inference");
        }
        if (labelSmoothing > 0 && options.penalty.isSparse()) {
            throw new InvalidInputException("--label-smoothing goes with --l2, not with --l1 or --elastic-net");
        }
    }

    private void requireWhatHingesTake(TrainOptions options) {
        refuse(options.inference, "--inference", "its errors are those of a likelihood");
        refuse(labelSmoothing != 0, "--label-smoothing", "it has no targets that could be smoothed");
        refuse(options.penalty.isSparse(), "--l1 and --elastic-net", "give --l2 or --C");
        refuse(
                options.penalty.folds != null,
                "--cv",
                "it compares log losses, which a hinge does not minimise; give --C");
        refuse(
                options.solving.solver == SolverKind.NEWTON_CHOLESKY,
                "--solver newton-cholesky",
                "it forms the Hessian of cross-entropy; leave it to auto, or say trust-region or lbfgs");
    }

    private static void refuse(boolean given, String option, String why) {
        if (given) {
            throw new InvalidInputException(
                    "--loss hinge does not go with " + option + ": " + why + ", or train by --loss cross-entropy");
        }
    }
}
