package io.xent.app;

import io.xent.core.Matrix;
import io.xent.core.Target;
import io.xent.derive.ExplainedLoss;
import io.xent.derive.Explainer;
import io.xent.derive.Explanation;
import io.xent.learn.InvalidInputException;
import io.xent.tables.NumberTable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = "Works out the gradient of softmax and cross-entropy step by step, with your numbers.",
        footer = {
            "",
            "Examples:",
            "  xent explain 3 4 1 --label 2",
            "  xent explain 3 4 1 --target 0.2,0.8,0 --temperature 2",
            "  xent explain 1000 -5 -inf --label 1 --format html > why.html"
        })
final class ExplainCommand implements Callable<Integer> {

    /** The Jacobian is printed whole. */
    private static final int MOST_CLASSES = 100;

    @Parameters(paramLabel = "LOGIT", arity = "0..*", description = "The logits, one per class; -inf masks a class.")
    private List<String> logits = new ArrayList<>();

    @Option(
            names = "--label",
            paramLabel = "CLASS",
            description = "The true class, counted from 1 (from 0 with --zero-based).")
    private String label;

    @Option(
            names = "--target",
            paramLabel = "P,P,…",
            description = "A distribution as the target instead of one class; it may have any sum.")
    private String target;

    @Option(names = "--zero-based", description = "Count classes from 0.")
    private boolean zeroBased;

    @Option(
            names = "--temperature",
            paramLabel = "T",
            defaultValue = "1",
            description = "Divide the logits by T first. Default: ${DEFAULT-VALUE}.")
    private double temperature;

    @Option(
            names = "--loss",
            paramLabel = "LOSS",
            defaultValue = "cross-entropy",
            converter = LossConverter.class,
            description = "cross-entropy, hinge (Weston–Watkins) or crammer-singer. Default: ${DEFAULT-VALUE}.")
    private ExplainedLoss loss;

    @Option(
            names = "--batch",
            paramLabel = "FILE",
            description =
                    "Explain the mean over the rows of a file: logits, and the label in the column 'label', or the last one.")
    private String batch;

    @Option(
            names = "--weights",
            paramLabel = "FILE",
            description =
                    "The logits are those of a linear layer: its weights, classes × inputs. Goes on to their gradient.")
    private String weights;

    @Option(names = "--input", paramLabel = "FILE", description = "The input of the linear layer.")
    private String input;

    @Option(names = "--bias", paramLabel = "FILE", description = "The bias of the linear layer. Default: 0.")
    private String bias;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text, markdown, latex, html or json. Default: ${DEFAULT-VALUE}.")
    private ExplanationFormat format;

    @Spec
    private CommandSpec spec;

    private final Streams streams;

    ExplainCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        try {
            streams.out().print(format.render(Explained.of(explanation())));
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(e.getMessage(), e);
        }
        return ExitStatus.DONE;
    }

    private Explanation explanation() {
        Explainer explainer =
                new Explainer().withLoss(loss).withTemperature(temperature).withFirstClass(first());
        if (batch != null) {
            refuse(
                    !logits.isEmpty() || weights != null || label != null || target != null,
                    "--batch takes logits and labels from its file; leave out others");
            return LabelledLogits.read(batch, first()).explain(explainer);
        } else if (weights != null) {
            refuse(!logits.isEmpty(), "the logits come from --weights and --input; leave them out");
            return layer(explainer);
        }
        refuse(input != null || bias != null, "--input and --bias need --weights");
        double[] z = NumberWords.parse(logits, "logit", spec.commandLine());
        refuseMany(z.length);
        refuse(z.length == 0, "no logits: give one number per class, as in 'xent explain 3 4 1 --label 2'");
        return explainer.explain(Matrix.row(z), target(z.length));
    }

    private Explanation layer(Explainer explainer) {
        refuse(input == null, "--weights needs --input, the numbers that the weights are applied to");
        NumberTable w = LogitFiles.read(weights);
        refuseMany(w.rows());
        double[] x = LogitFiles.vector(LogitFiles.read(input), w.columns(), "one for each column of " + weights);
        double[] b = bias == null
                ? new double[w.rows()]
                : LogitFiles.vector(LogitFiles.read(bias), w.rows(), "one for each row of " + weights);
        return explainer.explainLayer(LogitFiles.matrix(w), b, x, target(w.rows()));
    }

    private static void refuseMany(int classes) {
        refuse(
                classes > MOST_CLASSES,
                Figures.count(classes, "class") + " have a Jacobian of " + Figures.count((long) classes * classes)
                        + " numbers, and all would be shown; give at most " + MOST_CLASSES);
    }

    private static void refuse(boolean wrong, String message) {
        if (wrong) {
            throw new InvalidInputException(message);
        }
    }

    private int first() {
        return zeroBased ? 0 : 1;
    }

    private Target target(int classes) {
        refuse(
                label == null && target == null,
                "no target: give the true class with --label, or a distribution with --target");
        refuse(
                label != null && target != null,
                "both --label and --target are given; the target is either one class or a distribution");
        if (label != null) {
            return Target.classIndices(classIndex(classes));
        }
        double[] y = NumberWords.parse(List.of(target), "probability", spec.commandLine());
        refuse(
                y.length != classes,
                "--target has " + Figures.count(y.length, "number") + " for " + Figures.count(classes, "logit")
                        + "; give one for each");
        return Target.distributions(Matrix.row(y));
    }

    private int classIndex(int classes) {
        int last = classes - 1 + first();
        refuse(
                !label.matches("[0-9]{1,9}") || Integer.parseInt(label) < first() || Integer.parseInt(label) > last,
                "--label is " + label + ": the classes of " + Figures.count(classes, "logit") + " are numbered "
                        + first() + " to " + last + (zeroBased ? "" : " (from 0 with --zero-based)"));
        return Integer.parseInt(label) - first();
    }

    static final class LossConverter implements ITypeConverter<ExplainedLoss> {
        @Override
        public ExplainedLoss convert(String word) {
            return switch (word) {
                case "cross-entropy" -> ExplainedLoss.CROSS_ENTROPY;
                case "hinge" -> ExplainedLoss.HINGE;
                case "crammer-singer" -> ExplainedLoss.CRAMMER_SINGER;
                default ->
                    throw new TypeConversionException(
                            "expected cross-entropy, hinge or crammer-singer but was '" + word + "'");
            };
        }
    }
}
