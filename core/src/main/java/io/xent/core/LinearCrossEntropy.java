package io.xent.core;

/**
 * The cross-entropy of a linear layer's logits, {@code H · Wᵀ + b}, with its derivatives with respect to H, W and b, in
 * a bounded amount of memory: the logits, rows × classes, are never all there at once. For the last layer of a language
 * model or a recommender, whose logits are by far the largest thing in it.
 *
 * <p>Equivalent to computing all logits, giving them to {@link CrossEntropy}, and multiplying its gradient G by the
 * factors:
 *
 * <pre>{@code
 *     logits = H Wᵀ + b       H: rows × features, W: classes × features, b: classes
 *     dH     = G W            rows × features
 *     dW     = Gᵀ H           classes × features
 *     db_k   = Σ_i G_ik
 * }</pre>
 *
 * Instead rows are taken through all four steps some at a time, as many as fit the {@linkplain #withMemory memory} given.
 * Logits and products are computed in the precision of H and W ({@link MatrixProduct} says how exactly), the loss from
 * them as exactly as {@link CrossEntropy} does.
 *
 * <p>All options of {@link CrossEntropy} hold: rows that are ignored or weigh nothing are not read, and cost nothing.
 * Results have the same bits for any {@link Parallelism}, the one given to the loss; those of W's gradient depend on the
 * memory, because that is where rows are summed. A NaN or ∞ in H or W goes where arithmetic takes it: one in a row of H
 * makes the gradient of that row and all of W's gradient NaN.
 *
 * <p>Immutable but for the memory that it keeps for the next call; may be used by many threads at once, each with memory
 * of its own.
 *
 * <p>Hidden rows and their gradient may be in buffers: they are copied a portion at a time. The weights and their gradient
 * are in arrays, because a copy of them would be as large as what is to be avoided.
 *
 * <p>All methods throw {@link IllegalArgumentException} where shapes or precisions disagree, or an output lies over an
 * input other than where it is said to be allowed.
 */
public final class LinearCrossEntropy {

    private static final long DEFAULT_MEMORY = 48L << 20;

    private final CrossEntropy loss;
    private final long memory;

    /** Of the call that ended last; null while a call has it. Guarded by this. */
    private LinearMemory spare;

    /** The mean loss, in 48 MiB. */
    public LinearCrossEntropy() {
        this(new CrossEntropy());
    }

    /** This loss with all its options, in 48 MiB. */
    public LinearCrossEntropy(CrossEntropy loss) {
        this(loss, DEFAULT_MEMORY);
    }

    private LinearCrossEntropy(CrossEntropy loss, long memory) {
        this.loss = loss;
        this.memory = memory;
    }

    /**
     * How many bytes of logits to hold at a time. More is faster up to some hundred rows: each portion of rows reads W and
     * reads and writes its gradient once more. At least one row is held, however little is given; beside this each thread
     * keeps one or two megabytes for parts of factors.
     *
     * @throws IllegalArgumentException if not positive
     */
    public LinearCrossEntropy withMemory(long bytes) {
        CrossEntropy.require(bytes > 0, "memory", bytes, "(0, infinity)");
        return new LinearCrossEntropy(loss, bytes);
    }

    /** The losses of the rows reduced to one number, by default their mean, in nats; its exponential is the perplexity. */
    public double loss(Matrix hidden, LinearLayer layer, Target target) {
        return reduce(hidden, layer, target, null, null);
    }

    /** Writes the loss of each row, times its row weight, into {@code out[0 … rows)}: no reduction. */
    public void losses(Matrix hidden, LinearLayer layer, Target target, double[] out) {
        requireRows(hidden, layer, target);
        requireRoom(out, hidden);
        LinearMemory kept = takeMemory(hidden.rows());
        double[] weights = kept.weights;
        loss.aggregation.readRowWeights(target, layer.classes(), weights);
        pass(hidden, layer, weights, kept).losses(loss, target, out);
        for (int i = 0; i < hidden.rows(); i++) {
            out[i] *= weights[i];
        }
        keep(kept);
    }

