package io.xent.learn.network;

import io.xent.core.Parallelism;
import io.xent.learn.Dataset;
import io.xent.learn.InvalidInputException;
import io.xent.learn.SolverState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Trains a {@link Network} by steps along the gradient of
 *
 * <pre>  f(θ) = Σ_i s_i ℓ_i / Σ_i s_i,    ℓ_i = log Σ_k exp(z_ik) − z_{i y_i},    z_i = network(x_i; θ)</pre>
 *
 * over one batch of rows after another, drawn without replacement in an order that the seed decides. Parameters and
 * gradients are 32-bit numbers, sums of losses 64. The same data, settings and seed give the same bits for any number of
 * threads. Settings are immutable; one object may train on any number of data sets.
 */
public final class NetworkTraining {

    private static final int MANY_ROWS = 4096;
    private static final int MOST_BATCH = 128;
    private static final int STEPS = 5000;

    private final Optional<Shape> shape;
    private final List<Stage> stages;
    private final int[] hidden;
    private final Activation activation;
    private final double dropout;
    private final Optimizer optimizer;
    private final double learningRate;
    private final double weightDecay;
    private final Schedule schedule;
    private final int warmUp;
    private final OptionalInt batch;
    private final OptionalInt epochs;
    private final OptionalInt patience;
    private final double validation;
    private final long seed;
    private final Parallelism parallelism;

    private NetworkTraining(Builder builder) {
        shape = builder.shape;
        stages = List.copyOf(builder.stages);
        hidden = builder.hidden;
        activation = builder.activation;
        dropout = builder.dropout;
        optimizer = builder.optimizer;
        learningRate = builder.learningRate.orElse(optimizer.learningRate());
        weightDecay = builder.weightDecay.orElse(optimizer.weightDecay());
        schedule = builder.schedule;
        warmUp = builder.warmUp;
        batch = builder.batch;
        epochs = builder.epochs;
        patience = builder.patience;
        validation = builder.validation;
        seed = builder.seed;
        parallelism = builder.parallelism;
    }

    /** Settings, each with its default. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects settings. */
    public static final class Builder {
        private Optional<Shape> shape = Optional.empty();
        private final List<Stage> stages = new ArrayList<>();
        private int[] hidden = {};
        private Activation activation = Activation.RELU;
        private double dropout;
        private Optimizer optimizer = Optimizer.ADAMW;
        private OptionalDouble learningRate = OptionalDouble.empty();
        private OptionalDouble weightDecay = OptionalDouble.empty();
        private Schedule schedule = Schedule.COSINE;
        private int warmUp;
        private OptionalInt batch = OptionalInt.empty();
        private OptionalInt epochs = OptionalInt.empty();
        private OptionalInt patience = OptionalInt.empty();
        private double validation = 0.1;
        private long seed = 1;
        private Parallelism parallelism = Parallelism.sequential();

        private Builder() {}

        /** The image that a row of features is. Default: a square one of one channel. */
        public Builder shape(Shape image) {
            shape = Optional.of(image);
            return this;
        }

        /** Adds a convolution with so many square filters of an odd side, activated, before the hidden layers. */
        public Builder convolve(int filters, int size) {
            require(filters >= 1, "a convolution has %s filters: it needs at least 1", filters);
            require(size >= 1 && size % 2 == 1, "a filter has the side %s: it must be odd, such as 3", size);
            stages.add(new Stage(filters, size));
            return this;
        }

        /** Adds a pooling of squares of so many pixels a side. */
        public Builder pool(int size) {
            require(size >= 2, "a pooling of squares with the side %s: it must be at least 2", size);
            stages.add(new Stage(0, size));
            return this;
        }

        /** The widths of the hidden layers, from the features on. Default: none. */
        public Builder hidden(int... widths) {
            for (int width : widths) {
                require(width >= 1, "a hidden layer has %s neurons: it needs at least 1", width);
            }
            hidden = widths.clone();
            return this;
        }

        /** What follows each hidden layer. Default: RELU. */
        public Builder activation(Activation value) {
            activation = value;
            return this;
        }

        /** The probability that a hidden value is dropped in a step. Default: 0. */
        public Builder dropout(double rate) {
            require(rate >= 0 && rate < 1, "the dropout is %s: it is a probability from 0 up to, but not, 1", rate);
            dropout = rate;
            return this;
        }

        /** What makes steps of gradients. Default: AdamW. */
        public Builder optimizer(Optimizer value) {
            optimizer = value;
            return this;
        }

        /** How long steps are, before the schedule. Default: the optimizer's. */
        public Builder learningRate(double rate) {
            require(rate > 0 && rate < 1e6, "the learning rate is %s: it must be positive, such as 0.001", rate);
            learningRate = OptionalDouble.of(rate);
            return this;
        }

        /** The fraction of each weight, times the learning rate, that a step takes away. Default: the optimizer's. */
        public Builder weightDecay(double decay) {
            require(decay >= 0 && decay < 1e6, "the weight decay is %s: it must not be negative", decay);
            weightDecay = OptionalDouble.of(decay);
            return this;
        }

        /** How the learning rate falls. Default: COSINE. */
        public Builder schedule(Schedule value) {
            schedule = value;
            return this;
        }

