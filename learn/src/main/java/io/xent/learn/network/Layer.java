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

    /**
     * A convolution of an image with square filters, one step at a time and with zeros beyond the edges, so that height and
     * width stay. A filter's weights are line by line, of each pixel the channels together.
     *
     * @param size the side of a filter, odd
     */
    record Convolution(Shape from, int filters, int size) implements Layer {

        /** Refuses a layer of no filters, or of filters without a middle. */
        public Convolution {
            requirePositive("filters", filters);
            if (size < 1 || size % 2 == 0) {
                throw new IllegalArgumentException("a filter of " + size + "x" + size + ": its side must be odd");
            }
        }

        /** The image that comes out. */
        public Shape to() {
            return new Shape(from.height(), from.width(), filters);
        }

        @Override
        public int inputs() {
            return from.size();
        }

        @Override
        public int outputs() {
            return to().size();
        }

        @Override
        public int neurons() {
            return filters;
        }

        @Override
        public int fanIn() {
            return Math.multiplyExact(size * size, from.channels());
        }
    }

    /**
     * The largest value of each square of pixels, by channel; squares lie side by side, and lines and columns that fill none
     * are left out.
     *
     * @param size the side of a square
     */
    record Pooling(Shape from, int size) implements Layer {

        /** Refuses squares larger than the image. */
        public Pooling {
            requirePositive("pixels a side", size);
            if (size > from.height() || size > from.width()) {
                throw new IllegalArgumentException("squares of " + size + "x" + size + " on an image of " + from);
            }
        }

        /** The image that comes out. */
        public Shape to() {
            return new Shape(from.height() / size, from.width() / size, from.channels());
        }

        @Override
        public int inputs() {
            return from.size();
        }

        @Override
        public int outputs() {
            return to().size();
        }
    }

    private static void requirePositive(String what, int size) {
        if (size < 1) {
            throw new IllegalArgumentException("a layer of " + size + " " + what);
        }
    }
}