    /**
     * The loss, and its gradient with respect to H and to the layer, which are overwritten, not added to.
     *
     * @param hiddenGradient of the shape of {@code hidden}, and may be it; null where it is not wanted
     * @param layerGradient of the shape of {@code layer}; null where it is not wanted. Its bias may be null
     */
    public double lossAndGradient(
            Matrix hidden, LinearLayer layer, Target target, Matrix hiddenGradient, LinearLayer layerGradient) {
        if (hiddenGradient != null) {
            requireOutput(hiddenGradient, "the gradient of the hidden rows", hidden, layer);
            LossOverRows.requireSameShape(hiddenGradient, "the gradient", hidden, "the hidden rows");
            hiddenGradient.requireWritableWhileReading(hidden, "the gradient of the hidden rows");
        }
        if (layerGradient != null) {
            requireArray(layerGradient.weights(), "the gradient of the weights is");
            requireOutput(layerGradient.weights(), "the gradient of the weights", hidden, layer);
            LossOverRows.requireSameShape(layerGradient.weights(), "the gradient", layer.weights(), "the weights");
            layerGradient.weights().requireApartFrom(hidden, "the gradient of the weights");
            if (layerGradient.bias() != null) {
                layerGradient.bias().requireWritable("the gradient of the bias");
            }
        }
        return reduce(hidden, layer, target, hiddenGradient, layerGradient);
    }

    private static void requireArray(Matrix matrix, String named) {
        if (!matrix.inArray()) {
            throw new IllegalArgumentException(
                    named + " a " + matrix + ": products are computed on arrays, so keep it in a matrix over an array");
        }
    }

    private static void requireOutput(Matrix output, String name, Matrix hidden, LinearLayer layer) {
        if (!output.samePrecision(hidden)) {
            throw new IllegalArgumentException(
                    name + " is a " + output + ", the hidden rows are a " + hidden + ": all must have one precision");
        }
        output.requireApartFrom(layer.weights(), name);
        if (layer.bias() != null) {
            output.requireApartFrom(layer.bias(), name);
        }
    }

    private double reduce(
            Matrix hidden, LinearLayer layer, Target target, Matrix hiddenGradient, LinearLayer layerGradient) {
        requireRows(hidden, layer, target);
        LinearMemory kept = takeMemory(hidden.rows());
        double[] weights = kept.weights;
        double[] losses = kept.losses;
        loss.aggregation.readRowWeights(target, layer.classes(), weights);
        double denominator = loss.aggregation.denominator(target, layer.classes());
        for (int i = 0; i < hidden.rows(); i++) {
            kept.scales[i] = denominator == 0 ? 0 : weights[i] / denominator;
        }
        pass(hidden, layer, kept.scales, kept).lossesAndGradient(loss, target, losses, hiddenGradient, layerGradient);
        for (int i = 0; i < hidden.rows(); i++) {
            losses[i] *= weights[i];
        }
        double sum = kept.sum.of(losses, hidden.rows());
        keep(kept);
        return denominator == 0 ? loss.aggregation.emptyMeanValue() : sum / denominator;
    }

    /** Until it is put back: a second thread that calls meanwhile has its own. */
    private LinearMemory takeMemory(int rows) {
        LinearMemory taken = takeSpare();
        taken.reserve(rows);
        return taken;
    }

    private synchronized LinearMemory takeSpare() {
        LinearMemory taken = spare == null ? new LinearMemory() : spare;
        spare = null;
        return taken;
    }

    private synchronized void keep(LinearMemory memory) {
        spare = memory;
    }

