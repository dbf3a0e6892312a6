package io.xent.derive;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What comes before and after the logits where they are those of a linear layer. */
final class LayerSteps {

    private LayerSteps() {}

    static Explanation around(Explanation ofLogits, Question question, Layer layer) {
        Explanation.LayerGradient gradient = layer.gradient(ofLogits.gradient()[0]);
        List<Step> steps = new ArrayList<>();
        steps.add(logits(question, layer));
        steps.addAll(ofLogits.steps());
        steps.add(gradients(question, layer, ofLogits.gradient()[0], gradient));
        return new Explanation(
                ofLogits.title() + ", on to the weights",
                ofLogits.logits(),
                ofLogits.probabilities(),
                ofLogits.loss(),
                ofLogits.gradient(),
                ofLogits.jacobian(),
                Optional.of(gradient),
                steps);
    }

    private static List<String> features(Question question, Layer layer) {
        return IntStream.range(0, layer.input().length).mapToObj(question::name).toList();
    }

    private static Step logits(Question question, Layer layer) {
        List<Grid.Column> columns = new ArrayList<>();
        List<String> features = features(question, layer);
        for (int l = 0; l < features.size(); l++) {
            int feature = l;
            columns.add(new Grid.Column("l = " + features.get(l), question.each(j -> layer.weights()[j][feature])));
        }
        columns.add(new Grid.Column("b", layer.bias()));
        columns.add(new Grid.Column("z", question.logits()));
        return new Step(
                "From the input to the logits",
                List.of(
                        Formula.of("z_j = Σ_l W_jl x_l + b_j"),
                        new Grid("The input x", "l", features, List.of(new Grid.Column("x", layer.input()))),
                        new Grid("The weights W, row j, column l, and the logits", "j", question.names(), columns)));
    }

    private static Step gradients(
            Question question, Layer layer, double[] ofLogits, Explanation.LayerGradient gradient) {
        List<String> features = features(question, layer);
        List<String> headings = features.stream().map(name -> "l = " + name).toList();
        List<Part> parts = new ArrayList<>();
        parts.add(new Prose(
                "W_jl is in z_j only, with the factor x_l, and b_j is in z_j only, with the factor 1: one path each, so"
                        + " that nothing is to be summed."));
        boolean plain = question.isCrossEntropy()
                && question.temperature() == 1
                && Math.abs(Sums.of(question.targets()) - 1) < 1e-12;
        parts.add(
                plain
                        ? Formula.of("∂L/∂W_jl = ∂L/∂z_j · x_l", "= (p_j − y_j) x_l")
                        : Formula.of("∂L/∂W_jl = ∂L/∂z_j · x_l"));
        parts.add(plain ? Formula.of("∂L/∂b_j = ∂L/∂z_j", "= p_j − y_j") : Formula.of("∂L/∂b_j = ∂L/∂z_j"));
        parts.add(Grid.matrix(
                "∂L/∂W, row j, column l: of the shape of W", "j", question.names(), headings, gradient.weights()));
        parts.add(new Grid("∂L/∂b", "j", question.names(), List.of(new Grid.Column("∂L/∂b", gradient.bias()))));
        parts.add(new Prose("x_l is in every logit, so that for the layer below there is a sum over all paths:"));
        parts.add(Formula.of("∂L/∂x_l = Σ_j W_jl ∂L/∂z_j"));
        parts.add(new Grid("∂L/∂x", "l", features, List.of(new Grid.Column("∂L/∂x", gradient.input()))));
        parts.add(new Prose(checked(question, layer, gradient)));
        return new Step("On to the weights", parts);
    }

    /** Central differences in every weight; the largest gap is told. */
    private static String checked(Question question, Layer layer, Explanation.LayerGradient gradient) {
        double gap = 0;
        double allowed = 0;
        for (int j = 0; j < layer.weights().length; j++) {
            for (int l = 0; l < layer.input().length; l++) {
                int row = j;
                int column = l;
                Slope slope = new CentralDifference(
                                w -> question.lossAt(
                                        layer.moved(row, column, w[0]).logits()),
                                new double[] {layer.weights()[j][l]},
                                0)
                        .estimated();
                gap = Math.max(gap, Math.abs(slope.value() - gradient.weights()[j][l]));
                allowed = Math.max(allowed, slope.error());
            }
        }
        if (!(gap < Double.POSITIVE_INFINITY && allowed < 1e-3 * LogitGradient.largest(gradient.bias()))) {
            return "Central differences in the weights decide nothing here: the loss is not smooth or not finite, or too large.";
        }
        return "Central differences in each weight are at most " + Numeral.brief(gap)
                + " away from ∂L/∂W, and may be off by " + Numeral.brief(allowed) + ".";
    }
}
