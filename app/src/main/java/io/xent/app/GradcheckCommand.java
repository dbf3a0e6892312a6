package io.xent.app;

import io.xent.core.Compatibility;
import io.xent.core.CrossEntropy;
import io.xent.core.Matrix;
import io.xent.core.Reduction;
import io.xent.core.Target;
import io.xent.derive.GradientVerdict;
import io.xent.derive.LogitGradientCheck;
import io.xent.derive.LogitGradientReport;
import io.xent.learn.InvalidInputException;
import io.xent.tables.NumberTable;
import io.xent.tables.TableReader;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "gradcheck",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description =
                "Compares a gradient of softmax and cross-entropy that another program computed with the exact one, and says what"
                        + " is wrong with it.",
        footer = {
            "",
            "Files hold one row per example, one number per class, with or without a line of names.",
            "Exit status: 0 it agrees; 1 it differs; 2 input that cannot be used; 3 too few digits to decide.",
            "",
            "Example:",
            "  xent gradcheck --logits z.csv --labels y.csv --gradient g.csv --reduction mean"
        })
final class GradcheckCommand implements Callable<Integer> {

    private enum Reduced {
        MEAN,
        SUM,
        NONE
    }

    @Option(names = "--logits", required = true, paramLabel = "FILE", description = "The logits, rows × classes.")
    private String logits;

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            description = "The class of each row, counted from 1; from 0 if a 0 occurs or --zero-based is given.")
    private String labels;

    @Option(
            names = "--targets",
            paramLabel = "FILE",
            description = "Instead of labels: a distribution for each row, rows × classes.")
    private String targets;

    @Option(
            names = "--gradient",
            required = true,
            paramLabel = "FILE",
            description = "The gradient with respect to the logits, rows × classes.")
    private String gradient;

    @Option(
            names = "--reduction",
            paramLabel = "HOW",
            defaultValue = "mean",
            description =
                    "What the gradient is of: the mean of the rows' losses, their sum, or none (each row's own loss)."
                            + " Default: ${DEFAULT-VALUE}.")
    private Reduced reduction;

    @Option(
            names = "--temperature",
            paramLabel = "T",
            defaultValue = "1",
            description = "The logits are divided by T first. Default: ${DEFAULT-VALUE}.")
    private double temperature;

    @Option(
            names = "--label-smoothing",
            paramLabel = "ε",
            defaultValue = "0",
            description = "Default: ${DEFAULT-VALUE}.")
    private double smoothing;

    @Option(names = "--class-weights", paramLabel = "W,W,…", description = "A weight for each class.")
    private String classWeights;

    @Option(
            names = "--ignore-label",
            paramLabel = "LABEL",
            description = "Rows with this label take no part, such as -100.")
    private Integer ignored;

    @Option(names = "--zero-based", description = "Labels are counted from 0.")
    private boolean zeroBased;

    @Option(
            names = "--digits",
            paramLabel = "N",
            defaultValue = "5",
            description = "How many digits of the largest component must agree. Default: ${DEFAULT-VALUE}.")
    private int digits;

    @Mixin
    private FormatOptions format = new FormatOptions();

    @Spec
    private CommandSpec spec;

    private final Streams streams;

    GradcheckCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        if ((labels == null) == (targets == null)) {
            throw new InvalidInputException(
                    labels == null
                            ? "no target: give the classes with --labels, or distributions with --targets"
                            : "both --labels and --targets are given; use one of them");
        }
        NumberTable z = LogitFiles.read(logits);
        Matrix stated = LogitFiles.matrix(TableReader.readNumbers(gradient));
        try {
            CrossEntropy loss = loss(z);
            int first = firstClass();
            Target target = target(z, first);
            LogitGradientReport report = LogitGradientCheck.of(loss, LogitFiles.matrix(z), target)
                    .withDigits(digits)
                    .compare(stated);
            print(report, z, first);
            return status(report.verdict());
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(e.getMessage(), e);
        }
    }

    private CrossEntropy loss(NumberTable z) {
        CrossEntropy loss = new CrossEntropy()
                .withTemperature(temperature)
                .withLabelSmoothing(smoothing)
                .withIgnoreIndex(-1)
                .withCompatibility(Compatibility.PYTORCH)
                .withReduction(reduction == Reduced.MEAN ? Reduction.MEAN : Reduction.SUM);
        if (classWeights == null) {
            return loss;
        }
        double[] weights = NumberWords.parse(List.of(classWeights), "weight", spec.commandLine());
        if (weights.length != z.columns()) {
            throw new InvalidInputException("--class-weights has " + Figures.count(weights.length, "number") + " for "
                    + Figures.count(z.columns(), "class") + "; give one for each");
        }
        return loss.withClassWeights(weights);
    }

    /** A label 0 can only be the first of classes that are counted from 0. */
    private int firstClass() {
        boolean zero = labels != null
                && Arrays.stream(TableReader.readNumbers(labels).values())
                        .anyMatch(label -> label == 0 && !Integer.valueOf(0).equals(ignored));
        return zeroBased || zero ? 0 : 1;
    }

    private Target target(NumberTable z, int first) {
        if (targets != null) {
            return LogitFiles.distributions(LogitFiles.read(targets), z.rows(), z.columns());
        }
        NumberTable table = LogitFiles.read(labels);
        double[] values = LogitFiles.labels(table, z.rows());
        return Target.classIndices(LogitFiles.classIndices(table, values, z.columns(), first, ignored));
    }

    private static int status(GradientVerdict verdict) {
        return switch (verdict) {
            case AGREES -> ExitStatus.DONE;
            case DIFFERS -> ExitStatus.DIFFERS;
            case UNDECIDED -> ExitStatus.UNDECIDED;
        };
    }

    private void print(LogitGradientReport report, NumberTable z, int first) {
        streams.out()
                .print(
                        format.isJson()
                                ? LogitGradientJson.of(report, first)
                                : LogitGradientText.of(report, compared(z, first), first));
    }

    private String compared(NumberTable z, int first) {
        return gradient + ", " + Figures.count(z.rows(), "row") + " of " + Figures.count(z.columns(), "class") + ", "
                + switch (reduction) {
                    case MEAN -> "gradient of the mean loss";
                    case SUM -> "gradient of the sum of losses";
                    case NONE -> "gradient of each row's own loss";
                }
                + (labels == null ? "" : ", labels counted from " + first);
    }
}
