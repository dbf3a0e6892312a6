package io.xent.testkit;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A tensor of an ONNX test case: its shape, and its values widened to double, last axis fastest. */
record Tensor(int[] shape, double[] values) {

    private static final int FLOAT = 1;
    private static final int INT64 = 7;
    private static final int DOUBLE = 11;

    /** Reads a TensorProto: dims 1, data type 2, raw data 9. */
    static Tensor read(Protobuf proto) {
        int[] shape = proto.integers(1).stream().mapToInt(Math::toIntExact).toArray();
        double[] values = new double[size(shape)];
        int type = Math.toIntExact(proto.integers(2).get(0));
        ByteBuffer raw = proto.chunks(9).isEmpty()
                ? ByteBuffer.allocate(0)
                : proto.chunks(9).get(0).duplicate().order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (type) {
                case FLOAT -> raw.getFloat();
                case INT64 -> raw.getLong();
                case DOUBLE -> raw.getDouble();
                default -> throw new IllegalArgumentException("data type " + type);
            };
        }
        if (raw.hasRemaining()) {
            throw new IllegalArgumentException("more data than shape " + Arrays.toString(shape));
        }
        return new Tensor(shape, values);
    }

    static int size(int[] shape) {
        return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }

    /** The same with the axes in another order: axis i of the result is axis {@code order[i]} of this. */
    Tensor transpose(int[] order) {
        int[] strides = new int[shape.length];
        int stride = 1;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride *= shape[axis];
        }
        int[] to = Arrays.stream(order).map(axis -> shape[axis]).toArray();
        double[] moved = new double[values.length];
        int[] at = new int[to.length];
        for (int i = 0; i < moved.length; i++) {
            int from = 0;
            for (int axis = 0; axis < to.length; axis++) {
                from += at[axis] * strides[order[axis]];
            }
            moved[i] = values[from];
            for (int axis = to.length - 1; axis >= 0 && ++at[axis] == to[axis]; axis--) {
                at[axis] = 0;
            }
        }
        return new Tensor(to, moved);
    }

    float[] floats() {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
