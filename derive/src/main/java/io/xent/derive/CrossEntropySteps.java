package io.xent.derive;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The steps from logits to the gradient of cross-entropy, for one row. */
final class CrossEntropySteps {

    private final Question question;
    private final double[] z;
    private final double[] y;
    private final double[] p;
    private final double[] logP;
    private final double[][] jacobian;
    private final double[] gradient;
    private final double loss;
    private final double mass;
    private final boolean hasTemperature;

    private CrossEntropySteps(Question question) {
        this.question = question;
        z = question.logits();
        y = question.targets();
        p = question.probabilities();
        logP = question.logProbabilities();
        jacobian = question.jacobian();
        loss = question.loss();
        gradient = question.gradient();
        mass = Sums.of(y);
        hasTemperature = question.temperature() != 1;
    }

    static Explanation of(Question question) {
        CrossEntropySteps steps = new CrossEntropySteps(question);
        List<Step> all = new ArrayList<>();
        all.add(SoftmaxSteps.probabilities(question));
        all.add(SoftmaxSteps.subtraction(question));
        all.add(steps.lossStep());
        all.add(steps.chainRule());
        all.add(steps.gradientStep());
        all.add(NumericalCheck.step(question));
        return new Explanation(
                "The gradient of softmax and cross-entropy",
                new double[][] {steps.z},
                new double[][] {steps.p},
                steps.loss,
                new double[][] {steps.gradient},
                steps.jacobian,
                Optional.empty(),
                all);
    }

    private Step lossStep() {
        List<Part> parts = new ArrayList<>();
        parts.add(Formula.of("L = −Σ_k y_k log p_k"));
        double[] terms = question.each(k -> y[k] == 0 ? 0 : -y[k] * logP[k]);
        parts.add(new Grid(
                "The loss, term by term",
                "k",
                question.names(),
                List.of(
                        Grid.Column.summed("y", y),
                        new Grid.Column("p", p),
                        new Grid.Column("log p", logP),
                        Grid.Column.summed("−y log p", terms))));
        parts.add(new Prose("The loss is " + Numeral.of(loss) + " nats, that is " + Numeral.bits(loss)
                + " (1 bit is log 2 = 0.69314718056 nats)."));
        lossRemarks(parts);
        return new Step("From probabilities to the loss", parts);
    }

    private void lossRemarks(List<Part> parts) {
        for (int k = 0; k < p.length; k++) {
            double naive = -Math.log(p[k]);
            if (y[k] != 0 && z[k] == Double.NEGATIVE_INFINITY) {
                parts.add(
                        new Prose("Class " + question.name(k) + " is masked (its logit is −∞) and yet is asked for: the"
                                + " loss is infinite, whatever the other logits are."));
            } else if (y[k] != 0 && Math.abs(naive + logP[k]) > 1e-9 * Math.abs(logP[k])) {
                parts.add(new Prose("Taking the logarithm of p_" + question.name(k) + " = " + p[k]
                        + " as a double holds it would give " + Numeral.of(naive + 0.0) + ". Computed from the"
                        + " logits, −log p_" + question.name(k) + " = (max z − z_" + question.name(k)
                        + ")" + overT() + " + log(1 + Σ over the others) is " + Numeral.of(-logP[k]) + "."));
            }
        }
        if (IntStream.range(0, p.length).anyMatch(k -> y[k] == 0 && p[k] == 0)) {
            parts.add(new Prose(
                    "A class with y = 0 costs nothing, also where its probability is 0: 0 · log 0 counts as" + " 0."));
        }
    }

