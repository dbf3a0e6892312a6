package io.xent.learn.network;

import io.xent.core.Matrix;
import io.xent.core.Parallelism;
import io.xent.learn.Classifier;
import io.xent.learn.Features;
import java.util.Arrays;

/** Logits by a network of layers, in 32-bit arithmetic. */
public final class Network implements Classifier {

    /** Rows that go through the layers together. */
    private static final int ROWS = 256;

    private final Architecture architecture;
    private final float[] parameters;

    private Network(Architecture architecture, float[] parameters) {
        this.architecture = architecture;
        this.parameters = parameters;
    }

    /**
     * A network with a copy of the parameters given.
     *
     * @param parameters of all layers, as {@link Architecture} says
     * @throws IllegalArgumentException where their number is another, or one is not finite
     */
    public static Network of(Architecture architecture, float[] parameters) {
        if (parameters.length != architecture.parameters()) {
            throw new IllegalArgumentException(
                    parameters.length + " parameters for layers of " + architecture.parameters());
        }
        for (int i = 0; i < parameters.length; i++) {
            if (!Float.isFinite(parameters[i])) {
                throw new IllegalArgumentException("parameter " + i + " is " + parameters[i]);
            }
        }
        return new Network(architecture, parameters.clone());
    }

    /** A copy of all parameters, as {@link Architecture} says. */
    public float[] parameterValues() {
        return parameters.clone();
    }

    public Architecture architecture() {
        return architecture;
    }

    @Override
    public int features() {
        return architecture.features();
    }

    @Override
    public int classes() {
        return architecture.classes();
    }

    @Override
    public long parameters() {
        return parameters.length;
    }

    /** A copy of the weights of a layer, neurons × fan-in, row-major. */
    public float[] weights(int layer) {
        int from = architecture.offset(layer);
        return Arrays.copyOfRange(
                parameters, from, from + architecture.layers().get(layer).weights());
    }

    /** A copy of the biases of a layer, one per neuron. */
    public float[] bias(int layer) {
        int from = architecture.offset(layer) + architecture.layers().get(layer).weights();
        return Arrays.copyOfRange(
                parameters, from, from + architecture.layers().get(layer).neurons());
    }

    @Override
    public void logits(Features features, int from, Matrix logits) {
        requireFits(features, from, logits);
        int block = Math.min(ROWS, logits.rows());
        Pass pass = Pass.toScore(architecture, parameters, block, Parallelism.sequential());
        float[] input = new float[Math.multiplyExact(block, features())];
        for (int first = 0; first < logits.rows(); first += ROWS) {
            int rows = Math.min(ROWS, logits.rows() - first);
            for (int i = 0; i < rows; i++) {
                features.copyRow(from + first + i, input, i * features());
            }
            float[] z = pass.forward(input, rows);
            for (int i = 0; i < rows; i++) {
                for (int k = 0; k < classes(); k++) {
                    logits.set(first + i, k, z[i * classes() + k]);
                }
            }
        }
    }
}
