package io.xent.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxMap;
import ai.onnxruntime.OnnxSequence;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.SequenceInfo;
import ai.onnxruntime.TensorInfo;
import io.xent.core.Matrix;
import io.xent.learn.InvalidInputException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the outputs of a classifier of another program: probabilities as a tensor of rows × classes, or as one map from
 * class to probability per row.
 */
final class ForeignOutputs implements ModelOutputs {

    /** How far from 1 the sum of a row may be, as an evaluation allows: sums in 16 bits, classes calibrated one by one. */
    private static final double SUM_TOLERANCE = 0.01;

    private final Path file;
    private final NodeInfo output;
    private final List<String> classes;

    ForeignOutputs(Path file, Collection<NodeInfo> nodes, ModelProto model) {
        this.file = file;
        this.output = probabilities(nodes);
        this.classes = output.getInfo() instanceof TensorInfo tensor
                ? ForeignClasses.of(file, model, (int) tensor.getShape()[1])
                : ForeignClasses.of(file, model, -1);
    }

    private NodeInfo probabilities(Collection<NodeInfo> nodes) {
        List<NodeInfo> candidates =
                nodes.stream().filter(ForeignOutputs::isRowsOfNumbers).toList();
        return candidates.stream()
                .filter(node -> candidates.size() == 1
                        || node.getName().toLowerCase(Locale.ROOT).contains("prob"))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(file + ": is no classifier: it gives " + Ports.of(nodes)
                        + ", none of them probabilities; name a model with one row of them per row"));
    }

    private static boolean isRowsOfNumbers(NodeInfo node) {
        if (node.getInfo() instanceof TensorInfo tensor) {
            return tensor.getShape().length == 2 && isReal(tensor.type);
        }
        return node.getInfo() instanceof SequenceInfo sequence
                && sequence.isSequenceOfMaps()
                && isReal(sequence.mapInfo.valueType);
    }

    private static boolean isReal(OnnxJavaType type) {
        return type == OnnxJavaType.FLOAT || type == OnnxJavaType.DOUBLE;
    }

    @Override
    public List<String> classes() {
        return classes;
    }

    @Override
    public boolean hasLogits() {
        return false;
    }

    @Override
    public Set<String> names() {
        return Set.of(output.getName());
    }

    @Override
    public Scores read(OrtSession.Result result, int firstRow, int rows, String source) throws OrtException {
        OnnxValue value = result.get(output.getName()).orElseThrow();
        double[] values = value instanceof OnnxTensor ? Tensors.doubles(value) : fromMaps((OnnxSequence) value, rows);
        if (values.length != (long) rows * classes.size()) {
            throw new InvalidInputException(file + ": gives " + values.length + " numbers for " + rows + " rows of "
                    + classes.size() + " classes; name a model with one probability per class");
        }
        Matrix probabilities = Matrix.of(values, rows, classes.size());
        for (int i = 0; i < rows; i++) {
            requireDistribution(probabilities, i, source + ": row " + (firstRow + i + 1L));
        }
        return new Scores(firstRow, probabilities, Optional.empty(), Tensors.argMax(probabilities));
    }

    private double[] fromMaps(OnnxSequence sequence, int rows) throws OrtException {
        double[] values = new double[Math.multiplyExact(rows, classes.size())];
        int row = 0;
        for (OnnxValue element : sequence.getValue()) {
            try (OnnxMap map = (OnnxMap) element) {
                for (Map.Entry<?, ?> entry : map.getValue().entrySet()) {
                    int k = classes.indexOf(entry.getKey().toString());
                    if (k >= 0 && row < rows) {
                        values[row * classes.size() + k] = ((Number) entry.getValue()).doubleValue();
                    }
                }
            }
            row++;
        }
        return values;
    }

    private void requireDistribution(Matrix probabilities, int row, String where) {
        double sum = 0;
        boolean inRange = true;
        for (int k = 0; k < probabilities.columns(); k++) {
            double p = probabilities.get(row, k);
            inRange &= p >= 0;
            sum += p;
        }
        if (!inRange || !(Math.abs(sum - 1) <= SUM_TOLERANCE)) {
            throw new InvalidInputException(where + ": what the model " + file + " gives as '" + output.getName()
                    + "' is no distribution (sum " + sum + "); name a model that ends in a softmax");
        }
    }
}
