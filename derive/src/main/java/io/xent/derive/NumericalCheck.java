package io.xent.derive;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Compares the gradient of cross-entropy with central differences of the loss, with a bound on what these are off. */
final class NumericalCheck {

    /** The largest |p (1 − p)(1 − 2p)|: no third derivative of the loss in one logit is larger at temperature 1. */
    static final double THIRD_DERIVATIVE = Math.sqrt(3) / 18;

    /** What core's losses may be off, in units in the last place. */
    private static final double LOSS_ULPS = 8;

    /** Differences that may be off by this part of what a gradient can be, Σy / T, say nothing. */
    private static final double USELESS = 1e-3;

    private final Question question;
    private final double[] shifted;
    private final double[][] jacobian;
    private final double noise;
    private final double thirdDerivative;

    private NumericalCheck(Question question) {
        this.question = question;
        double[] z = question.logits();
        double top = z[SoftmaxSteps.top(z)];
        shifted = question.each(k -> z[k] - top);
        jacobian = question.jacobian();
        noise = question.loss() == 0 ? 0 : LOSS_ULPS * Math.ulp(question.loss());
        double t = question.temperature();
        thirdDerivative = THIRD_DERIVATIVE * Sums.of(question.targets()) / (t * t * t);
    }

    static Step step(Question question) {
        double[] z = question.logits();
        if (Double.isInfinite(z[SoftmaxSteps.top(z)]) || Double.isInfinite(question.loss())) {
            return new Step(
                    "A numerical check",
                    List.of(new Prose(
                            "None is possible: next to an infinite logit or loss there are no differences.")));
        }
        return new NumericalCheck(question).compare();
    }

    private Step compare() {
        double[] gradient = question.gradient();
        int[] free = IntStream.range(0, shifted.length)
                .filter(k -> shifted[k] != Double.NEGATIVE_INFINITY)
                .toArray();
        Slope[] differences = Arrays.stream(free).mapToObj(this::difference).toArray(Slope[]::new);
        double[] numeric = Arrays.stream(differences).mapToDouble(Slope::value).toArray();
        double[] exact = Arrays.stream(free).mapToDouble(k -> gradient[k]).toArray();
        double[] off = IntStream.range(0, free.length)
                .mapToDouble(i -> Math.abs(numeric[i] - exact[i]))
                .toArray();
        Grid grid = new Grid(
                "Central differences",
                "j",
                Arrays.stream(free).mapToObj(question::name).toList(),
                List.of(
                        new Grid.Column("numerical", numeric),
                        new Grid.Column("∂L/∂z", exact),
                        Grid.Column.errors("difference", off),
                        Grid.Column.errors(
                                "allowed",
                                Arrays.stream(differences)
                                        .mapToDouble(Slope::error)
                                        .toArray())));
        return new Step(
                "A numerical check",
                List.of(
                        new Prose("The loss at z_j + h less the loss at z_j − h, divided by 2 h, for a small step h:"),
                        grid,
                        new Prose(verdict(differences, off))));
    }

    private String verdict(Slope[] differences, double[] off) {
        double coarsest =
                Arrays.stream(differences).mapToDouble(Slope::error).max().orElse(0);
        if (!(coarsest <= USELESS * Sums.of(question.targets()) / question.temperature())) {
            return "They decide nothing: what a small step changes is hidden by the last digits of the loss.";
        }
        boolean agrees = IntStream.range(0, off.length).allMatch(i -> off[i] <= differences[i].error());
        return (agrees ? "They agree" : "They do not agree")
                + " within what central differences may be off: h² / 6 times the largest third derivative, for one logit √3/18 "
                + "or less, and what rounding leaves of the two losses, divided by h.";
    }

    /**
     * At the logits less the largest, which have the same derivative and room for a small step. In one logit the third
     * derivative is p (1 − p)(1 − 2p) / T³, and p (1 − p) grows by at most exp(h / T) over the step.
     */
    private Slope difference(int k) {
        double t = question.temperature();
        double ofThisRow = thirdDerivative / THIRD_DERIVATIVE * Math.exp(0.1) * t * jacobian[k][k];
        return new CentralDifference(question::lossAt, shifted, k)
                .bounded(Math.min(thirdDerivative, ofThisRow), noise, 0.1 * t);
    }
}
