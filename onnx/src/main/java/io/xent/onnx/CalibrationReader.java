package io.xent.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import io.xent.learn.CalibrationMap;
import io.xent.learn.IsotonicMap;
import io.xent.learn.MatrixMap;
import io.xent.learn.ScalingMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads back the maps that {@link CalibrationGraph} wrote, from their constants. */
final class CalibrationReader {

    private final GraphProto graph;
    private final int classes;

    CalibrationReader(GraphProto graph, int classes) {
        this.graph = graph;
        this.classes = classes;
    }

    /**
     * All maps, in the order in which they are applied.
     *
     * @throws IllegalArgumentException where constants cannot be those of a map
     */
    List<CalibrationMap> maps() {
        List<CalibrationMap> maps = new ArrayList<>();
        while (isThere(Names.calibration(maps.size() + 1))) {
            maps.add(map(Names.calibration(maps.size() + 1)));
        }
        return maps;
    }

    private boolean isThere(String prefix) {
        return graph.getInitializerList().stream()
                .anyMatch(tensor -> tensor.getName().startsWith(prefix));
    }

    private CalibrationMap map(String prefix) {
        if (values(prefix + "factors").isPresent()) {
            return new ScalingMap(numbers(prefix + "factors", classes), numbers(prefix + "bias", classes));
        } else if (values(prefix + "weights").isPresent()) {
            return new MatrixMap(transposed(prefix + "weights"), numbers(prefix + "bias", classes));
        }
        List<IsotonicMap.Curve> curves = new ArrayList<>();
        for (int k = 0; k < classes; k++) {
            curves.add(curve(prefix + "class" + k + "/"));
        }
        return new IsotonicMap(curves);
    }

    private Optional<double[]> values(String name) {
        return OnnxModelReader.values(graph, name);
    }

    private double[] numbers(String name, int count) {
        double[] values = values(name).orElseThrow(() -> new IllegalArgumentException("it has no " + name));
        if (values.length != count || !Arrays.stream(values).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException(name + " is not " + count + " finite numbers");
        }
        return values;
    }

    private double[][] transposed(String name) {
        double[] values = numbers(name, Math.multiplyExact(classes, classes));
        double[][] weights = new double[classes][classes];
        for (int at = 0; at < values.length; at++) {
            weights[at % classes][at / classes] = values[at];
        }
        return weights;
    }

    /** A level curve has one ramp of no width. */
    private IsotonicMap.Curve curve(String name) {
        double[] starts = values(name + "starts").orElseThrow(() -> new IllegalArgumentException("it has no " + name));
        double[] widths = numbers(name + "widths", starts.length);
        double[] slopes = numbers(name + "slopes", starts.length);
        double[] y = numbers(name + "first", 1);
        if (starts.length == 1 && widths[0] == 0) {
            return new IsotonicMap.Curve(new double[] {0}, y);
        }
        double[] x = Arrays.copyOf(numbers(name + "starts", starts.length), starts.length + 1);
        y = Arrays.copyOf(y, x.length);
        for (int j = 0; j < starts.length; j++) {
            if (!(widths[j] > 0 && slopes[j] >= 0)) {
                throw new IllegalArgumentException(name + " does not rise");
            }
            x[j + 1] = x[j] + widths[j];
            y[j + 1] = y[j] + slopes[j] * widths[j];
        }
        return new IsotonicMap.Curve(x, y);
    }
}
