package io.xent.onnx;

import static io.xent.onnx.GraphBuilder.attribute;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Models laid out as other programs write them. */
final class ForeignModels {

    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("graph");
    private final String producer;

    ForeignModels(String producer) {
        this.producer = producer;
    }

    /**
     * As skl2onnx 1.x converts scikit-learn's LogisticRegression: LinearClassifier with a softmax, Normalizer, and a
     * ZipMap where {@code zipMap}. Logits are x·(1, 0), x·(0, 1), 0.5.
     */
    static ForeignModels logisticRegression(boolean zipMap, String... classes) {
        ForeignModels model = new ForeignModels("skl2onnx");
        model.input("X", DataType.FLOAT, -1, 2);
        AttributeProto labels = attribute(
                "classlabels_strings",
                java.util.Arrays.stream(classes).map(ByteString::copyFromUtf8).toList());
        model.graph.addNode(NodeProto.newBuilder()
                .setDomain("ai.onnx.ml")
                .setOpType("LinearClassifier")
                .addInput("X")
                .addOutput("label")
                .addOutput("raw")
                .addAttribute(labels)
                .addAttribute(floats("coefficients", 1, 0, 0, 1, 0, 0))
                .addAttribute(floats("intercepts", 0, 0, 0.5f))
                .addAttribute(attribute("multi_class", 1))
                .addAttribute(attribute("post_transform", "SOFTMAX")));
        model.graph.addOutput(value("label", DataType.STRING, -1));
        if (zipMap) {
            model.node("ai.onnx.ml", "Normalizer", "normal", List.of("raw"), attribute("norm", "L1"));
            model.node("ai.onnx.ml", "ZipMap", "output_probability", List.of("normal"), labels);
            TypeProto.Map map = TypeProto.Map.newBuilder()
                    .setKeyType(DataType.STRING.getNumber())
                    .setValueType(TypeProto.newBuilder()
                            .setTensorType(TypeProto.Tensor.newBuilder().setElemType(DataType.FLOAT.getNumber())))
                    .build();
            model.graph.addOutput(ValueInfoProto.newBuilder()
                    .setName("output_probability")
                    .setType(TypeProto.newBuilder()
                            .setSequenceType(TypeProto.Sequence.newBuilder()
                                    .setElemType(TypeProto.newBuilder().setMapType(map)))));
        } else {
            model.node("ai.onnx.ml", "Normalizer", "probabilities", List.of("raw"), attribute("norm", "L1"));
            model.output("probabilities", DataType.FLOAT, -1, 3);
        }
        return model;
    }

    ForeignModels input(String name, DataType type, long... shape) {
        graph.addInput(value(name, type, shape));
        return this;
    }

    ForeignModels output(String name, DataType type, long... shape) {
        graph.addOutput(value(name, type, shape));
        return this;
    }

    ForeignModels node(String domain, String operator, String output, List<String> in, AttributeProto... attributes) {
        graph.addNode(NodeProto.newBuilder()
                .setDomain(domain)
                .setOpType(operator)
                .addAllInput(in)
                .addOutput(output)
                .addAllAttribute(List.of(attributes)));
        return this;
    }

    Path write(Path directory) throws IOException {
        ModelProto model = ModelProto.newBuilder()
                .setIrVersion(7)
                .setProducerName(producer)
                .setGraph(graph)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(13))
                .addOpsetImport(
                        OperatorSetIdProto.newBuilder().setDomain("ai.onnx.ml").setVersion(1))
                .build();
        return Files.write(directory.resolve(producer + ".onnx"), model.toByteArray());
    }

    private static AttributeProto floats(String name, float... values) {
        AttributeProto.Builder attribute =
                AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.FLOATS);
        for (float value : values) {
            attribute.addFloats(value);
        }
        return attribute.build();
    }

    /** −1 is a size that the model leaves open. */
    private static ValueInfoProto value(String name, DataType type, long... shape) {
        TensorShapeProto.Builder sizes = TensorShapeProto.newBuilder();
        for (long size : shape) {
            TensorShapeProto.Dimension.Builder dimension = sizes.addDimBuilder();
            if (size >= 0) {
                dimension.setDimValue(size);
            }
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(type.getNumber())
                                .setShape(sizes)))
                .build();
    }
}
