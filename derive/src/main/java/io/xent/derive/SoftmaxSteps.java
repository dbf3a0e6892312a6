package io.xent.derive;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The steps from logits to probabilities. */
final class SoftmaxSteps {

    private final Question question;
    private final double[] z;
    private final double[] scaled;
    private final double[] p;
    private final double top;
    private final String symbol;

    private SoftmaxSteps(Question question) {
        this.question = question;
        z = question.logits();
        scaled = question.scaled();
        p = question.probabilities();
        top = scaled[top(z)];
        symbol = question.temperature() == 1 ? "z" : "z/T";
    }

    /** The first largest. */
    static int top(double[] z) {
        int top = 0;
        for (int k = 1; k < z.length; k++) {
            top = z[k] > z[top] ? k : top;
        }
        return top;
    }

    static Step probabilities(Question question) {
        return new SoftmaxSteps(question).probabilities();
    }

    static Step subtraction(Question question) {
        return new SoftmaxSteps(question).subtraction();
    }

    private Step probabilities() {
        List<Part> parts = new ArrayList<>();
        parts.add(Formula.of(
                question.temperature() == 1 ? "p_i = e^{z_i} / Σ_k e^{z_k}" : "p_i = e^{z_i / T} / Σ_k e^{z_k / T}"));
        double sum = Sums.of(z);
        int largest = top(z);
        List<Grid.Column> columns = new ArrayList<>();
        columns.add(Grid.Column.summed("z", z));
        if (question.temperature() != 1) {
            columns.add(new Grid.Column(symbol, scaled));
        }
        columns.add(Grid.Column.summed("exp(" + symbol + ")", question.each(k -> Math.exp(scaled[k]))));
        columns.add(Grid.Column.summed("p", p));
        columns.add(Grid.Column.summed("arg max", question.each(k -> k == largest ? 1 : 0)));
        if (Double.isFinite(sum) && sum != 0) {
            columns.add(Grid.Column.summed("z / Σz", question.each(k -> z[k] / sum)));
        }
        parts.add(new Grid("Logits and what can be made of them", "k", question.names(), columns));
        parts.add(
                new Prose("arg max only says which logit is the largest. It is flat, so its derivative is 0 and nothing"
                        + " can be learned from it. " + division(sum)));
        return new Step("From logits to probabilities", parts);
    }

    private String division(double sum) {
        if (!Double.isFinite(sum) || sum == 0) {
            return "Dividing by the plain sum is not possible: Σz is " + Numeral.of(sum) + ".";
        } else if (Arrays.stream(z).anyMatch(v -> v / sum < 0)) {
            return "Dividing by the plain sum Σz = " + Numeral.of(sum)
                    + " gives negative shares and shares above 1, which are no probabilities.";
        }
        return "Dividing by the plain sum Σz = " + Numeral.of(sum)
                + " gives shares that change when the same number is added"
                + " to all logits; the softmax depends on their differences only.";
    }

    private Step subtraction() {
        List<Part> parts = new ArrayList<>();
        parts.add(new Prose(
                "The same number can be subtracted from all logits: numerator and denominator shrink by the same"
                        + " factor. With the largest subtracted, the largest exponential is exp(0) = 1: nothing can overflow, and"
                        + " the sum is at least 1."));
        if (Double.isFinite(top)) {
            String name = question.temperature() == 1 ? "z − max" : "(z − max) / T";
            double[] shifted = question.each(k -> (z[k] - z[top(z)]) / question.temperature());
            List<Grid.Column> columns = new ArrayList<>();
            columns.add(new Grid.Column(name, shifted));
            columns.add(Grid.Column.summed("exp(" + name + ")", question.each(k -> Math.exp(shifted[k]))));
            columns.add(Grid.Column.summed("p", p));
            if (differsAsWritten()) {
                columns.add(new Grid.Column("p as written", asWritten()));
            }
            parts.add(new Grid("With the largest subtracted", "k", question.names(), columns));
        }
        parts.add(new Prose(ofTheLargest()));
        for (int k = 0; k < z.length; k++) {
            if (p[k] == 0 && Double.isFinite(z[k]) && Double.isFinite(top)) {
                String exponent = Numeral.of((z[k] - z[top(z)]) / question.temperature());
                parts.add(new Prose("p_" + question.name(k) + " is not 0 but about "
                        + Magnitude.ofExp((z[k] - z[top(z)]) / question.temperature())
                        + ", less than the smallest double, 4.9e-324. Its logarithm is near " + exponent
                        + " and is a double like any other: the loss is taken from it, not from p_" + question.name(k)
                        + "."));
            }
        }
        masks(parts);
        return new Step("Why the largest logit is subtracted first", parts);
    }

    private double[] asWritten() {
        double sum = Sums.of(question.each(k -> Math.exp(scaled[k])));
        return question.each(k -> Math.exp(scaled[k]) / sum);
    }

    /** Whether the formula as it is written gives other probabilities. */
    private boolean differsAsWritten() {
        double[] written = asWritten();
        return !Arrays.stream(question.each(k -> Math.abs(written[k] - p[k])))
                .allMatch(difference -> difference <= 1e-12);
    }

    /** What exp does to the largest logit as it is. */
    private String ofTheLargest() {
        double sum = Sums.of(question.each(k -> Math.exp(scaled[k])));
        if (top == Double.POSITIVE_INFINITY) {
            return "A logit of +∞ stands for its limit: the classes that have it share all probability equally. The formula as"
                    + " it is written would be ∞ / ∞.";
        } else if (top == Double.NEGATIVE_INFINITY) {
            return "All classes are masked, so nothing can be chosen: all probabilities are 0 here, and the loss is infinite.";
        } else if (sum == Double.POSITIVE_INFINITY || Double.isNaN(sum)) {
            return "Here it is needed: exp(" + Numeral.of(top) + ") is about " + Magnitude.ofExp(top)
                    + ", and the largest double is 1.8e308 (the largest float 3.4e38). As the formula is written, the sum is"
                    + " ∞ and the largest logit's share ∞ / ∞, which is not a number.";
        } else if (sum < Double.MIN_NORMAL) {
            return "Here it is needed: even the largest, exp(" + Numeral.of(top) + "), is about " + Magnitude.ofExp(top)
                    + ", and below 2.2e-308 a double loses digits until it is 0 (4.9e-324 is the smallest). As the formula is"
                    + " written, it divides " + (sum == 0 ? "0 by 0" : "numbers that have lost digits") + ".";
        }
        return "Here the formula as it is written gives the same. From " + symbol + " = 709.79 on exp(" + symbol
                + ") is more than a double holds (88.73 for a float), and below −745.13 it is 0.";
    }

    private void masks(List<Part> parts) {
        for (int k = 0; k < z.length; k++) {
            if (z[k] == Double.NEGATIVE_INFINITY && top != Double.NEGATIVE_INFINITY) {
                parts.add(new Prose(
                        "Class " + question.name(k) + " is masked: exp(−∞) is 0 exactly, so its probability and its"
                                + " gradient are 0, and the others are what they would be without it."));
            }
        }
    }
}
