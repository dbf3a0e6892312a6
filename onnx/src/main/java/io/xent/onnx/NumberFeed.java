package io.xent.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Numbers of any type, rows × width. */
final class NumberFeed implements Feed {

    private static final byte[] ZEROS = new byte[1 << 16];

    private final String input;
    private final OnnxJavaType type;
    private final int width;
    private final boolean oneAxis;
    private final NumberSource source;
    private ByteBuffer buffer = ByteBuffer.allocateDirect(0);

    /** @param oneAxis whether the input wants rows numbers, rather than rows × 1 */
    NumberFeed(String input, OnnxJavaType type, int width, boolean oneAxis, NumberSource source) {
        this.input = input;
        this.type = type;
        this.width = width;
        this.oneAxis = oneAxis;
        this.source = source;
    }

    @Override
    public String input() {
        return input;
    }

    @Override
    public long cost(int row) {
        return (long) width * type.size;
    }

    @Override
    public OnnxTensor tensor(OrtEnvironment environment, int from, int to) throws OrtException {
        clear(Math.multiplyExact(to - from, Math.multiplyExact(width, type.size)));
        for (int row = from; row < to; row++) {
            int start = (row - from) * width;
            source.read(row, (column, value) -> put(start + column, value));
        }
        long[] shape = oneAxis ? new long[] {to - from} : new long[] {to - from, width};
        return switch (type) {
            case FLOAT -> OnnxTensor.createTensor(environment, buffer.asFloatBuffer(), shape);
            case DOUBLE -> OnnxTensor.createTensor(environment, buffer.asDoubleBuffer(), shape);
            case INT32 -> OnnxTensor.createTensor(environment, buffer.asIntBuffer(), shape);
            case INT64 -> OnnxTensor.createTensor(environment, buffer.asLongBuffer(), shape);
            default -> OnnxTensor.createTensor(environment, buffer, shape, type);
        };
    }

    private void put(int index, double value) {
        switch (type) {
            case FLOAT -> buffer.putFloat(index * Float.BYTES, (float) value);
            case DOUBLE -> buffer.putDouble(index * Double.BYTES, value);
            case INT32 -> buffer.putInt(index * Integer.BYTES, (int) value);
            case INT64 -> buffer.putLong(index * Long.BYTES, (long) value);
            default -> buffer.put(index, (byte) (value == 0 ? 0 : 1));
        }
    }

    private void clear(int bytes) {
        if (buffer.capacity() < bytes) {
            buffer = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
        }
        buffer.clear().limit(bytes);
        while (buffer.hasRemaining()) {
            buffer.put(ZEROS, 0, Math.min(ZEROS.length, buffer.remaining()));
        }
        buffer.flip();
    }
}
