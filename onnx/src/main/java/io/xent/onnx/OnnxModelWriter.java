package io.xent.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import io.xent.learn.InvalidInputException;
import io.xent.learn.LinearClassifier;
import io.xent.learn.OutputFile;
import io.xent.learn.Pipeline;
import io.xent.learn.Precision;
import io.xent.learn.network.Network;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes a pipeline as one ONNX file: raw columns in, {@code label}, {@code probabilities} and {@code logits} out. Any
 * ONNX Runtime since 1.14 (2023) scores it. What the graph does not need (where the model came from) and what cannot be read
 * back from it (the encoding as it was learned) is in the file's metadata; see docs/file-formats.md.
 */
public final class OnnxModelWriter {

    static final String FORMAT = "1";

    /** What ONNX Runtime has known since 2021; it came to have all operators used here in 64 bits with 1.14. */
    private static final long IR_VERSION = 7;

    private static final long OPSET = 13;
    private static final long ML_OPSET = 2;
    private static final long MICROSOFT_OPSET = 1;

    /** A protobuf message has fewer than 2³¹ bytes; some are left for names. */
    private static final long MAX_PARAMETER_BYTES = (1L << 31) - (1L << 27);

    private OnnxModelWriter() {}

    /**
     * Writes the file, replacing one of that name, whole or not at all.
     *
     * @throws InvalidInputException where it cannot be written, or would be larger than the 2 GB an ONNX file may have
     * @throws IllegalArgumentException as {@link #toBytes}
     */
    public static void write(Pipeline pipeline, Path file) {
        requireFits(pipeline, file.toString());
        byte[] bytes = toBytes(pipeline);
        OutputFile.write(file, place -> Files.write(place, bytes));
    }

    /**
     * The bytes of the file: the same for the same pipeline.
     *
     * @throws InvalidInputException where it would be larger than the 2 GB an ONNX file may have
     * @throws IllegalArgumentException where the pipeline has no features, where it is single precision but a parameter
     *     is no {@code float} (see {@link LinearClassifier#rounded}) or double precision around a network, where a text is no valid Unicode, or where the
     *     name of a provenance entry starts with {@code xent.}, as the names of the format do
     */
    public static byte[] toBytes(Pipeline pipeline) {
        requireFits(pipeline, "the model");
        requireRounded(pipeline);
        if (pipeline.encoding().width() == 0) {
            throw new IllegalArgumentException("a model without features has no rows");
        }
        List<String> inputs = Names.inputs(pipeline.encoding());
        GraphBuilder graph = PipelineGraph.of(pipeline, inputs);
        ModelProto.Builder model = ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName(ModelFile.PRODUCER)
                .setGraph(graph.build())
                .addOpsetImport(opset(GraphBuilder.STANDARD, OPSET))
                .addOpsetImport(opset(GraphBuilder.ML, ML_OPSET));
        if (graph.usesMicrosoft()) {
            model.addOpsetImport(opset(GraphBuilder.MICROSOFT, MICROSOFT_OPSET));
        }
        Metadata.write(pipeline, inputs)
                .forEach((key, value) -> model.addMetadataProps(
                        StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        return ModelFile.seal(model.build());
    }

    private static OperatorSetIdProto opset(String domain, long version) {
        return OperatorSetIdProto.newBuilder()
                .setDomain(domain)
                .setVersion(version)
                .build();
    }

    private static void requireFits(Pipeline pipeline, String name) {
        requireFits(pipeline.classifier().parameters(), pipeline.precision(), name);
    }

    static void requireFits(long parameters, Precision precision, String name) {
        int bytes = precision == Precision.SINGLE ? Float.BYTES : Double.BYTES;
        if (parameters > MAX_PARAMETER_BYTES / bytes) {
            throw new InvalidInputException(name + ": " + parameters + " parameters of " + bytes
                    + " bytes are more than an ONNX file of 2 GB can hold; train with fewer features"
                    + (precision == Precision.DOUBLE ? " or in single precision" : ""));
        }
    }

    private static void requireRounded(Pipeline pipeline) {
        boolean isNetwork = pipeline.classifier() instanceof Network;
        if (pipeline.precision() == Precision.DOUBLE) {
            if (isNetwork) {
                throw new IllegalArgumentException("a network computes in single precision, its pipeline in double");
            }
            return;
        }
        if (isNetwork) {
            return;
        }
        LinearClassifier classifier = (LinearClassifier) pipeline.classifier();
        for (int k = 0; k < classifier.classes(); k++) {
            requireFloat(classifier.bias(k));
            for (int j = 0; j < classifier.features(); j++) {
                requireFloat(classifier.weight(k, j));
            }
        }
    }

    private static void requireFloat(double parameter) {
        if ((float) parameter != parameter) {
            throw new IllegalArgumentException("parameter " + parameter + " of a single-precision model is no float");
        }
    }
}
