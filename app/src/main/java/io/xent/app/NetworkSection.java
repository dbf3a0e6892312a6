package io.xent.app;

import static io.xent.app.Figures.count;
import static io.xent.app.Figures.number;
import static io.xent.app.Figures.percent;
import static io.xent.app.Html.escape;

import io.xent.learn.network.Epoch;
import io.xent.learn.network.Layer;
import io.xent.learn.network.NetworkFit;
import java.util.List;
import java.util.Locale;

/** The part of the report about a network: its layers, and how its loss fell. */
final class NetworkSection {

    private final NetworkFit fit;
    private final StringBuilder html = new StringBuilder();

    private NetworkSection(NetworkFit fit) {
        this.fit = fit;
    }

    static String of(NetworkFit fit) {
        NetworkSection section = new NetworkSection(fit);
        section.layers();
        section.curves();
        return section.html.toString();
    }

    private void layers() {
        html.append("<section><h2>Layers</h2><div class=\"scroll\"><table><thead><tr><th scope=\"col\">layer</th>"
                + "<th scope=\"col\" class=\"n\">values in</th><th scope=\"col\" class=\"n\">values out</th>"
                + "<th scope=\"col\" class=\"n\">parameters</th></tr></thead><tbody>");
        for (Layer layer : fit.classifier().architecture().layers()) {
            html.append("<tr><th scope=\"row\">" + escape(name(layer)) + "</th>" + cell(layer.inputs())
                    + cell(layer.outputs()) + cell(layer.parameters()) + "</tr>");
        }
        html.append("<tr><th scope=\"row\">all</th>" + cell(fit.classifier().features())
                + cell(fit.classifier().classes()) + cell(fit.classifier().parameters()) + "</tr></tbody></table></div>"
                + "<p class=\"note\">" + escape("Trained by " + fit.solver() + ".") + "</p></section>");
    }

    private static String cell(long figure) {
        return "<td class=\"n\">" + count(figure) + "</td>";
    }

    private static String name(Layer layer) {
        if (layer instanceof Layer.Activated activated) {
            return activated.activation().name().toLowerCase(Locale.ROOT);
        } else if (layer instanceof Layer.Dropout dropout) {
            return "dropout " + number(dropout.rate()) + ", in training only";
        }
        if (layer instanceof Layer.Convolution convolution) {
            return "convolution of " + convolution.from() + ", " + convolution.filters() + " filters of "
                    + convolution.size() + " × " + convolution.size();
        } else if (layer instanceof Layer.Pooling pooling) {
            return "pooling of " + pooling.from() + " by " + pooling.size() + " × " + pooling.size();
        }
        return layer.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private void curves() {
        List<Epoch> history = fit.history();
        if (history.size() < 2) {
            return;
        }
        html.append("<section><h2>How it was found</h2><div class=\"charts\">");
        curve(
                "Training loss",
                Double.isNaN(history.get(0).learningRate())
                        ? "Mean loss of all rows after each iteration."
                        : "Mean loss of the batches of each epoch, each before its step"
                                + (hasDropout() ? " and with dropout" : "") + ".",
                history.stream().mapToDouble(Epoch::trainingLoss).toArray());
        if (fit.validationRows() > 0) {
            String best = " Kept was epoch " + fit.kept() + ", right on "
                    + percent(history.get(fit.kept() - 1).validationAccuracy()) + ".";
            curve(
                    "Validation loss",
                    "Mean loss on " + count(fit.validationRows(), "row") + " kept for validation." + best,
                    history.stream().mapToDouble(Epoch::validationLoss).toArray());
        }
        html.append("</div></section>");
    }

    private boolean hasDropout() {
        return fit.classifier().architecture().layers().stream().anyMatch(Layer.Dropout.class::isInstance);
    }

    private void curve(String title, String caption, double[] loss) {
        double[] epochs = fit.history().stream().mapToDouble(Epoch::number).toArray();
        html.append("<figure>"
                + LineChart.linear(
                                title + " by epoch, from " + number(loss[0]) + " to " + number(loss[loss.length - 1])
                                        + " nats",
                                "epoch",
                                title.toLowerCase(Locale.ROOT) + ", nats",
                                epochs,
                                loss)
                        .mark(Math.max(1, fit.kept()), "kept")
                        .toSvg()
                + "<figcaption>" + escape(caption) + "</figcaption></figure>");
    }
}
