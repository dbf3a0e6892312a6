package io.xent.app;

import io.xent.core.Parallelism;
import io.xent.learn.InvalidInputException;
import io.xent.learn.Precision;
import io.xent.learn.encoding.Column;
import io.xent.learn.encoding.Table;
import io.xent.learn.network.Activation;
import io.xent.learn.network.NetworkTraining;
import io.xent.learn.network.Optimizer;
import io.xent.learn.network.Schedule;
import io.xent.learn.network.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The words of {@code xent train} about networks; they are absent for a linear classifier. */
final class NetworkOptions {

    /** Those that make no sense without layers. */
    private static final List<String> OF_NETWORKS = List.of(
            "--shape",
            "--activation",
            "--dropout",
            "--optimizer",
            "--learning-rate",
            "--schedule",
            "--warm-up",
            "--weight-decay",
            "--clip",
            "--batch",
            "--epochs");

    /** Those that make no sense with them. */
    private static final List<String> OF_LINEAR_CLASSIFIERS = List.of(
            "--l1",
            "--l2",
            "--elastic-net",
            "--C",
            "-C",
            "--cv",
            "--path",
            "--memory",
            "--loss",
            "--solver",
            "--inference",
            "--reference",
            "--tolerance",
            "--max-iterations");

    private static final Pattern CONVOLUTION = Pattern.compile("([0-9]{1,4})x([0-9]{1,4})");
    private static final Pattern POOLING = Pattern.compile("pool([0-9]{1,4})");
    private static final Pattern SHAPE = Pattern.compile("([1-9][0-9]{0,3})x([1-9][0-9]{0,3})(?:x([1-9][0-9]{0,1}))?");

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
            names = "--conv",
            paramLabel = "LAYERS",
            split = ",",
            description =
                    "Train a network that begins with these layers over images: 16x3 are 16 filters of 3 × 3 pixels,"
                            + " pool2 is the largest of each 2 × 2, as in 16x3,pool2,32x3,pool2.")
    String[] conv;

    @Option(
            names = "--shape",
            paramLabel = "SHAPE",
            description =
                    "What image a row of features is: height, width and channels, such as 28x28x1; its values line by"
                            + " line, channels together. Default: what an IDX file says, else a square of one channel.")
    String shape;

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
            description =
                    "adamw, sgd (with Nesterov's momentum of 0.9), or lbfgs (all rows at once, for small networks)."
                            + " Default: adamw.")
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

    @Option(
            names = "--clip",
            paramLabel = "NORM",
            description = "Shorten the gradient of a batch to this norm where it is longer. Default: never.")
    Double clip;

    @Option(names = "--batch", paramLabel = "ROWS", description = "Rows per step. Default: 128, less for few rows.")
    Integer batch;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "How often to go through the rows; for lbfgs, the most iterations. Default: 20, more for few"
                    + " rows, 1000 for lbfgs.")
    Integer epochs;

    @Option(
            names = "--patience",
            paramLabel = "EPOCHS",
            description =
                    "Keep a tenth of the rows for validation, stop after so many epochs without a lesser loss on them,"
                            + " and keep the best epoch. Default: train on all rows to the last epoch. With --validation: iterations"
                            + " of a linear classifier.")
    Integer patience;

    /** Whether a network is asked for. */
    boolean asked() {
        return hidden != null || conv != null;
    }

    /**
     * Refuses options that do not go together, or have no meaning.
     *
     * @param validated whether there are rows that a linear classifier may be stopped by
     */
    void check(Precision precision, boolean validated) {
        if (patience != null && !asked() && !validated) {
            throw new InvalidInputException(
                    "--patience is about networks, or goes with --validation: add that, or --hidden, or leave it out");
        }
        if (!asked()) {
            refuse(OF_NETWORKS, " is about networks: add --hidden with the widths of its layers, such as --hidden 64");
            return;
        }
        if (shape != null && conv == null) {
            throw new InvalidInputException("--shape is about convolutions: add --conv with their layers");
        }
        refuse(OF_LINEAR_CLASSIFIERS, " is about linear classifiers: leave it out, or leave out --hidden");
        if (precision == Precision.DOUBLE) {
            throw new InvalidInputException(
                    "--precision double is for linear classifiers: networks are trained in single"
                            + " precision; leave it out, or leave out --hidden");
        }
        training(1, Optional.empty(), Parallelism.sequential());
    }

    private void refuse(List<String> options, String why) {
        CommandLine.ParseResult given = command.commandLine().getParseResult();
        options.stream().filter(given::hasMatchedOption).findFirst().ifPresent(option -> {
            throw new InvalidInputException(option + why);
        });
    }

    /** The image that a row is, where the data are nothing but arrays that say so, as those of IDX files do. */
    static Optional<Shape> image(Table table) {
        if (table.columns().size() != 1 || !(table.columns().get(0) instanceof Column.Vectors vectors)) {
            return Optional.empty();
        }
        List<Integer> sides = vectors.sides();
        return sides.size() == 2 || sides.size() == 3
                ? Optional.of(new Shape(sides.get(0), sides.get(1), sides.size() == 2 ? 1 : sides.get(2)))
                : Optional.empty();
    }

    /** @param image that the data say a row is, for convolutions without {@code --shape} */
    NetworkTraining training(long seed, Optional<Shape> image, Parallelism parallelism) {
        NetworkTraining.Builder builder = NetworkTraining.builder().seed(seed).parallelism(parallelism);
        given(conv).flatMap(Arrays::stream).forEach(layer -> add(layer, builder));
        if (conv != null) {
            Optional.ofNullable(shape)
                    .map(NetworkOptions::shape)
                    .or(() -> image)
                    .ifPresent(builder::shape);
        }
        given(hidden).forEach(builder::hidden);
        given(activation).forEach(builder::activation);
        given(dropout).forEach(builder::dropout);
        given(optimizer).forEach(builder::optimizer);
        given(learningRate).forEach(builder::learningRate);
        given(schedule).forEach(builder::schedule);
        given(warmUp).forEach(builder::warmUp);
        given(weightDecay).forEach(builder::weightDecay);
        given(clip).forEach(builder::clip);
        given(batch).forEach(builder::batch);
        given(epochs).forEach(builder::epochs);
        given(patience).forEach(builder::patience);
        return builder.build();
    }

    private static void add(String layer, NetworkTraining.Builder builder) {
        Matcher convolution = CONVOLUTION.matcher(layer);
        Matcher pooling = POOLING.matcher(layer);
        if (convolution.matches()) {
            builder.convolve(Integer.parseInt(convolution.group(1)), Integer.parseInt(convolution.group(2)));
        } else if (pooling.matches()) {
            builder.pool(Integer.parseInt(pooling.group(1)));
        } else {
            throw new InvalidInputException("--conv has the layer '" + layer
                    + "': write 16x3 for 16 filters of 3 × 3 pixels, and pool2 for a pooling of 2 × 2");
        }
    }

    private static Shape shape(String text) {
        Matcher sides = SHAPE.matcher(text);
        if (!sides.matches()) {
            throw new InvalidInputException(
                    "--shape is '" + text + "': give height, width and channels of the images, such as 28x28x1");
        }
        return new Shape(
                Integer.parseInt(sides.group(1)),
                Integer.parseInt(sides.group(2)),
                sides.group(3) == null ? 1 : Integer.parseInt(sides.group(3)));
    }

    private static <T> Stream<T> given(T value) {
        return Stream.ofNullable(value);
    }
}
