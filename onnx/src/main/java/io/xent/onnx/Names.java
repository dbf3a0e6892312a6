package io.xent.onnx;

import io.xent.learn.encoding.ColumnEncoding;
import io.xent.learn.encoding.Encoding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The names by which a model's inputs, outputs and parameters are found. */
final class Names {

    static final String LABEL = "label";
    static final String PROBABILITIES = "probabilities";
    static final String LOGITS = "logits";

    static final String WEIGHTS = GraphBuilder.INTERNAL + "weights";
    static final String BIAS = GraphBuilder.INTERNAL + "bias";
    static final String TEMPERATURE = GraphBuilder.INTERNAL + "temperature";

    private static final Set<String> OUTPUTS = Set.of(LABEL, PROBABILITIES, LOGITS);

    private Names() {}

    /** The weights of a layer of a network, which is counted from 0 here and from 1 in the file. */
    static String weights(int layer) {
        return inLayer(layer, "weights");
    }

    static String bias(int layer) {
        return inLayer(layer, "bias");
    }

    /** What the names of the values of the n-th calibration map begin with, n from 1. */
    static String calibration(int n) {
        return GraphBuilder.INTERNAL + "calibration" + n + "/";
    }

    static String inLayer(int layer, String what) {
        return GraphBuilder.INTERNAL + "layer" + (layer + 1) + "/" + what;
    }

    /**
     * One input name per column of the encoding, in its order, all different: the column's own name wherever it can be
     * used, else {@code column_<number>} with the column's number from 1 (followed by {@code _} until it is unique).
     */
    static List<String> inputs(Encoding encoding) {
        List<String> columns =
                encoding.columns().stream().map(ColumnEncoding::column).toList();
        Set<String> taken = new HashSet<>(columns);
        List<String> names = new ArrayList<>();
        for (String column : columns) {
            String name = column;
            if (!isUsable(column)) {
                name = "column_" + (names.size() + 1);
                while (!taken.add(name)) {
                    name += "_";
                }
            }
            names.add(name);
        }
        return names;
    }

    /**
     * Whether an input may have the name: an empty one means "absent" in ONNX, an output's or an internal value's would
     * be defined twice, and one that modified UTF-8 spells otherwise is not found through ONNX Runtime's Java binding.
     */
    private static boolean isUsable(String column) {
        return !column.isEmpty()
                && !OUTPUTS.contains(column)
                && !column.startsWith(GraphBuilder.INTERNAL)
                && JavaStrings.isPlain(column);
    }
}
