package io.xent.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Grows an ONNX graph value by value. Every value but the inputs and outputs is named under {@link #INTERNAL}, which no
 * input may start with, so that columns may be called anything.
 */
final class GraphBuilder {

    static final String INTERNAL = "_xent/";

    static final String STANDARD = "";
    static final String ML = "ai.onnx.ml";
    static final String MICROSOFT = "com.microsoft";

    private static final String ROWS = "rows";

    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("softmax_classifier");
    private boolean usesMicrosoft;

    /** Declares an input of rows × width values. */
    String input(String name, TensorProto.DataType type, int width) {
        graph.addInput(value(name, type, width));
        return name;
    }

    /** Declares rows × width values, already computed under that name, as an output; width 0 means one per row, no axis. */
    void output(String name, TensorProto.DataType type, int width) {
        graph.addOutput(value(name, type, width));
    }

    private static ValueInfoProto value(String name, TensorProto.DataType type, int width) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        shape.addDimBuilder().setDimParam(ROWS);
        if (width > 0) {
            shape.addDimBuilder().setDimValue(width);
        }
        TypeProto.Tensor tensor = TypeProto.Tensor.newBuilder()
                .setElemType(type.getNumber())
                .setShape(shape)
                .build();
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }

    /** Adds a node of the standard operators with one output. */
    String node(String operator, String output, List<String> inputs, AttributeProto... attributes) {
        return node(STANDARD, operator, output, inputs, attributes);
    }

    String node(String domain, String operator, String output, List<String> inputs, AttributeProto... attributes) {
        usesMicrosoft |= domain.equals(MICROSOFT);
        graph.addNode(NodeProto.newBuilder()
                .setDomain(domain)
                .setOpType(operator)
                .setName(output)
                .addAllInput(inputs)
                .addOutput(output)
                .addAllAttribute(List.of(attributes)));
        return output;
    }

    String cast(String value, TensorProto.DataType type, String output) {
        return node("Cast", output, List.of(value), attribute("to", type.getNumber()));
    }

    /** A constant, broadcast against anything. */
    String scalar(String name, double value) {
        return doubles(name, new double[] {value});
    }

    /**
     * Divides by a constant. ONNX Runtime leaves out a division by what is 1 once rounded to 32 bits; for such a
     * constant both sides are doubled, which does not change the quotient.
     */
    String divide(String value, String constantName, double constant, String output) {
        if (constant == 1 || (float) constant != 1) {
            return node("Div", output, List.of(value, scalar(constantName, constant)));
        }
        String doubled = node("Add", output + "_doubled", List.of(value, value));
        String divisor = scalar(constantName, constant);
        String doubledDivisor = node("Add", constantName + "_doubled", List.of(divisor, divisor));
        return node("Div", output, List.of(doubled, doubledDivisor));
    }

    String doubles(String name, double[] values, long... shape) {
        ByteBuffer bytes = littleEndian(values.length, Double.BYTES);
        for (double value : values) {
            bytes.putDouble(value);
        }
        return constant(name, TensorProto.DataType.DOUBLE, bytes, shape);
    }

    String floats(String name, double[] values, long... shape) {
        ByteBuffer bytes = littleEndian(values.length, Float.BYTES);
        for (double value : values) {
            bytes.putFloat((float) value);
        }
        return constant(name, TensorProto.DataType.FLOAT, bytes, shape);
    }

    String floats(String name, float[] values, long... shape) {
        ByteBuffer bytes = littleEndian(values.length, Float.BYTES);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return constant(name, TensorProto.DataType.FLOAT, bytes, shape);
    }

    String integers(String name, long[] values, long... shape) {
        ByteBuffer bytes = littleEndian(values.length, Long.BYTES);
        for (long value : values) {
            bytes.putLong(value);
        }
        return constant(name, TensorProto.DataType.INT64, bytes, shape);
    }

    String strings(String name, List<String> values) {
        TensorProto.Builder tensor = TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.STRING.getNumber())
                .addDims(values.size());
        values.forEach(value -> tensor.addStringData(ByteString.copyFromUtf8(value)));
        graph.addInitializer(tensor);
        return name;
    }

    private static ByteBuffer littleEndian(int values, int bytesPerValue) {
        return ByteBuffer.allocate(Math.multiplyExact(values, bytesPerValue)).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** No shape means a scalar. */
    private String constant(String name, TensorProto.DataType type, ByteBuffer bytes, long... shape) {
        TensorProto.Builder tensor = TensorProto.newBuilder()
                .setName(name)
                .setDataType(type.getNumber())
                .setRawData(ByteString.copyFrom(bytes.flip()));
        for (long size : shape) {
            tensor.addDims(size);
        }
        graph.addInitializer(tensor);
        return name;
    }

    static AttributeProto attribute(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }

    static AttributeProto attribute(String name, String value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.STRING)
                .setS(ByteString.copyFromUtf8(value))
                .build();
    }

    static AttributeProto attribute(String name, long[] values) {
        AttributeProto.Builder attribute =
                AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
        for (long value : values) {
            attribute.addInts(value);
        }
        return attribute.build();
    }

    static AttributeProto attribute(String name, List<ByteString> values) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.STRINGS)
                .addAllStrings(values)
                .build();
    }

    boolean usesMicrosoft() {
        return usesMicrosoft;
    }

    GraphProto build() {
        return graph.build();
    }
}
