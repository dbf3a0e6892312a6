package io.xent.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
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

/**
 * Reads a pipeline back from a file that {@link OnnxModelWriter} wrote: every number to the last bit. What a
 * {@link CalibratedModel} grew onto it is no part of the pipeline; {@link OnnxModel} scores with it.
 */
public final class OnnxModelReader {

    private OnnxModelReader() {}

    /** @throws InvalidInputException where the file is absent, damaged, no ONNX model, or not written by Xent */
    public static Pipeline read(Path file) {
        return read(ModelFile.open(file));
    }

    /**
     * Whether {@link CalibratedModel} has grown nodes onto the file, so that it calibrates otherwise than the pipeline that
     * {@link #read} returns.
     *
     * @throws InvalidInputException where the file is absent, damaged or no ONNX model
     */
    public static boolean isCalibratedLater(Path file) {
        return CalibratedModel.isGrown(ModelFile.open(file).parse().getGraph());
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
                    new Calibration(temperature[0]),
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
        TensorProto tensor = model.getGraph().getInitializerList().stream()
                .filter(t -> t.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("it has no " + name));
        boolean single = tensor.getDataType() == TensorProto.DataType.FLOAT.getNumber();
        if (!single && tensor.getDataType() != TensorProto.DataType.DOUBLE.getNumber()) {
            throw new IllegalArgumentException(name + " has type " + tensor.getDataType());
        }
        ByteString raw = tensor.getRawData();
        if (raw.size() != values * (single ? Float.BYTES : Double.BYTES)) {
            throw new IllegalArgumentException(name + " has " + raw.size() + " bytes for " + values + " values");
        }
        ByteBuffer bytes = raw.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        double[] read = new double[(int) values];
        for (int i = 0; i < read.length; i++) {
            read[i] = single ? bytes.getFloat() : bytes.getDouble();
        }
        return read;
    }
}
