package io.xent.app;

import io.xent.learn.EarlyStopping;
import io.xent.learn.InvalidInputException;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whether a linear model may stop before its optimum. */
final class StoppingOptions {

    private static final int PATIENCE = 5;

    @Option(
            names = "--validation",
            paramLabel = "FILE|FRACTION",
            description =
                    "Stop a linear classifier before its optimum, once the loss on rows that are not trained on has not"
                            + " fallen for --patience iterations (default: 5): the rows of a file, or a fraction of the training rows.")
    String rows;

    boolean asked() {
        return rows != null;
    }

    /** The fraction of the training rows; empty for a file. */
    Optional<Double> fraction() {
        try {
            return Optional.ofNullable(rows).map(Double::parseDouble);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    static int patience(TrainOptions options) {
        return options.network.patience == null ? PATIENCE : options.network.patience;
    }

    void check(TrainOptions options) {
        if (!asked()) {
            return;
        }
        fraction().filter(f -> !(f > 0 && f < 1)).ifPresent(f -> {
            throw new InvalidInputException("--validation is " + rows
                    + ": it is a file, or a fraction of the training rows between 0 and 1, such as 0.2");
        });
        new EarlyStopping(null, patience(options));
        refuse(options.network.asked(), "--hidden and --conv", "networks keep a tenth of the rows by --patience alone");
        refuse(options.memory.isGiven(), "--memory", "the rows are gone through again after each iteration");
        refuse(options.checkpoint.resume, "--resume", "a training that may stop early is not saved");
        refuse(options.penalty.folds != null, "--cv", "choose the penalty first, and give it with --l2");
        refuse(options.penalty.path != null, "--path", "its models are optima");
        refuse(options.inference, "--inference", "its errors are those of an optimum");
        refuse(
                fraction().isEmpty() && (options.targets.areDistributions() || !options.targets.offset.isEmpty()),
                "--target-columns and --offset, where it is a file",
                "give a fraction");
    }

    private static void refuse(boolean given, String other, String why) {
        if (given) {
            throw new InvalidInputException("--validation does not go with " + other + ": " + why);
        }
    }
}
