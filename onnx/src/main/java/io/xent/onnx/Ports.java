package io.xent.onnx;

import ai.onnxruntime.MapInfo;
import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.SequenceInfo;
import ai.onnxruntime.TensorInfo;
import ai.onnxruntime.ValueInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** The inputs or outputs of a model, in words. */
final class Ports {

    private Ports() {}

    static List<OnnxModel.Port> of(Collection<NodeInfo> nodes) {
        List<OnnxModel.Port> ports = new ArrayList<>();
        nodes.forEach(node -> ports.add(new OnnxModel.Port(node.getName(), type(node.getInfo()))));
        return List.copyOf(ports);
    }

    /** Such as {@code float[rows, 4]}. */
    static String type(ValueInfo info) {
        if (info instanceof TensorInfo tensor) {
            return lower(tensor.type) + shape(tensor);
        } else if (info instanceof SequenceInfo sequence) {
            return "sequence of "
                    + (sequence.isSequenceOfMaps() ? type(sequence.mapInfo) : lower(sequence.sequenceType));
        } else if (info instanceof MapInfo map) {
            return "map of " + lower(map.keyType) + " to " + lower(map.valueType);
        }
        return info.toString();
    }

    private static String shape(TensorInfo tensor) {
        long[] sizes = tensor.getShape();
        String[] names = tensor.getDimensionNames();
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < sizes.length; i++) {
            String name = i < names.length ? names[i] : "";
            parts.add(sizes[i] >= 0 ? Long.toString(sizes[i]) : name.isEmpty() ? "?" : name);
        }
        return parts.toString();
    }

    private static String lower(Enum<?> type) {
        return type.name().toLowerCase(Locale.ROOT);
    }
}
