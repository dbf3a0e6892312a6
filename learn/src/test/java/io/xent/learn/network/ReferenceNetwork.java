package io.xent.learn.network;

import java.util.Arrays;
import org.apache.commons.math3.special.Erf;

/** A network in plain loops of doubles, written from the formulas: what the layers at work are compared with. */
final class ReferenceNetwork {

    private ReferenceNetwork() {}

    /** The logits of one row. */
    static double[] logits(Architecture architecture, double[] parameters, double[] row) {
        double[] values = row;
        for (int l = 0; l < architecture.layers().size(); l++) {
            values = forward(architecture.layers().get(l), parameters, architecture.offset(l), values);
        }
        return values;
    }

    /** The mean cross-entropy of rows. */
    static double loss(Architecture architecture, double[] parameters, double[][] rows, int[] labels) {
        double sum = 0;
        for (int i = 0; i < rows.length; i++) {
            double[] z = logits(architecture, parameters, rows[i]);
            double most = Arrays.stream(z).max().orElseThrow();
            double total = Arrays.stream(z).map(v -> Math.exp(v - most)).sum();
            sum += most + Math.log(total) - z[labels[i]];
        }
        return sum / rows.length;
    }

    private static double[] forward(Layer layer, double[] parameters, int offset, double[] in) {
        if (layer instanceof Layer.Dense dense) {
            return dense(dense, parameters, offset, in);
        } else if (layer instanceof Layer.Convolution convolution) {
            return convolution(convolution, parameters, offset, in);
        } else if (layer instanceof Layer.Pooling pooling) {
            return pooling(pooling, in);
        } else if (layer instanceof Layer.Activated activated) {
            return Arrays.stream(in)
                    .map(x -> activation(activated.activation(), x))
                    .toArray();
        }
        return in;
    }

    private static double[] dense(Layer.Dense layer, double[] parameters, int offset, double[] in) {
        double[] out = new double[layer.outputs()];
        for (int k = 0; k < out.length; k++) {
            out[k] = parameters[offset + layer.outputs() * layer.inputs() + k];
            for (int j = 0; j < in.length; j++) {
                out[k] += parameters[offset + k * layer.inputs() + j] * in[j];
            }
        }
        return out;
    }

    private static double[] convolution(Layer.Convolution layer, double[] parameters, int offset, double[] in) {
        Shape from = layer.from();
        int size = layer.size();
        int channels = from.channels();
        double[] out = new double[layer.outputs()];
        for (int y = 0; y < from.height(); y++) {
            for (int x = 0; x < from.width(); x++) {
                for (int f = 0; f < layer.filters(); f++) {
                    double sum = parameters[offset + layer.weights() + f];
                    for (int tap = 0; tap < size * size * channels; tap++) {
                        int sy = y + tap / channels / size - size / 2;
                        int sx = x + tap / channels % size - size / 2;
                        if (sy >= 0 && sy < from.height() && sx >= 0 && sx < from.width()) {
                            sum += parameters[offset + f * layer.fanIn() + tap]
                                    * in[(sy * from.width() + sx) * channels + tap % channels];
                        }
                    }
                    out[(y * from.width() + x) * layer.filters() + f] = sum;
                }
            }
        }
        return out;
    }

    private static double[] pooling(Layer.Pooling layer, double[] in) {
        Shape from = layer.from();
        Shape to = layer.to();
        double[] out = new double[to.size()];
        Arrays.fill(out, Double.NEGATIVE_INFINITY);
        for (int y = 0; y < to.height() * layer.size(); y++) {
            for (int x = 0; x < to.width() * layer.size(); x++) {
                for (int c = 0; c < from.channels(); c++) {
                    int at = (y / layer.size() * to.width() + x / layer.size()) * from.channels() + c;
                    out[at] = Math.max(out[at], in[(y * from.width() + x) * from.channels() + c]);
                }
            }
        }
        return out;
    }

    static double activation(Activation activation, double x) {
        return switch (activation) {
            case RELU -> Math.max(0, x);
            case TANH -> Math.tanh(x);
            case GELU -> x * 0.5 * Erf.erfc(-x / Math.sqrt(2));
        };
    }
}
