package io.xent.app;

import static io.xent.app.Html.escape;

import io.xent.learn.LinearClassifier;
import io.xent.learn.Pipeline;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** The part of the report that says what speaks for and against each class. */
final class CoefficientSection {

    private static final int CLASSES = 30;
    private static final int FEATURES = 10;

    private final LinearClassifier classifier;
    private final List<String> names;
    private final double largest;

    private CoefficientSection(LinearClassifier classifier, List<String> names) {
        this.classifier = classifier;
        this.names = names;
        double most = 0;
        for (double weight : classifier.weights()) {
            most = Math.max(most, Math.abs(weight));
        }
        largest = most == 0 ? 1 : most;
    }

    static String of(Pipeline pipeline) {
        if (!(pipeline.classifier() instanceof LinearClassifier linear)) {
            return "";
        }
        CoefficientSection section =
                new CoefficientSection(linear, pipeline.encoding().featureNames());
        StringBuilder html =
                new StringBuilder("<section><h2>What speaks for each class</h2><p class=\"note\">The weights"
                        + " furthest from zero in the logit of each class: a feature that grows by one unit multiplies the odds"
                        + " of the class by e to the weight. Numbers are scaled by their spread unless training was told not to,"
                        + " so their weights can be compared."
                        + (linear.nonZeroWeights() < linear.weights().length
                                ? " " + Certificates.sparsity(linear) + "."
                                : "")
                        + "</p><div class=\"cards\">");
        List<String> classes = pipeline.labels().names();
        for (int k = 0; k < Math.min(CLASSES, classes.size()); k++) {
            html.append(section.card(k, classes.get(k)));
        }
        html.append("</div>");
        if (classes.size() > CLASSES) {
            html.append("<p class=\"note\">The first " + CLASSES + " of " + classes.size() + " classes are shown.</p>");
        }
        return html.append("</section>").toString();
    }

    private String card(int k, String name) {
        StringBuilder html = new StringBuilder(
                "<div class=\"card\"><h3>" + escape(name)
                        + "</h3><table class=\"weights\"><colgroup><col class=\"name\"><col><col class=\"value\"></colgroup><thead class=\"unseen\"><tr>"
                        + "<th scope=\"col\">feature</th><th scope=\"col\">bar</th><th scope=\"col\">weight</th></tr></thead><tbody>");
        IntStream.range(0, names.size())
                .boxed()
                .sorted(Comparator.comparingDouble(j -> -Math.abs(classifier.weight(k, j))))
                .filter(j -> classifier.weight(k, j) != 0)
                .limit(FEATURES)
                .forEach(j -> html.append(row(names.get(j), classifier.weight(k, j))));
        return html.append("</tbody></table></div>").toString();
    }

    private String row(String feature, double weight) {
        double share = 50 * Math.abs(weight) / largest;
        return String.format(
                Locale.ROOT,
                "<tr><th scope=\"row\">%s</th><td class=\"bar\"><span class=\"%s\" style=\"width:%.1f%%;margin-left:%.1f%%\">"
                        + "</span></td><td class=\"n\">%s</td></tr>",
                escape(feature),
                weight < 0 ? "against" : "for",
                share,
                weight < 0 ? 50 - share : 50,
                String.format(Locale.ROOT, "%.3g", weight).replace('-', '−'));
    }
}