        /** Over how many epochs the learning rate first rises from 0, in a line. Default: 0. */
        public Builder warmUp(int value) {
            require(value >= 0, "the warm-up is %s epochs: it must not be negative", value);
            warmUp = value;
            return this;
        }

        /** Rows per step. Default: 128, and for fewer than 4,096 rows the power of two below a 32nd of them, at least 16. */
        public Builder batch(int rows) {
            require(rows >= 1, "a batch has %s rows: it needs at least 1", rows);
            batch = OptionalInt.of(rows);
            return this;
        }

        /** How often to go through the rows. Default: 20, and for few rows as often as makes 5,000 steps, up to 500. */
        public Builder epochs(int value) {
            require(value >= 1, "the number of epochs is %s: it must be at least 1", value);
            epochs = OptionalInt.of(value);
            return this;
        }

        /**
         * Keeps rows for validation and the epoch of least loss on them, and stops after so many epochs without a lesser one.
         * Default: all rows are trained on, and the last epoch is kept.
         */
        public Builder patience(int value) {
            require(value >= 1, "the patience is %s epochs: it must be at least 1", value);
            patience = OptionalInt.of(value);
            return this;
        }

        /** The fraction of the rows kept for validation where there is patience. Default: 0.1. */
        public Builder validation(double fraction) {
            require(
                    fraction > 0 && fraction < 1,
                    "the fraction of rows for validation is %s, not between 0 and 1",
                    fraction);
            validation = fraction;
            return this;
        }

        /** What parameters to begin with, which order of rows, what is dropped. Default: 1. */
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /** What runs independent pieces of work. The result does not depend on it. Default: the calling thread. */
        public Builder parallelism(Parallelism value) {
            parallelism = value;
            return this;
        }

        public NetworkTraining build() {
            require(
                    epochs.isEmpty() || warmUp < epochs.getAsInt(),
                    "the warm-up of %s epochs leaves no epoch after it: make it shorter",
                    warmUp);
            return new NetworkTraining(this);
        }

        private static void require(boolean holds, String message, Object value) {
            if (!holds) {
                throw new InvalidInputException(String.format(Locale.ROOT, message, value));
            }
        }
    }

    /** A convolution, or with no filters a pooling. */
    private record Stage(int filters, int size) {}

    /**
     * What the network is made of for such data.
     *
     * @throws InvalidInputException where the features are no image of the shape, or its layers do not fit on it
     */
    public Architecture architecture(int features, int classes) {
        Architecture.Growth growth = new Architecture.Growth(features, activation, dropout);
        if (!stages.isEmpty() || shape.isPresent()) {
            Shape image = shape.orElseGet(() -> square(features));
            if (image.size() != features) {
                throw new InvalidInputException("the shape " + image + " has " + image.size() + " values, a row has "
                        + features + " features: give the shape of the images, height x width x channels");
            }
            convolve(growth, image);
        }
        return growth.hidden(hidden).classes(classes);
    }

    private static Shape square(int features) {
        int side = (int) Math.round(Math.sqrt(features));
        if (features < 1 || (long) side * side != features) {
            throw new InvalidInputException("a row of " + features
                    + " features is no square image of one channel: give its shape, height x width x channels");
        }
        return new Shape(side, side, 1);
    }

    private void convolve(Architecture.Growth growth, Shape image) {
        Shape at = image;
        for (Stage stage : stages) {
            if (stage.filters() > 0) {
                at = growth.convolution(at, stage.filters(), stage.size());
            } else if (stage.size() > Math.min(at.height(), at.width())) {
                throw new InvalidInputException("pooling squares of " + stage.size() + " pixels a side do not fit on an"
                        + " image that is " + at + " by then: pool less often, or by smaller squares");
            } else {
                at = growth.pooling(at, stage.size());
            }
        }
    }

    /** What is done with so many rows to train on. */
    Plan plan(int rows) {
        int size = batch.orElse(rows >= MANY_ROWS ? MOST_BATCH : Math.max(16, Integer.highestOneBit(rows / 32)));
        int steps = (rows - 1) / size + 1;
        int times = epochs.orElse(Math.max(20, Math.min(500, (STEPS - 1) / steps + 1)));
        return new Plan(
                optimizer,
                learningRate,
                weightDecay,
                schedule,
                (long) warmUp * steps,
                size,
                steps,
                times,
                patience.orElse(Integer.MAX_VALUE),
                seed);
    }

    OptionalInt patience() {
        return patience;
    }

    double validation() {
        return validation;
    }

    long seed() {
        return seed;
    }

    Parallelism parallelism() {
        return parallelism;
    }

    /** Trains, unwatched. */
    public NetworkFit fit(Dataset data) {
        return fit(data, NetworkMonitor.SILENT);
    }

    /**
     * Trains from parameters that the seed decides.
     *
     * @throws InvalidInputException where rows have targets or offsets, fewer than two classes have weight, no rows can be kept for validation, or the
     *     loss grows beyond all bounds
     */
    public NetworkFit fit(Dataset data, NetworkMonitor monitor) {
        data.requireClasses("a network");
        return new NetworkRun(this, data, monitor).fromSeed();
    }

    /** Goes on with a training that was stopped, to the same bits as if it had not been. */
    public NetworkFit fit(Dataset data, NetworkMonitor monitor, SolverState resume) {
        data.requireClasses("a network");
        return new NetworkRun(this, data, monitor).resume(resume);
    }
}
