package io.xent.learn.verification;

import io.xent.learn.network.Activation;
import io.xent.learn.network.Architecture;
import io.xent.learn.network.Layer;
import io.xent.learn.network.Network;
import io.xent.learn.network.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.numbers.gamma.Erfc;

/**
 * A network by the plainest loops in 64 bits, a row at a time: its logits and, given the gradient with respect to these,
 * that of all weights and biases, added up over rows. Shares no code with training. Not for many threads at once.
 */
final class PlainNetwork {

    private final List<Plain> layers = new ArrayList<>();
    private final double[][] values;

    PlainNetwork(Network network) {
        Architecture architecture = network.architecture();
        for (int l = 0; l < architecture.layers().size(); l++) {
            Layer layer = architecture.layers().get(l);
            if (layer instanceof Layer.Dense) {
                layers.add(
                        new Weighted(layer, new Shape(1, 1, layer.inputs()), 1, network.weights(l), network.bias(l)));
            } else if (layer instanceof Layer.Convolution filters) {
                layers.add(new Weighted(layer, filters.from(), filters.size(), network.weights(l), network.bias(l)));
            } else if (layer instanceof Layer.Pooling pooling) {
                layers.add(new Largest(pooling));
            } else if (layer instanceof Layer.Activated activated) {
                layers.add(new Activated(activated.activation()));
            }
        }
        values = new double[layers.size() + 1][];
    }

    /** The logits of a row; of use until the next. */
    double[] logits(double[] row) {
        values[0] = row;
        for (int l = 0; l < layers.size(); l++) {
            values[l + 1] = layers.get(l).forward(values[l]);
        }
        return values[layers.size()].clone();
    }

    /** Adds the gradient of the last row to the sums. */
    void addGradient(double[] ofLogits) {
        double[] gradient = ofLogits;
        for (int l = layers.size() - 1; l >= 0; l--) {
            gradient = layers.get(l).backward(values[l], values[l + 1], gradient);
        }
    }

    /** The sums of all weights' and biases' gradients, in an order of its own that is the same for all of one network. */
    double[] gradient() {
        double[] all = new double[0];
        for (Plain layer : layers) {
            if (layer instanceof Weighted weighted) {
                int at = all.length;
                all = Arrays.copyOf(all, at + weighted.weightSums.length + weighted.biasSums.length);
                System.arraycopy(weighted.weightSums, 0, all, at, weighted.weightSums.length);
                at += weighted.weightSums.length;
                System.arraycopy(weighted.biasSums, 0, all, at, weighted.biasSums.length);
            }
        }
        return all;
    }

    private interface Plain {
        double[] forward(double[] in);

        /** The gradient with respect to the inputs, given that with respect to the outputs. */
        double[] backward(double[] in, double[] out, double[] gradient);
    }

    /** A convolution; a dense layer is one over an image of one pixel. */
    private static final class Weighted implements Plain {
        private final Shape from;
        private final int size;
        private final int neurons;
        private final int fanIn;
        private final double[] weights;

        /** The weights, fan-in × neurons, and likewise their gradients. */
        private final double[] turned;

        private final double[] biases;
        final double[] weightSums;
        final double[] biasSums;

        Weighted(Layer layer, Shape from, int size, float[] weights, float[] biases) {
            this.from = from;
            this.size = size;
            neurons = layer.neurons();
            fanIn = layer.fanIn();
            this.weights = new double[weights.length];
            turned = new double[weights.length];
            this.biases = new double[neurons];
            for (int i = 0; i < weights.length; i++) {
                this.weights[i] = weights[i];
                turned[i % fanIn * neurons + i / fanIn] = weights[i];
            }
            for (int k = 0; k < neurons; k++) {
                this.biases[k] = biases[k];
            }
            weightSums = new double[weights.length];
            biasSums = new double[neurons];
        }

        /** Told of each line of the filter at each pixel that lies within the image. */
        private interface Line {
            void of(int out, int in, int place, int length);
        }

