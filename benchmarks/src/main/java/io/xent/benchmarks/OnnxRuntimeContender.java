package io.xent.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A model of one node, written here byte by byte. */
final class OnnxRuntimeContender implements Contender {

    private static final int FLOAT = 1;
    private static final int INT64 = 7;

    private final String name;
    private final OrtSession session;
    private final OnnxTensor logits;
    private final OnnxTensor labels;

    OnnxRuntimeContender(String name, Problem problem, int threads) {
        this.name = name;
        FloatBuffer values =
                direct(Math.multiplyExact(4, problem.rows * problem.classes)).asFloatBuffer();
        values.put(problem.packedLogits()).rewind();
        LongBuffer indices = direct(8 * problem.rows).asLongBuffer();
        for (int label : problem.labels) {
            indices.put(label);
        }
        indices.rewind();
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            session = environment.createSession(model(), options);
            logits = OnnxTensor.createTensor(environment, values, new long[] {problem.rows, problem.classes});
            labels = OnnxTensor.createTensor(environment, indices, new long[] {problem.rows});
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ByteBuffer direct(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void reset() {
        // It does not write to its inputs.
    }

    @Override
    public double run() {
        try (OrtSession.Result result = session.run(Map.of("x", logits, "y", labels))) {
            return (float) result.get(0).getValue();
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean keepsThreads() {
        return true;
    }

    @Override
    public void close() {
        try {
            logits.close();
            labels.close();
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    /** ModelProto of onnx.proto, IR version 8, operator set 13. */
    private static byte[] model() {
        byte[] node = join(text(1, "x"), text(1, "y"), text(2, "loss"), text(4, "SoftmaxCrossEntropyLoss"));
        byte[] graph = join(
                field(1, node),
                text(2, "loss"),
                field(11, value("x", FLOAT, "rows", "classes")),
                field(11, value("y", INT64, "rows")),
                field(12, value("loss", FLOAT)));
        return join(number(1, 8), field(7, graph), field(8, number(2, 13)));
    }

    private static byte[] value(String name, int type, String... sides) {
        byte[] shape = new byte[0];
        for (String side : sides) {
            shape = join(shape, field(1, text(2, side)));
        }
        return join(text(1, name), field(2, field(1, join(number(1, type), field(2, shape)))));
    }

    private static byte[] number(int field, int value) {
        return new byte[] {(byte) (field << 3), (byte) value};
    }

    private static byte[] text(int field, String value) {
        return field(field, value.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] field(int field, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(field << 3 | 2);
        int length = content.length;
        for (; length > 127; length >>>= 7) {
            out.write(length & 127 | 128);
        }
        out.write(length);
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