    private Step chainRule() {
        List<Part> parts = new ArrayList<>();
        parts.add(new Prose("L depends on each p_i, and each p_i on every logit z_j, because all logits are in the"
                + " denominator. So ∂L/∂z_j has one term for every i, not for i = j alone."));
        parts.add(Formula.of("∂L/∂z_j = Σ_i ∂L/∂p_i · ∂p_i/∂z_j"));
        double[] outer = question.each(i -> y[i] == 0 ? 0 : -y[i] / p[i]);
        parts.add(Formula.of("∂L/∂p_i = −y_i / p_i"));
        parts.add(new Grid(
                "The outer derivative",
                "i",
                question.names(),
                List.of(new Grid.Column("y", y), new Grid.Column("p", p), new Grid.Column("∂L/∂p", outer))));
        parts.add(Formula.of("∂p_i/∂z_j = p_i (δ_ij − p_j)" + overT()));
        parts.add(new Prose("δ_ij is 1 where i = j and 0 elsewhere: p_i (1 − p_i)" + overT()
                + " on the diagonal, −p_i p_j" + overT()
                + " off it. Every row and every column sums to 0, because the probabilities always sum to 1."));
        parts.add(matrix("The Jacobian ∂p_i/∂z_j, row i, column j", jacobian, false));
        double[][] terms = new double[z.length][];
        for (int i = 0; i < z.length; i++) {
            double factor = outer[i];
            terms[i] = Arrays.stream(jacobian[i])
                    .map(entry -> factor == 0 ? 0 : factor * entry)
                    .toArray();
        }
        parts.add(matrix("Their products ∂L/∂p_i · ∂p_i/∂z_j; the sum over i is ∂L/∂z_j", terms, true));
        double[] chained = question.each(j -> Sums.of(question.each(i -> terms[i][j])));
        if (Arrays.stream(chained).anyMatch(Double::isNaN)) {
            parts.add(new Prose("In floating point this way ends here: a probability is 0, so that a term is 0 · ∞. On"
                    + " paper p_i cancels before any number is put in, and the next step needs no division."));
        }
        return new Step("The chain rule, term by term", parts);
    }

    private Grid matrix(String caption, double[][] values, boolean summed) {
        List<Grid.Column> columns = new ArrayList<>();
        for (int j = 0; j < z.length; j++) {
            int column = j;
            double[] entries = question.each(i -> values[i][column]);
            String heading = "j = " + question.name(j);
            columns.add(summed ? Grid.Column.summed(heading, entries) : new Grid.Column(heading, entries));
        }
        return new Grid(caption, "i", question.names(), columns);
    }

    private Step gradientStep() {
        List<Part> parts = new ArrayList<>();
        String factor = hasTemperature ? "(1/T) " : "";
        List<String> lines = new ArrayList<>(List.of(
                "∂L/∂z_j = −" + factor + "Σ_i (y_i / p_i) p_i (δ_ij − p_j)",
                "= −" + factor + "Σ_i y_i (δ_ij − p_j)",
                "= " + factor + (hasTemperature ? "(p_j Σ_i y_i − y_j)" : "p_j Σ_i y_i − y_j")));
        boolean sumsToOne = Math.abs(mass - 1) < 1e-12;
        if (sumsToOne) {
            lines.add("= " + factor + (hasTemperature ? "(p_j − y_j)" : "p_j − y_j"));
        }
        parts.add(Formula.of(lines.toArray(String[]::new)));
        parts.add(new Prose(
                sumsToOne
                        ? "The last line uses that the target sums to 1: Σ_i y_i = 1."
                        : "The target sums to " + Numeral.of(mass)
                                + ", not to 1, so the factor Σ_i y_i stays: the gradient is" + " p Σy − y"
                                + (hasTemperature ? ", divided by T," : "") + " and p − y would be wrong."));
        List<Grid.Column> columns = new ArrayList<>();
        columns.add(Grid.Column.summed("p", p));
        if (!sumsToOne) {
            columns.add(Grid.Column.summed("p Σy", question.each(k -> p[k] * mass)));
        }
        columns.add(Grid.Column.summed("y", y));
        columns.add(Grid.Column.summed("∂L/∂z", gradient));
        parts.add(new Grid("The gradient", "j", question.names(), columns));
        if (Arrays.stream(z).allMatch(v -> v == Double.NEGATIVE_INFINITY)) {
            parts.add(new Prose("All classes are masked: there is nothing to move, and the gradient is set to 0."));
        }
        parts.add(new Prose(
                "The components sum to 0: adding one number to all logits changes no probability, so the loss is"
                        + " flat in that direction."));
        return new Step("The gradient", parts);
    }

    private String overT() {
        return hasTemperature ? " / T" : "";
    }
}
