package io.xent.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import com.google.protobuf.ByteString;
import io.xent.learn.InvalidInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The classes of a model of another program. ONNX has no one place for them: operators of ai.onnx.ml that classify list
 * them in an attribute. A model without such operators numbers its classes.
 */
final class ForeignClasses {

    private ForeignClasses() {}

    /** @param count how many there are, or −1 where the model leaves that open */
    static List<String> of(Path file, ModelProto model, int count) {
        return named(model, count).orElseGet(() -> numbered(file, count));
    }

    /** The classes, where the model names them. */
    static Optional<List<String>> named(ModelProto model, int count) {
        List<NodeProto> nodes = new ArrayList<>(model.getGraph().getNodeList());
        // what decides about the output comes last; a map's keys are the classes themselves
        Collections.reverse(nodes);
        nodes.sort((a, b) ->
                Boolean.compare(b.getOpType().equals("ZipMap"), a.getOpType().equals("ZipMap")));
        for (NodeProto node : nodes) {
            for (AttributeProto attribute : node.getAttributeList()) {
                List<String> classes = labels(attribute);
                if (!classes.isEmpty() && (count < 0 || classes.size() == count)) {
                    return Optional.of(classes);
                }
            }
        }
        return Optional.empty();
    }

    private static List<String> numbered(Path file, int count) {
        if (count < 0) {
            throw new InvalidInputException(
                    file + ": does not say how many classes it has; export it with a fixed number of them");
        }
        return IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }

    private static List<String> labels(AttributeProto attribute) {
        return switch (attribute.getName()) {
            case "classlabels_strings" ->
                attribute.getStringsList().stream()
                        .map(ByteString::toStringUtf8)
                        .toList();
            case "classlabels_int64s", "classlabels_ints" ->
                attribute.getIntsList().stream().map(String::valueOf).toList();
            default -> List.of();
        };
    }
}
