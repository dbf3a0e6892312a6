package io.xent.app;

import io.xent.core.Parallelism;
import io.xent.learn.InvalidInputException;
import io.xent.learn.Precision;
import io.xent.learn.network.Activation;
import io.xent.learn.network.NetworkTraining;
import io.xent.learn.network.Optimizer;
import io.xent.learn.network.Schedule;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The words of {@code xent train} about networks; they are absent for a linear classifier. */
final class NetworkOptions {

    /** Those that make no sense without layers. */
    private static final List<String> OF_NETWORKS = List.of(
            "--activation",
            "--dropout",
            "--optimizer",
            "--learning-rate",
            "--schedule",
            "--warm-up",
            "--weight-decay",
            "--batch",
            "--epochs",
            "--patience");

    /** Those that make no sense with them. */
    private static final List<String> OF_LINEAR_CLASSIFIERS = List.of(
            "--l1",
            "--l2",
            "--elastic-net",
            "--C",
            "-C",
            "--cv",
            "--from",
            "--memory",
            "--solver",
            "--inference",
            "--reference",
            "--tolerance",
            "--max-iterations");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--hidden",
            paramLabel = "WIDTHS",
            split = ",",
            description = "Train a network with hidden layers of these widths, such as 128,64, instead of a linear"
                    + " classifier.")
    int[] hidden;

    @Option(
            names = "--activation",
            paramLabel = "NAME",
            description = "relu, tanh or gelu: what follows each hidden layer. Default: relu.")
    Activation activation;

    @Option(
            names = "--dropout",
            paramLabel = "P",
            description = "Drop hidden values with this probability in each step. Default: 0.")
    Double dropout;

    @Option(
            names = "--optimizer",
            paramLabel = "NAME",
            description = "adamw, or sgd (with Nesterov's momentum of 0.9). Default: adamw.")
    Optimizer optimizer;

    @Option(
            names = "--learning-rate",
            paramLabel = "RATE",
            description = "How long steps are. Default: 0.001 for adamw, 0.05 for sgd.")
    Double learningRate;

    @Option(
            names = "--schedule",
            paramLabel = "NAME",
            description =
                    "constant, cosine (falls to 0) or step (a tenth after half of the steps, and again after three"
                            + " quarters): how the learning rate goes on. Default: cosine.")
    Schedule schedule;

    @Option(
            names = "--warm-up",
            paramLabel = "EPOCHS",
            description = "Let the learning rate rise over so many epochs first. Default: 0.")
    Integer warmUp;

    @Option(
            names = "--weight-decay",
            paramLabel = "W",
            description = "Shrink weights by this fraction of the learning rate in each step. Default: 0.01 for adamw,"
                    + " 0.0005 for sgd.")
    Double weightDecay;

    @Option(names = "--batch", paramLabel = "ROWS", description = "Rows per step. Default: 128, less for few rows.")
    Integer batch;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "How often to go through the rows. Default: 20, more for few rows.")
    Integer epochs;

    @Option(
            names = "--patience",
            paramLabel = "EPOCHS",
            description =
                    "Keep a tenth of the rows for validation, stop after so many epochs without a lesser loss on them,"
                            + " and keep the best epoch. Default: train on all rows to the last epoch.")
    Integer patience;

    /** Whether a network is asked for. */
    boolean asked() {
        return hidden != null;
    }

    /** Refuses options that do not go together, or have no meaning. */
    void check(Precision precision) {
        if (!asked()) {
            refuse(OF_NETWORKS, " is about networks: add --hidden with the widths of its layers, such as --hidden 64");
            return;
        }
        refuse(OF_LINEAR_CLASSIFIERS, " is about linear classifiers: leave it out, or leave out --hidden");
        if (precision == Precision.DOUBLE) {
            throw new InvalidInputException(
                    "--precision double is for linear classifiers: networks are trained in single"
                            + " precision; leave it out, or leave out --hidden");
        }
        training(1, Parallelism.sequential());
    }

    private void refuse(List<String> options, String why) {
        CommandLine.ParseResult given = command.commandLine().getParseResult();
        options.stream().filter(given::hasMatchedOption).findFirst().ifPresent(option -> {
            throw new InvalidInputException(option + why);
        });
    }

    NetworkTraining training(long seed, Parallelism parallelism) {
        NetworkTraining.Builder builder =
                NetworkTraining.builder().hidden(hidden).seed(seed).parallelism(parallelism);
        given(activation).forEach(builder::activation);
        given(dropout).forEach(builder::dropout);
        given(optimizer).forEach(builder::optimizer);
        given(learningRate).forEach(builder::learningRate);
        given(schedule).forEach(builder::schedule);
        given(warmUp).forEach(builder::warmUp);
        given(weightDecay).forEach(builder::weightDecay);
        given(batch).forEach(builder::batch);
        given(epochs).forEach(builder::epochs);
        given(patience).forEach(builder::patience);
        return builder.build();
    }

    private static <T> Stream<T> given(T value) {
        return Stream.ofNullable(value);
    }
}
