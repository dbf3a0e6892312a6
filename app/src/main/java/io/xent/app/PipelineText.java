package io.xent.app;

import static io.xent.app.Figures.count;

import io.xent.learn.CalibrationMap;
import io.xent.learn.Classifier;
import io.xent.learn.Labels;
import io.xent.learn.MatrixMap;
import io.xent.learn.Pipeline;
import io.xent.learn.ScalingMap;
import io.xent.learn.encoding.ColumnEncoding;
import io.xent.learn.network.Network;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What is in a model file of ours, for {@code xent info}. */
final class PipelineText {

    private static final int CLASSES_NAMED = 12;

    private PipelineText() {}

    static String of(Path file, Pipeline pipeline) {
        StringBuilder text = new StringBuilder();
        Labels labels = pipeline.labels();
        line(text, "%s predicts %s: %s", file, labels.column(), classes(labels));
        line(text, "");
        line(text, "columns it needs");
        List<ColumnEncoding> columns = pipeline.encoding().columns();
        int width = columns.stream().mapToInt(c -> c.column().length()).max().orElse(0);
        for (ColumnEncoding column : columns) {
            line(text, "  %-" + width + "s  %s", column.column(), Columns.describe(column));
        }
        line(text, "");
        line(
                text,
                "classifier  %s, %s precision",
                classifier(pipeline.classifier()),
                pipeline.precision().name().toLowerCase(Locale.ROOT));
        line(text, "temperature %s", Figures.number(pipeline.calibration().temperature()));
        pipeline.calibration().maps().forEach(map -> line(text, "calibration %s", calibration(map)));
        line(text, "");
        line(text, "how it was made");
        int keys = pipeline.provenance().entries().keySet().stream()
                .mapToInt(String::length)
                .max()
                .orElse(0);
        pipeline.provenance().entries().forEach((key, value) -> line(text, "  %-" + keys + "s  %s", key, value));
        return text.toString();
    }

    private static String classifier(Classifier classifier) {
        if (classifier instanceof Network network) {
            return "network " + network.architecture() + ", " + count(network.parameters(), "parameter");
        }
        return count(classifier.features(), "feature") + " × " + count(classifier.classes(), "class") + " and "
                + count(classifier.parameters(), "coefficient");
    }

    private static String calibration(CalibrationMap map) {
        if (map instanceof ScalingMap scaling) {
            return scaling.temperature().isPresent()
                    ? "temperature " + Figures.number(scaling.temperature().getAsDouble())
                    : "vector scaling: a factor and a bias for each class";
        }
        return map instanceof MatrixMap ? "matrix scaling: a matrix and a bias" : "isotonic: a curve for each class";
    }

    private static String classes(Labels labels) {
        List<String> names = labels.names();
        String named = String.join(", ", names.subList(0, Math.min(CLASSES_NAMED, names.size())));
        return names.size() > CLASSES_NAMED ? named + ", … (" + count(names.size(), "class") + ")" : named;
    }

    static String json(Path file, Pipeline pipeline) {
        Labels labels = pipeline.labels();
        return Json.object(json -> json.field("model", file.toString())
                .field("label", labels.column())
                .strings("classNames", labels.names())
                .field("features", pipeline.classifier().features())
                .field("classes", labels.classes())
                .field("precision", pipeline.precision().name().toLowerCase(Locale.ROOT))
                .field("temperature", pipeline.calibration().temperature())
                .objects(
                        "columns",
                        pipeline.encoding().columns(),
                        column -> json.field("column", column.column())
                                .field("features", column.width())
                                .field("becomes", Columns.describe(column)))
                .object("provenance", () -> pipeline.provenance().entries().forEach(json::field)));
    }

    private static void line(StringBuilder text, String format, Object... arguments) {
        text.append(String.format(Locale.ROOT, format, arguments).stripTrailing())
                .append('\n');
    }
}