    /**
     * Writes {@code log p_y} of the class index of each row, in nats, into {@code out[0 … rows)}. Of the loss's options only
     * temperature, soft cap and ignored rows matter here; a row that is ignored or weighs nothing is not read and gets NaN.
     */
    public void logProbabilities(Matrix hidden, LinearLayer layer, Target target, double[] out) {
        requireRows(hidden, layer, target);
        requireRoom(out, hidden);
        if (!target.isClassIndices()) {
            throw new IllegalArgumentException(
                    "the target is distributions: the log-probability is asked for of one class index per row");
        }
        LinearMemory kept = takeMemory(hidden.rows());
        double[] counts = kept.weights;
        loss.aggregation.readRowWeights(target, layer.classes(), counts);
        for (int i = 0; i < hidden.rows(); i++) {
            counts[i] = counts[i] == 0 ? 0 : 1;
        }
        CrossEntropy plain = new CrossEntropy()
                .withTemperature(loss.temperature())
                .withSoftCap(loss.softCap())
                .withParallelism(loss.aggregation.parallelism());
        pass(hidden, layer, counts, kept).losses(plain, target, out);
        for (int i = 0; i < hidden.rows(); i++) {
            out[i] = counts[i] == 0 ? Double.NaN : 0 - out[i];
        }
        keep(kept);
    }

    /**
     * Finds the k most probable classes of each row, best first, of equal ones the lower class first, and their
     * log-probabilities in nats, at the temperature and soft cap of the loss. A row with a NaN among its logits has classes
     * −1 and log-probabilities NaN.
     *
     * @param classes receives the class indices, row after row, k each
     * @param logProbabilities rows × k, which says what k is: at most the number of classes
     */
    public void top(Matrix hidden, LinearLayer layer, int[] classes, Matrix logProbabilities) {
        requireLayer(hidden, layer);
        int k = logProbabilities.columns();
        if (logProbabilities.rows() != hidden.rows() || k > layer.classes()) {
            throw new IllegalArgumentException("log-probabilities of " + logProbabilities.rows() + " rows × " + k
                    + " best for " + hidden.rows() + " rows × " + layer.classes() + " classes");
        }
        if (classes.length < (long) hidden.rows() * k) {
            throw new IllegalArgumentException(
                    "room for " + classes.length + " classes of " + hidden.rows() + " rows × " + k + " best");
        }
        logProbabilities.requireApartFrom(hidden, "the output");
        requireApartFromLayer(logProbabilities, layer);
        LinearMemory kept = takeMemory(hidden.rows());
        pass(hidden, layer, null, kept).top(loss, classes, logProbabilities);
        keep(kept);
    }

    private static void requireApartFromLayer(Matrix output, LinearLayer layer) {
        output.requireApartFrom(layer.weights(), "the output");
        if (layer.bias() != null) {
            output.requireApartFrom(layer.bias(), "the output");
        }
    }

    private LinearPass pass(Matrix hidden, LinearLayer layer, double[] scales, LinearMemory kept) {
        return new LinearPass(hidden, layer, scales, memory, kept, loss.aggregation.parallelism());
    }

    private static void requireRoom(double[] out, Matrix hidden) {
        if (out.length < hidden.rows()) {
            throw new IllegalArgumentException("room for " + out.length + " numbers of " + hidden.rows() + " rows");
        }
    }

    private static void requireRows(Matrix hidden, LinearLayer layer, Target target) {
        requireLayer(hidden, layer);
        if (target.rows() != hidden.rows()) {
            throw new IllegalArgumentException(
                    "targets of " + target.rows() + " rows for " + hidden.rows() + " hidden rows");
        }
    }

    private static void requireLayer(Matrix hidden, LinearLayer layer) {
        if (hidden.columns() != layer.features()) {
            throw new IllegalArgumentException("hidden rows of " + hidden.columns() + " features for weights of "
                    + layer.features() + " features per class");
        }
        requireArray(layer.weights(), "the weights are");
        if (!hidden.samePrecision(layer.weights())) {
            throw new IllegalArgumentException("hidden rows are a " + hidden + ", weights a " + layer.weights()
                    + ": both must have one precision");
        }
    }
}
