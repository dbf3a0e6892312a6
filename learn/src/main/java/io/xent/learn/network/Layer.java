package io.xent.learn.network;

/**
 * A layer: what it computes, without the numbers it has learned. Every row of inputs gives a row of outputs. A layer that
 * learns has a row of weights for each of its outputs or filters, and one bias each.
 */
public sealed interface Layer {

    /** Values per row that go in. */
    int inputs();

    /** Values per row that come out. */
    int outputs();

    /** How many rows of weights it has, each with a bias; 0 for a layer that learns nothing. */
    default int neurons() {
        return 0;
    }

    /** How many weights each of them has. */
    default int fanIn() {
        return 0;
    }

    /** How many weights all of them have. */
    default int weights() {
        return Math.multiplyExact(neurons(), fanIn());
    }

    /** How many numbers it learns. */
    default int parameters() {
        return Math.addExact(weights(), neurons());
    }

    /** {@code y_k = Σ_j w_kj x_j + b_k}. */
    record Dense(int inputs, int outputs) implements Layer {

        /** Refuses a layer of no inputs or outputs. */
        public Dense {
            requirePositive("inputs", inputs);
            requirePositive("outputs", outputs);
        }

        @Override
        public int neurons() {
            return outputs;
        }

        @Override
        public int fanIn() {
            return inputs;
        }
    }

    /** An activation of each value. */
    record Activated(Activation activation, int inputs) implements Layer {

        @Override
        public int outputs() {
            return inputs;
        }
    }

    /**
     * In training, each value is 0 with the probability {@code rate}, else divided by {@code 1 − rate}; otherwise values
     * pass as they are. Srivastava et al., "Dropout" (2014).
     */
    record Dropout(double rate, int inputs) implements Layer {

        /** Refuses a rate outside [0, 1). */
        public Dropout {
            if (!(rate >= 0 && rate < 1)) {
                throw new IllegalArgumentException("dropout " + rate + " is outside [0, 1)");
            }
        }

        @Override
        public int outputs() {
            return inputs;
        }
    }

    private static void requirePositive(String what, int size) {
        if (size < 1) {
            throw new IllegalArgumentException("a layer of " + size + " " + what);
        }
    }
}
