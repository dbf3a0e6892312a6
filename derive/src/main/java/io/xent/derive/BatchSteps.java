package io.xent.derive;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The mean over several rows: where the 1/N comes from and where it goes. */
final class BatchSteps {

    private final List<Question> rows;
    private final int n;
    private final double[][] own;
    private final double[][] gradient;
    private final double[] losses;
    private final double mean;

    private BatchSteps(List<Question> rows) {
        this.rows = rows;
        n = rows.size();
        own = rows.stream().map(Question::gradient).toArray(double[][]::new);
        gradient = Arrays.stream(own)
                .map(row -> Arrays.stream(row).map(v -> v / n).toArray())
                .toArray(double[][]::new);
        losses = rows.stream().mapToDouble(Question::loss).toArray();
        mean = Sums.of(losses) / n;
    }

    static Explanation of(List<Question> rows) {
        BatchSteps steps = new BatchSteps(rows);
        boolean soft = rows.get(0).isCrossEntropy();
        return new Explanation(
                "The gradient of the mean loss of " + rows.size() + " rows",
                rows.stream().map(Question::logits).toArray(double[][]::new),
                soft ? rows.stream().map(Question::probabilities).toArray(double[][]::new) : new double[0][],
                steps.mean,
                steps.gradient,
                new double[0][],
                Optional.empty(),
                List.of(steps.each(soft), steps.meanStep(soft), steps.gradientStep(), steps.check()));
    }

    private List<String> names() {
        return IntStream.rangeClosed(1, n).mapToObj(Integer::toString).toList();
    }

    private Grid matrix(String caption, String heading, double[][] values) {
        List<String> headings =
                rows.get(0).names().stream().map(name -> heading + name).toList();
        return Grid.matrix(caption, "n", names(), headings, values);
    }

    private Step each(boolean soft) {
        List<Part> parts = new ArrayList<>();
        parts.add(
                new Prose(
                        "Every row has its own logits, its own target and its own loss; xent explain shows one of them in full."));
        parts.add(matrix("The logits", "z_", rows.stream().map(Question::logits).toArray(double[][]::new)));
        if (soft) {
            parts.add(matrix(
                    "Their softmax",
                    "p_",
                    rows.stream().map(Question::probabilities).toArray(double[][]::new)));
        }
        parts.add(
                matrix("The targets", "y_", rows.stream().map(Question::targets).toArray(double[][]::new)));
        return new Step("Each row by itself", parts);
    }

    private Step meanStep(boolean soft) {
        List<Part> parts = new ArrayList<>();
        parts.add(
                soft
                        ? Formula.of("L = −(1/N) Σ_n Σ_k y_nk log p_nk")
                        : new Prose("L is the sum of the rows' losses, divided by their number N."));
        parts.add(new Grid(
                "The losses", "n", names(), List.of(Grid.Column.summed(soft ? "loss, nats" : "loss", losses))));
        parts.add(new Prose("Their sum divided by N = " + n + " is " + Numeral.of(mean)
                + (soft ? " nats, " + Numeral.bits(mean) + "." : ".")));
        return new Step("The mean of the losses", parts);
    }

    private Step gradientStep() {
        List<Part> parts = new ArrayList<>();
        parts.add(new Prose(
                "The logits of row n are in that row's loss only, so that of the sum over the rows one term is left, and"
                        + " its 1/N."));
        if (rows.get(0).isCrossEntropy()) {
            parts.add(formula());
        }
        parts.add(matrix("Each row's own gradient", "j = ", own));
        parts.add(matrix("The gradient of the mean, 1/" + n + " of it", "j = ", gradient));
        parts.add(new Prose("Without the 1/N this would be the gradient of the sum, " + n
                + " times as large: a learning rate that" + " suits one batch size would not suit another."));
        return new Step("The gradient", parts);
    }

    private Formula formula() {
        String factor = rows.get(0).temperature() == 1 ? "(1/N)" : "(1/(N T))";
        boolean sumToOne = rows.stream().allMatch(row -> Math.abs(Sums.of(row.targets()) - 1) < 1e-12);
        String general = "∂L/∂z_nj = " + factor + " (p_nj Σ_k y_nk − y_nj)";
        return sumToOne ? Formula.of(general, "= " + factor + " (p_nj − y_nj)") : Formula.of(general);
    }

    private Step check() {
        double gap = 0;
        double allowed = 0;
        for (int i = 0; i < n; i++) {
            Question question = rows.get(i);
            for (int k = 0; k < question.classes(); k++) {
                if (Double.isInfinite(question.logits()[k])) {
                    continue;
                }
                Slope slope = new CentralDifference(z -> question.lossAt(z) / n, question.logits(), k).estimated();
                gap = Math.max(gap, Math.abs(slope.value() - gradient[i][k]));
                allowed = Math.max(allowed, slope.error());
            }
        }
        boolean decides = gap < Double.POSITIVE_INFINITY && allowed < 1e-3 / n;
        return new Step(
                "A numerical check",
                List.of(
                        new Prose(
                                decides
                                        ? "Central differences of the mean loss are at most " + Numeral.brief(gap)
                                                + " away from the gradient, and may be off by " + Numeral.brief(allowed)
                                                + "."
                                        : "Central differences decide nothing here: a loss is not smooth or not finite, or too large.")));
    }
}
