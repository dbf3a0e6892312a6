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

    static double activation(Activation activation, double x) {
        return switch (activation) {
            case RELU -> Math.max(0, x);
            case TANH -> Math.tanh(x);
            case GELU -> x * 0.5 * Erf.erfc(-x / Math.sqrt(2));
        };
    }
}
