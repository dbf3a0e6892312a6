package io.xent.learn.network;

import io.xent.core.Parallelism;
import io.xent.learn.Dataset;
import io.xent.learn.InvalidInputException;
import io.xent.learn.SolverState;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Trains a {@link Network} by steps along the gradient of
 *
 * <pre>  f(θ) = Σ_i s_i ℓ_i / Σ_i s_i,    ℓ_i = log Σ_k exp(z_ik) − z_{i y_i},    z_i = network(x_i; θ)</pre>
 *
 * over one batch of rows after another, drawn without replacement in an order that the seed decides. Parameters and
 * gradients are 32-bit numbers, sums of losses 64. The same data, settings and seed give the same bits for any number of
 * threads. {@link Optimizer#LBFGS} takes all rows at once instead. Settings are immutable; one object may train on any number of data sets.
 */
public final class NetworkTraining {

    /** The fraction of the rows kept for validation where nothing else is said. */
    public static final double VALIDATION = 0.1;

    private static final int MANY_ROWS = 4096;
    private static final int MOST_BATCH = 128;
    private static final int STEPS = 5000;
    private static final int MOST_ITERATIONS = 1000;

    private final Blueprint blueprint;
    private final Optimizer optimizer;
    private final double learningRate;
    private final double weightDecay;
    private final double clip;
    private final Schedule schedule;
    private final int warmUp;
    private final OptionalInt batch;
    private final OptionalInt epochs;
    private final OptionalInt patience;
    private final double validation;
    private final long seed;
    private final Parallelism parallelism;

    private NetworkTraining(Builder builder) {
        blueprint = builder.blueprint;
        optimizer = builder.optimizer;
        learningRate = builder.learningRate.orElse(optimizer.learningRate());
        weightDecay = builder.weightDecay.orElse(optimizer.weightDecay());
        clip = builder.clip;
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
        private Blueprint blueprint = Blueprint.empty();
        private Optimizer optimizer = Optimizer.ADAMW;
        private OptionalDouble learningRate = OptionalDouble.empty();
        private OptionalDouble weightDecay = OptionalDouble.empty();
        private double clip = Double.POSITIVE_INFINITY;
        private Schedule schedule = Schedule.COSINE;
        private int warmUp;
        private OptionalInt batch = OptionalInt.empty();
        private OptionalInt epochs = OptionalInt.empty();
        private OptionalInt patience = OptionalInt.empty();
        private double validation = VALIDATION;
        private long seed = 1;
        private Parallelism parallelism = Parallelism.sequential();

        private Builder() {}

        /** The image that a row of features is. Default: a square one of one channel. */
        public Builder shape(Shape image) {
            blueprint = blueprint.withShape(image);
            return this;
        }

        /** Adds a convolution with so many square filters of an odd side, activated, before the hidden layers. */
        public Builder convolve(int filters, int size) {
            require(filters >= 1, "a convolution has %s filters: it needs at least 1", filters);
            require(size >= 1 && size % 2 == 1, "a filter has the side %s: it must be odd, such as 3", size);
            blueprint = blueprint.with(new Blueprint.Stage(filters, size));
            return this;
        }

        /** Adds a pooling of squares of so many pixels a side. */
        public Builder pool(int size) {
            require(size >= 2, "a pooling of squares with the side %s: it must be at least 2", size);
            blueprint = blueprint.with(new Blueprint.Stage(0, size));
            return this;
        }

        /** The widths of the hidden layers, from the features on. Default: none. */
        public Builder hidden(int... widths) {
            for (int width : widths) {
                require(width >= 1, "a hidden layer has %s neurons: it needs at least 1", width);
            }
            blueprint = blueprint.withHidden(Arrays.stream(widths).boxed().toList());
            return this;
        }

        /** What follows each hidden layer. Default: RELU. */
        public Builder activation(Activation value) {
            blueprint = blueprint.withActivation(value);
            return this;
        }

        /** The probability that a hidden value is dropped in a step. Default: 0. */
        public Builder dropout(double rate) {
            require(rate >= 0 && rate < 1, "the dropout is %s: it is a probability from 0 up to, but not, 1", rate);
            blueprint = blueprint.withDropout(rate);
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

        /**
         * The longest that the gradient of a batch may be: a longer one is shortened to this norm. Pascanu, Mikolov and Bengio,
         * "On the difficulty of training recurrent neural networks" (2013). Default: +∞.
         */
        public Builder clip(double norm) {
            require(norm > 0, "gradients are clipped at the norm %s: it must be positive, such as 1", norm);
            clip = norm;
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

        /**
         * How often to go through the rows; for L-BFGS, the most iterations. Default: 20, and for few rows as often as makes 5,000
         * steps, up to 500; for L-BFGS 1,000.
         */
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
            if (optimizer == Optimizer.LBFGS) {
                requireNothingOfBatches();
            }
            return new NetworkTraining(this);
        }

        private void requireNothingOfBatches() {
            refuseWithAllRows(batch.isPresent(), "a batch");
            refuseWithAllRows(learningRate.isPresent(), "a learning rate");
            refuseWithAllRows(schedule != Schedule.COSINE || warmUp > 0, "a schedule");
            refuseWithAllRows(weightDecay.isPresent(), "weight decay");
            refuseWithAllRows(blueprint.dropout() > 0, "dropout");
            refuseWithAllRows(clip < Double.POSITIVE_INFINITY, "clipping");
            refuseWithAllRows(patience.isPresent(), "patience");
        }

        private static void refuseWithAllRows(boolean given, String what) {
            require(
                    !given,
                    "L-BFGS goes through all rows for each step and finds its length by itself: leave out %s, or use"
                            + " another optimizer",
                    what);
        }

        private static void require(boolean holds, String message, Object value) {
            if (!holds) {
                throw new InvalidInputException(String.format(Locale.ROOT, message, value));
            }
        }
    }

    /**
     * What the network is made of for such data.
     *
     * @throws InvalidInputException where the features are no image of the shape, or its layers do not fit on it
     */
    public Architecture architecture(int features, int classes) {
        return blueprint.architecture(features, classes);
    }

    /** What is done with so many rows to train on. */
    Plan plan(int rows) {
        int size = batch.orElse(rows >= MANY_ROWS ? MOST_BATCH : Math.max(16, Integer.highestOneBit(rows / 32)));
        int steps = (rows - 1) / size + 1;
        int usual =
                optimizer == Optimizer.LBFGS ? MOST_ITERATIONS : Math.max(20, Math.min(500, (STEPS - 1) / steps + 1));
        int times = epochs.orElse(usual);
        return new Plan(
                optimizer,
                learningRate,
                weightDecay,
                clip,
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
        return optimizer == Optimizer.LBFGS
                ? new FullBatchRun(this, data, monitor).fromSeed()
                : new NetworkRun(this, data, monitor).fromSeed();
    }

    /**
     * Trains from the parameters of a network of the same layers.
     *
     * @throws InvalidInputException as above, and where its layers are others
     */
    public NetworkFit fit(Dataset data, NetworkMonitor monitor, Network start) {
        data.requireClasses("a network");
        return optimizer == Optimizer.LBFGS
                ? new FullBatchRun(this, data, monitor).from(start)
                : new NetworkRun(this, data, monitor).from(start);
    }

    /** Goes on with a training that was stopped, to the same bits as if it had not been. */
    public NetworkFit fit(Dataset data, NetworkMonitor monitor, SolverState resume) {
        data.requireClasses("a network");
        return optimizer == Optimizer.LBFGS
                ? new FullBatchRun(this, data, monitor).resume(resume)
                : new NetworkRun(this, data, monitor).resume(resume);
    }
}
