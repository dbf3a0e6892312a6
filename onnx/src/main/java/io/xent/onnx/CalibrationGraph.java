package io.xent.onnx;

import static io.xent.onnx.GraphBuilder.attribute;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.xent.learn.CalibrationMap;
import io.xent.learn.IsotonicMap;
import io.xent.learn.MatrixMap;
import io.xent.learn.ScalingMap;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a {@link CalibrationMap} as nodes, in 64 bits. Operators and attributes are such that they mean the same in every
 * version of the standard operators from 8 on, as another program's model brings its own.
 */
final class CalibrationGraph {

    private final GraphBuilder graph;
    private final String prefix;

    /** @param prefix of the names of all values, which nothing else may have */
    CalibrationGraph(GraphBuilder graph, String prefix) {
        this.graph = graph;
        this.prefix = prefix;
    }

    /** The logarithms of probabilities, those below {@code least} taken for it. */
    String logarithms(String probabilities, double least) {
        String wide = graph.cast(probabilities, DataType.DOUBLE, prefix + "wide");
        String held = graph.node("Max", prefix + "held", List.of(wide, graph.scalar(prefix + "least", least)));
        return graph.node("Log", prefix + "logits", List.of(held));
    }

    /** Rows × classes calibrated logits of rows × classes logits of 64 bits. */
    String add(String logits, CalibrationMap map) {
        if (map instanceof ScalingMap scaling) {
            String scaled = graph.node("Mul", prefix + "scaled", List.of(logits, row("factors", scaling.factors())));
            return biased(scaled, scaling.bias());
        } else if (map instanceof MatrixMap matrix) {
            // ONNX Runtime would fuse a MatMul with the division by the temperature before it, and round that to 32
            // bits
            return graph.node(
                    "Gemm",
                    prefix + "calibrated_logits",
                    List.of(logits, transposed(matrix.weights()), row("bias", matrix.bias())));
        }
        return isotonic(logits, (IsotonicMap) map);
    }

    private String biased(String logits, double[] bias) {
        return graph.node("Add", prefix + "calibrated_logits", List.of(logits, row("bias", bias)));
    }

    private String row(String name, double[] values) {
        return graph.doubles(prefix + name, values, 1, values.length);
    }

    private String transposed(double[][] weights) {
        int classes = weights.length;
        double[] values = new double[classes * classes];
        for (int k = 0; k < classes; k++) {
            for (int j = 0; j < classes; j++) {
                values[j * classes + k] = weights[k][j];
            }
        }
        return graph.doubles(prefix + "weights", values, classes, classes);
    }

    private String isotonic(String logits, IsotonicMap map) {
        String p = graph.node("Softmax", prefix + "uncalibrated", List.of(logits), attribute("axis", 1));
        List<String> columns = new ArrayList<>();
        for (int k = 0; k < map.classes(); k++) {
            columns.add(curve(p, k, map.curves().get(k)));
        }
        String all = graph.node("Concat", prefix + "curves", columns, attribute("axis", 1));
        return graph.node("Log", prefix + "calibrated_logits", List.of(all));
    }

    /** {@code y_0 + Σ_j slope_j · clamp(p − x_j, 0, x_{j+1} − x_j)} of one column. */
    private String curve(String probabilities, int k, IsotonicMap.Curve curve) {
        String name = prefix + "class" + k + "/";
        String p = graph.node(
                "Gather",
                name + "p",
                List.of(probabilities, graph.integers(name + "index", new long[] {k}, 1)),
                attribute("axis", 1));
        int ramps = curve.x().length - 1;
        double[] widths = new double[Math.max(1, ramps)];
        double[] slopes = new double[Math.max(1, ramps)];
        double[] starts = new double[Math.max(1, ramps)];
        for (int j = 0; j < ramps; j++) {
            starts[j] = curve.x()[j];
            widths[j] = curve.x()[j + 1] - curve.x()[j];
            slopes[j] = (curve.y()[j + 1] - curve.y()[j]) / widths[j];
        }
        String past =
                graph.node("Sub", name + "past", List.of(p, graph.doubles(name + "starts", starts, 1, starts.length)));
        String begun = graph.node("Max", name + "begun", List.of(past, graph.scalar(name + "zero", 0)));
        String within = graph.node(
                "Min", name + "within", List.of(begun, graph.doubles(name + "widths", widths, 1, widths.length)));
        String risen = graph.node(
                "MatMul", name + "risen", List.of(within, graph.doubles(name + "slopes", slopes, slopes.length, 1)));
        return graph.node(
                "Add",
                name + "value",
                List.of(risen, graph.doubles(name + "first", new double[] {curve.y()[0]}, 1, 1)));
    }
}
