package io.xent.learn.network;

import io.xent.core.Parallelism;
import java.util.ArrayList;
import java.util.List;

/** All layers at work: rows go forwards to logits, and the gradient with respect to these goes back. */
final class Pass {

    private final List<LayerWork> layers = new ArrayList<>();

    private Pass(Architecture architecture, Memory memory, boolean drops) {
        for (int i = 0; i < architecture.layers().size(); i++) {
            Layer layer = architecture.layers().get(i);
            int offset = architecture.offset(i);
            if (layer instanceof Layer.Dense dense) {
                layers.add(new DenseWork(dense, offset, memory));
            } else if (layer instanceof Layer.Activated activated) {
                layers.add(new ActivationWork(activated, memory));
            } else if (layer instanceof Layer.Convolution convolution) {
                layers.add(new ConvolutionWork(convolution, offset, memory));
            } else if (layer instanceof Layer.Pooling pooling) {
                layers.add(new PoolingWork(pooling, memory));
            } else if (layer instanceof Layer.Dropout dropout && drops) {
                layers.add(new DropoutWork(dropout, memory));
            }
        }
    }

    /** A pass that only goes forwards. */
    static Pass toScore(Architecture architecture, float[] parameters, int rows, Parallelism parallelism) {
        return new Pass(architecture, new Memory(parameters, null, rows, parallelism), false);
    }

    /** A pass there and back without dropout: the gradient of the loss as it is measured. */
    static Pass toMeasure(
            Architecture architecture, float[] parameters, float[] gradient, int rows, Parallelism parallelism) {
        return new Pass(architecture, new Memory(parameters, gradient, rows, parallelism), false);
    }

    /** A pass there and back with dropout. */
    static Pass toLearn(
            Architecture architecture, float[] parameters, float[] gradient, int rows, Parallelism parallelism) {
        return new Pass(architecture, new Memory(parameters, gradient, rows, parallelism), true);
    }

    /** What dropout draws from in the next pass. */
    void seed(long seed) {
        for (int i = 0; i < layers.size(); i++) {
            if (layers.get(i) instanceof DropoutWork dropout) {
                dropout.seed(Seeds.derived(seed, i));
            }
        }
    }

    /** The logits of so many rows; of use until the next pass, and may be written over. */
    float[] forward(float[] input, int rows) {
        float[] values = input;
        for (LayerWork layer : layers) {
            values = layer.forward(values, rows);
        }
        return values;
    }

    /** Writes the gradient of all parameters, given that with respect to the logits of the last forward pass. */
    void backward(float[] logitGradient, int rows) {
        float[] gradient = logitGradient;
        for (int i = layers.size() - 1; i >= 0; i--) {
            gradient = layers.get(i).backward(gradient, rows, i > 0);
        }
    }
}
