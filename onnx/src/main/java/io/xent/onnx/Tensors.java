package io.xent.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import io.xent.core.Matrix;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;

/** Values that ONNX Runtime gave, as arrays. */
final class Tensors {

    private Tensors() {}

    /** All numbers of a {@code float} or {@code double} tensor, in its order. */
    static double[] doubles(OnnxValue value) {
        OnnxTensor tensor = (OnnxTensor) value;
        if (tensor.getInfo().type == OnnxJavaType.DOUBLE) {
            DoubleBuffer buffer = tensor.getDoubleBuffer();
            double[] values = new double[buffer.remaining()];
            buffer.get(values);
            return values;
        }
        FloatBuffer buffer = tensor.getFloatBuffer();
        double[] values = new double[buffer.remaining()];
        for (int i = 0; i < values.length; i++) {
            values[i] = buffer.get();
        }
        return values;
    }

    /** The column of the largest value of each row, the first of equals. */
    static int[] argMax(Matrix values) {
        int[] best = new int[values.rows()];
        for (int i = 0; i < best.length; i++) {
            for (int k = 1; k < values.columns(); k++) {
                if (values.get(i, k) > values.get(i, best[i])) {
                    best[i] = k;
                }
            }
        }
        return best;
    }
}
