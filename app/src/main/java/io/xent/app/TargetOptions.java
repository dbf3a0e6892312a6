package io.xent.app;

import io.xent.learn.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What rows are to be, where that is no class, and where their logits begin. */
final class TargetOptions {

    @Option(
            names = "--target-columns",
            paramLabel = "COLUMN",
            split = ",",
            description =
                    "In place of --label: columns, one for each class, that say how probable it is in each row (shares of"
                            + " votes, or what another model says), such as p_cat,p_dog. The classes are called as the columns.")
    List<String> columns = new ArrayList<>();

    @Option(
            names = "--offset",
            paramLabel = "COLUMN",
            split = ",",
            description =
                    "Add what these columns hold to the logits as it is: one for each class, in order, or with two classes one"
                            + " for the second. The model needs them to predict, too.")
    List<String> offset = new ArrayList<>();

    boolean areDistributions() {
        return !columns.isEmpty();
    }

    void check(TrainOptions options) {
        if (areDistributions()) {
            String option = "--target-columns";
            refuse(option, options.label != null, "--label", "they take its place");
            refuse(option, options.loss.isHinge(), "--loss hinge", "it has no targets but classes");
            refuse(option, options.penalty.isSparse(), "--l1 and --elastic-net", "give --l2 or --C");
            refuse(option, options.inference, "--inference", "shares are no observations");
            refuseAlways(option, options);
        }
        if (!offset.isEmpty()) {
            refuse("--offset", options.inference, "--inference", "its tests know of none");
            refuseAlways("--offset", options);
        }
    }

    private static void refuseAlways(String option, TrainOptions options) {
        refuse(option, options.network.asked(), "--hidden and --conv", "networks learn from classes alone");
        refuse(option, options.memory.isGiven(), "--memory", "the file of encoded rows has no place for them");
        refuse(
                option,
                options.start.model != null || options.start.held().isPresent(),
                "--from",
                "train on the columns anew");
    }

    private static void refuse(String option, boolean given, String other, String why) {
        if (given) {
            throw new InvalidInputException(option + " does not go with " + other + ": " + why);
        }
    }
}
