package io.xent.learn.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The layers of a network, from features to logits, and where the parameters of each lie: one array holds those of all
 * layers in order, of each the weights (neurons × fan-in, row-major) and then the biases.
 *
 * @param layers each takes what the one before gives; the last is dense
 */
public record Architecture(List<Layer> layers) {

    /** Refuses layers that do not fit together. */
    public Architecture {
        layers = List.copyOf(layers);
        if (layers.isEmpty() || !(layers.get(layers.size() - 1) instanceof Layer.Dense)) {
            throw new IllegalArgumentException("the last layer must be dense: it gives the logits");
        }
        long parameters = 0;
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            if (i > 0 && layer.inputs() != layers.get(i - 1).outputs()) {
                throw new IllegalArgumentException("layer " + (i + 1) + " takes " + layer.inputs() + " values, layer "
                        + i + " gives " + layers.get(i - 1).outputs());
            }
            parameters += layer.parameters();
        }
        if (parameters > Integer.MAX_VALUE - 64) {
            throw new IllegalArgumentException(parameters + " parameters do not fit into one array");
        }
    }

    /** Hidden dense layers of these widths, each activated, and the layer of the logits. */
    public static Architecture dense(int features, int[] hidden, Activation activation, int classes) {
        return new Growth(features, activation, 0)
                .hidden(Arrays.stream(hidden).boxed().toList())
                .classes(classes);
    }

    /** Layers one after another. */
    static final class Growth {
        private final List<Layer> layers = new ArrayList<>();
        private final Activation activation;
        private final double dropout;
        private int width;

        Growth(int features, Activation activation, double dropout) {
            this.width = features;
            this.activation = activation;
            this.dropout = dropout;
        }

        private void add(Layer layer) {
            layers.add(layer);
            width = layer.outputs();
        }

        Shape convolution(Shape from, int filters, int size) {
            Layer.Convolution layer = new Layer.Convolution(from, filters, size);
            add(layer);
            add(new Layer.Activated(activation, width));
            return layer.to();
        }

        Shape pooling(Shape from, int size) {
            Layer.Pooling layer = new Layer.Pooling(from, size);
            add(layer);
            return layer.to();
        }

        Growth hidden(List<Integer> widths) {
            for (int neurons : widths) {
                add(new Layer.Dense(width, neurons));
                add(new Layer.Activated(activation, width));
                if (dropout > 0) {
                    add(new Layer.Dropout(dropout, width));
                }
            }
            return this;
        }

        Architecture classes(int classes) {
            add(new Layer.Dense(width, classes));
            return new Architecture(layers);
        }
    }

    /** The same without what is there in training only: what a model file holds. */
    public Architecture withoutDropout() {
        return new Architecture(layers.stream()
                .filter(layer -> !(layer instanceof Layer.Dropout))
                .toList());
    }

    /** Values per row that go in. */
    public int features() {
        return layers.get(0).inputs();
    }

    /** Logits per row. */
    public int classes() {
        return layers.get(layers.size() - 1).outputs();
    }

    /** How many numbers all layers learn. */
    public int parameters() {
        return offset(layers.size());
    }

    /** Where the parameters of a layer begin. */
    public int offset(int layer) {
        int offset = 0;
        for (int i = 0; i < layer; i++) {
            offset += layers.get(i).parameters();
        }
        return offset;
    }

    /** The layers in a line, such as {@code 784 → 128 relu → 10}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder().append(features());
        if (layers.get(0) instanceof Layer.Convolution convolution) {
            text.append(" (").append(convolution.from()).append(')');
        }
        for (Layer layer : layers) {
            if (layer instanceof Layer.Dense) {
                text.append(" → ").append(layer.outputs());
            } else if (layer instanceof Layer.Convolution convolution) {
                text.append(" → ").append(convolution.filters()).append('x').append(convolution.size());
            } else if (layer instanceof Layer.Pooling pooling) {
                text.append(" → pool").append(pooling.size());
            } else if (layer instanceof Layer.Activated activated) {
                text.append(' ').append(activated.activation().name().toLowerCase(Locale.ROOT));
            } else if (layer instanceof Layer.Dropout dropout) {
                text.append(" dropout ").append(dropout.rate());
            }
        }
        return text.toString();
    }
}