        private void forEachLine(Line line) {
            int reach = size / 2;
            for (int y = 0; y < from.height(); y++) {
                for (int x = 0; x < from.width(); x++) {
                    int left = Math.max(0, x - reach);
                    int right = Math.min(from.width() - 1, x + reach);
                    for (int v = Math.max(0, y - reach); v <= Math.min(from.height() - 1, y + reach); v++) {
                        line.of(
                                (y * from.width() + x) * neurons,
                                (v * from.width() + left) * from.channels(),
                                ((v - y + reach) * size + left - x + reach) * from.channels(),
                                (right - left + 1) * from.channels());
                    }
                }
            }
        }

        @Override
        public double[] forward(double[] in) {
            double[] out = new double[from.height() * from.width() * neurons];
            for (int at = 0; at < out.length; at += neurons) {
                System.arraycopy(biases, 0, out, at, neurons);
            }
            forEachLine((to, source, place, length) -> {
                for (int t = 0; t < length; t++) {
                    add(in[source + t], turned, (place + t) * neurons, out, to, neurons);
                }
            });
            return out;
        }

        @Override
        public double[] backward(double[] in, double[] out, double[] gradient) {
            double[] back = new double[in.length];
            for (int at = 0; at < gradient.length; at += neurons) {
                add(1, gradient, at, biasSums, 0, neurons);
            }
            forEachLine((at, source, place, length) -> {
                for (int t = 0; t < length; t++) {
                    add(in[source + t], gradient, at, weightSums, (place + t) * neurons, neurons);
                }
                for (int k = 0; k < neurons; k++) {
                    add(gradient[at + k], weights, k * fanIn + place, back, source, length);
                }
            });
            return back;
        }

        /** {@code to += factor · from}. */
        private static void add(double factor, double[] from, int start, double[] to, int at, int count) {
            if (factor == 0) {
                return;
            }
            for (int i = 0; i < count; i++) {
                to[at + i] += factor * from[start + i];
            }
        }
    }

    private static final class Largest implements Plain {
        private final Layer.Pooling layer;

        Largest(Layer.Pooling layer) {
            this.layer = layer;
        }

        /** Where in the image the largest value of an output's square is, the first of equals. */
        private int source(double[] in, int output) {
            Shape from = layer.from();
            int channels = from.channels();
            int square = output / channels;
            int top = square / layer.to().width() * layer.size();
            int left = square % layer.to().width() * layer.size();
            int first = -1;
            for (int p = 0; p < layer.size() * layer.size(); p++) {
                int pixel = (top + p / layer.size()) * from.width() + left + p % layer.size();
                int at = pixel * channels + output % channels;
                if (first < 0 || in[at] > in[first]) {
                    first = at;
                }
            }
            return first;
        }

        @Override
        public double[] forward(double[] in) {
            double[] out = new double[layer.outputs()];
            for (int i = 0; i < out.length; i++) {
                out[i] = in[source(in, i)];
            }
            return out;
        }

        @Override
        public double[] backward(double[] in, double[] out, double[] gradient) {
            double[] back = new double[in.length];
            for (int i = 0; i < out.length; i++) {
                back[source(in, i)] += gradient[i];
            }
            return back;
        }
    }

    private record Activated(Activation activation) implements Plain {

        @Override
        public double[] forward(double[] in) {
            double[] out = new double[in.length];
            for (int i = 0; i < in.length; i++) {
                out[i] = switch (activation) {
                    case RELU -> Math.max(0, in[i]);
                    case TANH -> Math.tanh(in[i]);
                    case GELU -> in[i] * normalDistribution(in[i]);
                };
            }
            return out;
        }

        @Override
        public double[] backward(double[] in, double[] out, double[] gradient) {
            double[] back = new double[in.length];
            for (int i = 0; i < in.length; i++) {
                double x = in[i];
                back[i] = gradient[i]
                        * switch (activation) {
                            case RELU -> x > 0 ? 1 : 0;
                            case TANH -> 1 - out[i] * out[i];
                            case GELU -> normalDistribution(x) + x * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
                        };
            }
            return back;
        }

        private static double normalDistribution(double x) {
            return 0.5 * Erfc.value(-x / Math.sqrt(2));
        }
    }
}
