package io.xent.derive;

import io.xent.core.CrossEntropy;
import io.xent.core.Matrix;
import io.xent.core.Softmax;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The steps from scores to the gradient of a multiclass hinge loss, for one row. */
final class HingeSteps {

    private final Question question;
    private final double[] z;
    private final int label;
    private final int[] rivals;
    private final double[] gradient;
    private final double loss;
    private final boolean largestOnly;

    private HingeSteps(Question question, boolean largestOnly) {
        this.question = question;
        this.largestOnly = largestOnly;
        z = question.logits();
        loss = question.loss();
        gradient = question.gradient();
        label = question.target().classIndex(0);
        rivals = IntStream.range(0, z.length).filter(k -> k != label).toArray();
    }

    static Explanation of(Question question, boolean largestOnly) {
        HingeSteps steps = new HingeSteps(question, largestOnly);
        return new Explanation(
                "The gradient of the multiclass hinge loss of "
                        + (largestOnly ? "Crammer and Singer" : "Weston and Watkins"),
                new double[][] {steps.z},
                new double[0][],
                steps.loss,
                new double[][] {steps.gradient},
                new double[0][],
                Optional.empty(),
                List.of(steps.margins(), steps.derivative(), steps.besideCrossEntropy(), steps.check()));
    }

    private double[] ofRivals(Question.OfClass value) {
        return Arrays.stream(rivals).mapToDouble(value::at).toArray();
    }

    private Step margins() {
        double[] within = ofRivals(k -> z[k] == z[label] ? 1 : 1 + (z[k] - z[label]));
        double[] cost = Arrays.stream(within).map(v -> Math.max(0, v)).toArray();
        List<Grid.Column> columns = new ArrayList<>();
        columns.add(new Grid.Column("z", ofRivals(k -> z[k])));
        columns.add(new Grid.Column("1 + z_k − z_t", within));
        columns.add(largestOnly ? new Grid.Column("max(0, ·)", cost) : Grid.Column.summed("max(0, ·)", cost));
        List<Part> parts = new ArrayList<>();
        parts.add(
                new Prose(
                        "The true class t = " + question.name(label) + " has the score z_t = " + Numeral.of(z[label])
                                + ". It is asked to be ahead of every other class by 1; a class that comes nearer costs what is missing."));
        parts.add(new Prose(
                largestOnly ? "L = max(0, max_{k ≠ t} (1 + z_k − z_t))" : "L = Σ_{k ≠ t} max(0, 1 + z_k − z_t)"));
        parts.add(new Grid(
                "The other classes",
                "k",
                Arrays.stream(rivals).mapToObj(question::name).toList(),
                columns));
        parts.add(new Prose("The loss is "
                + (largestOnly ? "the largest of the last column, " : "the sum of the last column, ") + Numeral.of(loss)
                + ". It has no unit of information: no probabilities belong to it."));
        return new Step("From scores to the loss", parts);
    }

    private Step derivative() {
        List<Part> parts = new ArrayList<>();
        parts.add(new Prose(
                "Where 1 + z_k − z_t is above 0 the derivative is 1 with respect to z_k and −1 with respect to z_t;"
                        + " elsewhere it is 0. "
                        + (largestOnly
                                ? "Only the largest competitor counts; of several the first is taken."
                                : "Every class within the margin counts alike, however near it comes.")));
        parts.add(new Grid(
                "The gradient",
                "j",
                question.names(),
                List.of(new Grid.Column("z", z), Grid.Column.summed("∂L/∂z", gradient))));
        if (loss == 0) {
            parts.add(new Prose("The margin is kept, so the gradient is 0: this row no longer teaches anything."));
        }
        return new Step("The gradient", parts);
    }

    private Step besideCrossEntropy() {
        double[] soft = new double[z.length];
        double other = new CrossEntropy().lossAndGradient(Matrix.row(z), question.target(), Matrix.row(soft));
        return new Step(
                "Cross-entropy beside it",
                List.of(
                        new Grid(
                                "Both gradients",
                                "j",
                                question.names(),
                                List.of(
                                        new Grid.Column("hinge", gradient),
                                        new Grid.Column("p", Softmax.of(z)),
                                        new Grid.Column("p − y", soft))),
                        new Prose("The loss is " + Numeral.of(loss) + " here and " + Numeral.of(other)
                                + " nats with cross-entropy. The hinge loss counts classes within the margin and stops when it"
                                + " is kept; cross-entropy weighs every class by its probability and never stops, it only asks for"
                                + " less and less.")));
    }

    /** One-sided slopes, which say where a kink is: the loss is made of straight pieces. */
    private Step check() {
        if (Double.isInfinite(loss) || Arrays.stream(z).anyMatch(v -> v == Double.POSITIVE_INFINITY)) {
            return new Step(
                    "A numerical check",
                    List.of(new Prose(
                            "None is possible: next to an infinite score or loss there are no differences.")));
        }
        int[] free = IntStream.range(0, z.length)
                .filter(k -> z[k] != Double.NEGATIVE_INFINITY)
                .toArray();
        double size = Arrays.stream(free).mapToDouble(k -> Math.abs(z[k])).max().orElse(0);
        double h = Math.scalb(1.0, Math.max(-20, Math.getExponent(size) - 30));
        double[] below = Arrays.stream(free).mapToDouble(k -> slope(k, -h)).toArray();
        double[] above = Arrays.stream(free).mapToDouble(k -> slope(k, h)).toArray();
        double[] exact = Arrays.stream(free).mapToDouble(k -> gradient[k]).toArray();
        double allowed = 8 * Math.ulp(Math.max(loss, size)) / h;
        boolean kink = IntStream.range(0, free.length).anyMatch(i -> Math.abs(below[i] - above[i]) > allowed);
        boolean agrees = IntStream.range(0, free.length)
                .allMatch(i -> Math.min(below[i], above[i]) - allowed <= exact[i]
                        && exact[i] <= Math.max(below[i], above[i]) + allowed);
        return new Step(
                "A numerical check",
                List.of(
                        new Grid(
                                "Slopes of the loss over a step of " + Numeral.brief(h),
                                "j",
                                Arrays.stream(free).mapToObj(question::name).toList(),
                                List.of(
                                        new Grid.Column("downwards", below),
                                        new Grid.Column("upwards", above),
                                        new Grid.Column("∂L/∂z", exact))),
                        new Prose((agrees ? "The gradient agrees with them" : "The gradient does not agree with them")
                                + " within " + Numeral.brief(allowed) + ", what rounding leaves."
                                + (kink
                                        ? " Where the two differ the loss has a kink: any value between them is a subgradient."
                                        : ""))));
    }

    private double slope(int k, double step) {
        double[] moved = z.clone();
        moved[k] += step;
        return (question.lossAt(moved) - loss) / (moved[k] - z[k]);
    }
}
