package io.xent.learn.network;

import io.xent.learn.InvalidInputException;
import io.xent.learn.SplitMix64;
import java.util.List;

/**
 * Parameters to begin with: biases 0, weights uniform on {@code [−a, a]}. Before RELU or GELU {@code a = √(6 / fan-in)} (He et
 * al., "Delving Deep into Rectifiers", 2015), elsewhere {@code a = √(6 / (fan-in + fan-out))} (Glorot and Bengio,
 * "Understanding the difficulty of training deep feedforward neural networks", 2010).
 */
final class Initialisation {

    /** What the seed is for, among other things. */
    private static final long INITIAL = 0;

    private Initialisation() {}

    static float[] of(Architecture architecture, Plan plan) {
        return of(architecture, Seeds.derived(plan.seed(), INITIAL));
    }

    /** Those of a network of the same layers; the same layers have them in the same places, whatever is dropped. */
    static float[] of(Architecture architecture, Network start) {
        Architecture wanted = architecture.withoutDropout();
        Architecture given = start.architecture().withoutDropout();
        if (!given.equals(wanted)) {
            throw new InvalidInputException(
                    "the network to start from is " + given + ", these settings and columns make " + wanted
                            + ": give the same layers and columns, or start anew");
        }
        return start.parameterValues();
    }

    static float[] of(Architecture architecture, long seed) {
        float[] parameters = new float[architecture.parameters()];
        List<Layer> layers = architecture.layers();
        for (int l = 0; l < layers.size(); l++) {
            Layer layer = layers.get(l);
            boolean rectified = l + 1 < layers.size()
                    && layers.get(l + 1) instanceof Layer.Activated next
                    && next.activation() != Activation.TANH;
            double fan = rectified ? layer.fanIn() : layer.fanIn() + (double) layer.neurons();
            SplitMix64 random = new SplitMix64(Seeds.derived(seed, l));
            int from = architecture.offset(l);
            for (int i = from; i < from + layer.weights(); i++) {
                double uniform = (random.next() >> 11) * 0x1p-52;
                parameters[i] = (float) (uniform * Math.sqrt(6 / fan));
            }
        }
        return parameters;
    }
}
