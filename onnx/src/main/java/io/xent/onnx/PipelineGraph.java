package io.xent.onnx;

import static io.xent.onnx.GraphBuilder.attribute;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.xent.learn.CalibrationMap;
import io.xent.learn.Classifier;
import io.xent.learn.Labels;
import io.xent.learn.LinearClassifier;
import io.xent.learn.Pipeline;
import io.xent.learn.Precision;
import io.xent.learn.encoding.ColumnEncoding;
import io.xent.learn.network.Network;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a pipeline as an ONNX graph: features, rounded as in training; logits, by a linear classifier in 64 bits or by a
 * network in 32, divided by the temperature and calibrated by maps; their softmax; the label of the largest. Outputs are rounded to the
 * pipeline's precision at the very end.
 */
final class PipelineGraph {

    private final GraphBuilder graph = new GraphBuilder();
    private final Pipeline pipeline;
    private final Classifier classifier;
    private final boolean single;

    private PipelineGraph(Pipeline pipeline) {
        this.pipeline = pipeline;
        this.classifier = pipeline.classifier();
        this.single = pipeline.precision() == Precision.SINGLE;
    }

    /**
     * @param inputs the name of the input of each column of the encoding; a column without features has none
     */
    static GraphBuilder of(Pipeline pipeline, List<String> inputs) {
        PipelineGraph builder = new PipelineGraph(pipeline);
        builder.addOutputs(builder.logits(builder.features(inputs)));
        return builder.graph;
    }

    private void addOutputs(String logits) {
        DataType type = single ? DataType.FLOAT : DataType.DOUBLE;
        String probabilities = graph.node("Softmax", internal("softmax"), List.of(logits), attribute("axis", 1));
        graph.cast(logits, type, Names.LOGITS);
        graph.cast(probabilities, type, Names.PROBABILITIES);
        graph.output(Names.LABEL, addLabel(), 0);
        graph.output(Names.PROBABILITIES, type, classifier.classes());
        graph.output(Names.LOGITS, type, classifier.classes());
    }

    private String features(List<String> inputs) {
        List<ColumnEncoding> columns = pipeline.encoding().columns();
        List<String> parts = new ArrayList<>();
        for (int c = 0; c < columns.size(); c++) {
            if (columns.get(c).width() > 0) {
                String prefix = internal("column" + (c + 1) + "/");
                parts.add(ColumnGraph.add(graph, inputs.get(c), prefix, columns.get(c), pipeline.precision()));
            }
        }
        String features = parts.size() == 1
                ? parts.get(0)
                : graph.node("Concat", internal("features"), parts, attribute("axis", 1));
        boolean alreadyRounded =
                columns.size() == 1 && columns.get(0) instanceof ColumnEncoding.Vector vector && vector.divisor() == 1;
        if (!single || alreadyRounded) {
            return features;
        }
        String rounded = graph.cast(features, DataType.FLOAT, internal("features_rounded"));
        return graph.cast(rounded, DataType.DOUBLE, internal("features_wide"));
    }

    private String logits(String features) {
        String raw = classifier instanceof Network network
                ? network(features, network)
                : linear(features, (LinearClassifier) classifier);
        double temperature = pipeline.calibration().temperature();
        String logits = graph.divide(raw, Names.TEMPERATURE, temperature, internal("calibrated_logits"));
        int count = 0;
        for (CalibrationMap map : pipeline.calibration().maps()) {
            logits = new CalibrationGraph(graph, Names.calibration(++count)).add(logits, map);
        }
        return logits;
    }

    private String network(String features, Network network) {
        String single = graph.cast(features, DataType.FLOAT, internal("network_features"));
        return graph.cast(NetworkGraph.add(graph, network, single), DataType.DOUBLE, internal("raw_logits"));
    }

    private String linear(String features, LinearClassifier linear) {
        String weights = parameters(Names.WEIGHTS, linear.weights(), linear.classes(), linear.features());
        String bias = parameters(Names.BIAS, linear.bias(), linear.classes());
        return graph.node("Gemm", internal("raw_logits"), List.of(features, weights, bias), attribute("transB", 1));
    }

    /** Parameters are stored in the pipeline's precision and used in 64 bits. */
    private String parameters(String name, double[] values, long... shape) {
        return single
                ? graph.cast(graph.floats(name, values, shape), DataType.DOUBLE, name + "_wide")
                : graph.doubles(name, values, shape);
    }

    /** The class of the largest logit as it is given out, the first of equals; returns the type of its name. */
    private DataType addLabel() {
        String index = graph.node(
                "ArgMax",
                internal("class_index"),
                List.of(Names.LOGITS),
                attribute("axis", 1),
                attribute("keepdims", 0));
        Labels labels = pipeline.labels();
        boolean whole = labels.kind() == Labels.Kind.WHOLE_NUMBER
                && labels.names().stream().allMatch(PipelineGraph::isLong);
        String name = internal("class_names");
        if (whole) {
            long[] numbers = labels.names().stream().mapToLong(Long::parseLong).toArray();
            graph.integers(name, numbers, labels.classes());
        } else {
            graph.strings(name, labels.names());
        }
        graph.node("Gather", Names.LABEL, List.of(name, index));
        return whole ? DataType.INT64 : DataType.STRING;
    }

    private static boolean isLong(String name) {
        try {
            return Long.toString(Long.parseLong(name)).equals(name);
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static String internal(String name) {
        return GraphBuilder.INTERNAL + name;
    }
}
