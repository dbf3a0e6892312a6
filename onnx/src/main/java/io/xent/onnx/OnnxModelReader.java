package io.xent.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.xent.learn.Calibration;
import io.xent.learn.Classifier;
import io.xent.learn.InvalidInputException;
import io.xent.learn.LinearClassifier;
import io.xent.learn.Pipeline;
import io.xent.learn.network.Architecture;
import io.xent.learn.network.Layer;
import io.xent.learn.network.Network;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads a pipeline back from a file that {@link OnnxModelWriter} wrote, with what a {@link CalibratedModel} grew onto it: every
 * number to the last bit, but those of isotonic curves, which the file holds as slopes, to a few units in the last place.
 */
public final class OnnxModelReader {

    private OnnxModelReader() {}

    /** @throws InvalidInputException where the file is absent, damaged, no ONNX model, or not written by Xent */
    public static Pipeline read(Path file) {
        return read(ModelFile.open(file));
    }

    static Pipeline read(ModelFile file) {
        Metadata metadata = Metadata.read(file);
        try {
            ModelProto model = file.parse();
            double[] temperature = parameter(model, Names.TEMPERATURE, 1);
            return new Pipeline(
                    metadata.encoding(),
                    metadata.precision(),
                    metadata.network().isPresent()
                            ? network(model, metadata.network().get())
                            : linear(model, metadata),
                    new Calibration(
                            temperature[0],
                            new CalibrationReader(
                                            model.getGraph(), metadata.labels().classes())
                                    .maps()),
                    metadata.labels(),
                    metadata.provenance());
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(
                    file.file() + ": is damaged (" + e.getMessage() + "); restore the model or train it again", e);
        }
    }

    private static Classifier linear(ModelProto model, Metadata metadata) {
        int classes = metadata.labels().classes();
        int features = metadata.encoding().width();
        double[] weights = parameter(model, Names.WEIGHTS, (long) classes * features);
        return LinearClassifier.of(weights, parameter(model, Names.BIAS, classes), features);
    }

    private static Classifier network(ModelProto model, Architecture architecture) {
        float[] parameters = new float[architecture.parameters()];
        int at = 0;
        for (int i = 0; i < architecture.layers().size(); i++) {
            Layer layer = architecture.layers().get(i);
            if (layer.neurons() > 0) {
                at = copy(parameter(model, Names.weights(i), layer.weights()), parameters, at);
                at = copy(parameter(model, Names.bias(i), layer.neurons()), parameters, at);
            }
        }
        return Network.of(architecture, parameters);
    }

    private static int copy(double[] values, float[] parameters, int at) {
        for (int i = 0; i < values.length; i++) {
            parameters[at + i] = (float) values[i];
        }
        return at + values.length;
    }

    private static double[] parameter(ModelProto model, String name, long values) {
        double[] read =
                values(model.getGraph(), name).orElseThrow(() -> new IllegalArgumentException("it has no " + name));
        if (read.length != values) {
            throw new IllegalArgumentException(name + " has " + read.length + " values instead of " + values);
        }
        return read;
    }

    /** The numbers of an initializer, if there is one of that name. */
    static Optional<double[]> values(GraphProto graph, String name) {
        return graph.getInitializerList().stream()
                .filter(tensor -> tensor.getName().equals(name))
                .findFirst()
                .map(OnnxModelReader::numbers);
    }

    private static double[] numbers(TensorProto tensor) {
        boolean single = tensor.getDataType() == TensorProto.DataType.FLOAT.getNumber();
        if (!single && tensor.getDataType() != TensorProto.DataType.DOUBLE.getNumber()) {
            throw new IllegalArgumentException(tensor.getName() + " has type " + tensor.getDataType());
        }
        ByteBuffer bytes = tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        int width = single ? Float.BYTES : Double.BYTES;
        if (bytes.remaining() % width != 0) {
            throw new IllegalArgumentException(tensor.getName() + " has " + bytes.remaining() + " bytes");
        }
        double[] read = new double[bytes.remaining() / width];
        for (int i = 0; i < read.length; i++) {
            read[i] = single ? bytes.getFloat() : bytes.getDouble();
        }
        return read;
    }
}
