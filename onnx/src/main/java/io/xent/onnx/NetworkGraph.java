package io.xent.onnx;

import static io.xent.onnx.GraphBuilder.attribute;

import io.xent.learn.network.Activation;
import io.xent.learn.network.Layer;
import io.xent.learn.network.Network;
import io.xent.learn.network.Shape;
import java.util.List;

/** Writes the layers of a network as nodes, in 32 bits as it computes itself. Dropout is no part of scoring. */
final class NetworkGraph {

    private final GraphBuilder graph;
    private final Network network;

    private NetworkGraph(GraphBuilder graph, Network network) {
        this.graph = graph;
        this.network = network;
    }

    /** Rows × classes logits of rows × features features, both of 32 bits. */
    static String add(GraphBuilder graph, Network network, String features) {
        NetworkGraph builder = new NetworkGraph(graph, network);
        String values = features;
        List<Layer> layers = network.architecture().layers();
        for (int i = 0; i < layers.size(); i++) {
            values = builder.add(i, layers.get(i), values);
        }
        return values;
    }

    private String add(int index, Layer layer, String in) {
        if (layer instanceof Layer.Dense dense) {
            String weights =
                    graph.floats(Names.weights(index), network.weights(index), dense.outputs(), dense.inputs());
            String bias = graph.floats(Names.bias(index), network.bias(index), dense.outputs());
            return graph.node("Gemm", Names.inLayer(index, "sums"), List.of(in, weights, bias), attribute("transB", 1));
        } else if (layer instanceof Layer.Convolution convolution) {
            String image = image(index, convolution.from(), in);
            return flat(index, convolution.outputs(), convolution(index, convolution, image));
        } else if (layer instanceof Layer.Pooling pooling) {
            return flat(index, pooling.outputs(), pooling(index, pooling, image(index, pooling.from(), in)));
        } else if (layer instanceof Layer.Activated activated) {
            return activated(index, activated.activation(), in);
        }
        return in;
    }

    private String convolution(int index, Layer.Convolution layer, String image) {
        int size = layer.size();
        int channels = layer.from().channels();
        String weights =
                graph.floats(Names.weights(index), network.weights(index), layer.filters(), size, size, channels);
        String channelsFirst = graph.node(
                "Transpose", Names.inLayer(index, "filters"), List.of(weights), attribute("perm", new long[] {0, 3, 1, 2
                }));
        String bias = graph.floats(Names.bias(index), network.bias(index), layer.filters());
        long reach = size / 2;
        return graph.node(
                "Conv",
                Names.inLayer(index, "sums"),
                List.of(image, channelsFirst, bias),
                attribute("kernel_shape", new long[] {size, size}),
                attribute("pads", new long[] {reach, reach, reach, reach}));
    }

    private String pooling(int index, Layer.Pooling layer, String image) {
        long[] side = {layer.size(), layer.size()};
        return graph.node(
                "MaxPool",
                Names.inLayer(index, "pooled"),
                List.of(image),
                attribute("kernel_shape", side),
                attribute("strides", side));
    }

    /** Rows of values as images with the channels first, as the operators take them. */
    private String image(int index, Shape shape, String in) {
        long[] sides = {0, shape.height(), shape.width(), shape.channels()};
        String image = graph.node(
                "Reshape",
                Names.inLayer(index, "image"),
                List.of(in, graph.integers(Names.inLayer(index, "shape"), sides, sides.length)));
        return graph.node(
                "Transpose", Names.inLayer(index, "channels_first"), List.of(image), attribute("perm", new long[] {
                    0, 3, 1, 2
                }));
    }

    private String flat(int index, int values, String image) {
        String last = graph.node(
                "Transpose", Names.inLayer(index, "channels_last"), List.of(image), attribute("perm", new long[] {
                    0, 2, 3, 1
                }));
        String shape = graph.integers(Names.inLayer(index, "width"), new long[] {0, values}, 2);
        return graph.node("Reshape", Names.inLayer(index, "values"), List.of(last, shape));
    }

    private String activated(int index, Activation activation, String in) {
        String out = Names.inLayer(index, "activated");
        return switch (activation) {
            case RELU -> graph.node("Relu", out, List.of(in));
            case TANH -> graph.node("Tanh", out, List.of(in));
            case GELU -> gelu(index, in, out);
        };
    }

    /** {@code x · (½ + ½ erf(x / √2))}: the operator of that name is younger than the operator set. */
    private String gelu(int index, String in, String out) {
        String root = scalar(index, "root", (float) Math.sqrt(0.5));
        String half = scalar(index, "half", 0.5f);
        String scaled = graph.node("Mul", Names.inLayer(index, "scaled"), List.of(in, root));
        String erf = graph.node("Erf", Names.inLayer(index, "erf"), List.of(scaled));
        String halved = graph.node("Mul", Names.inLayer(index, "halved"), List.of(erf, half));
        String normal = graph.node("Add", Names.inLayer(index, "normal"), List.of(halved, half));
        return graph.node("Mul", out, List.of(in, normal));
    }

    private String scalar(int index, String name, float value) {
        return graph.floats(Names.inLayer(index, name), new float[] {value}, 1);
    }
}
