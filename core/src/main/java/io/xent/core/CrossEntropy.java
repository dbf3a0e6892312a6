package io.xent.core;

/**
 * The cross-entropy of the softmax of the logits with the target, in nats, computed from the logits.
 *
 * <p>The loss of a row with logits x, target y and row weight r is
 *
 * <pre>{@code
 *     z_k    = x_k / T                        or  c · tanh(x_k / c) / T  with a soft cap c
 *     logΣ   = log Σ_k exp(z_k)               over the classes that are not masked (x_k ≠ −∞)
 *     v_k    = w_k · ((1 − ε) y_k + ε Σy / K) with label smoothing ε over the K classes that are not masked
 *     loss   = r · (Σ_k v_k (logΣ − z_k) + a · Σ_k w_k y_k · logΣ²)
 * }</pre>
 *
 * and its gradient with respect to z is {@code r · (p_k Σv − v_k + 2a Σ_k w_k y_k · logΣ · p_k)} with p the softmax of z;
 * for a class index without options {@code p − y}. By default T = 1, no cap, all w = 1, ε = 0, a = 0, and rows are
 * reduced to their mean.
 *
 * <p>Neither is computed as it is written above. The loss is {@code (z_m − z_y) + log1p(Σ_{k≠m} exp(z_k − z_m))} with m
 * the first largest logit, and the gradient of the target's class is {@code −Σ_{k≠y} p_k}: so both keep their relative
 * accuracy, a few units in the last place, however certain and right the row is. See {@code docs/numerics.md} for the
 * bounds and for where they come from.
 *
 * <p>Every row has an answer. A logit of −∞ masks its class: it takes no part, and a target of 0 at it costs nothing. A
 * target other than 0 at a masked class loses +∞, with the gradient of the formula (p − y, finite). A row that is masked
 * throughout has gradient 0, and loses +∞ unless its target is all 0. A logit of +∞ is the limit: such classes share all
 * probability equally. A NaN makes the results of its own row NaN (and the reduced loss), and of no other.
 */
public final class CrossEntropy extends LossOverRows<CrossEntropy> {

    private final double labelSmoothing;
    private final double zLoss;
    private final double softCap;
    private final double temperature;

    /** The mean over the rows of {@code −log p_y}. */
    public CrossEntropy() {
        this(Aggregation.DEFAULT, 0, 0, Double.POSITIVE_INFINITY, 1);
    }

    private CrossEntropy(
            Aggregation aggregation, double labelSmoothing, double zLoss, double softCap, double temperature) {
        super(aggregation);
        this.labelSmoothing = labelSmoothing;
        this.zLoss = zLoss;
        this.softCap = softCap;
        this.temperature = temperature;
    }

    /**
     * Spreads the share ε of each target evenly over the classes that are not masked. Szegedy et al., "Rethinking the
     * Inception Architecture" (2015).
     *
     * @throws IllegalArgumentException if ε is outside [0, 1]
     */
    public CrossEntropy withLabelSmoothing(double epsilon) {
        require(epsilon >= 0 && epsilon <= 1, "label smoothing", epsilon, "[0, 1]");
        return new CrossEntropy(aggregation, epsilon, zLoss, softCap, temperature);
    }

    /**
     * Adds {@code a · logΣ²} to each row, times what the row counts in a mean, which keeps the normaliser near 1. Chowdhery et
     * al., "PaLM" (2022).
     *
     * @throws IllegalArgumentException if a is negative or not finite
     */
    public CrossEntropy withZLoss(double coefficient) {
        require(coefficient >= 0 && coefficient < Double.POSITIVE_INFINITY, "z-loss", coefficient, "[0, infinity)");
        return new CrossEntropy(aggregation, labelSmoothing, coefficient, softCap, temperature);
    }

    /**
     * Keeps logits within (−c, c): {@code c · tanh(x / c)}; masks stay masks. +∞, the default, is no cap. Gemma Team, "Gemma
     * 2" (2024).
     *
     * @throws IllegalArgumentException if c is not positive
     */
    public CrossEntropy withSoftCap(double cap) {
        require(cap > 0, "soft cap", cap, "(0, infinity]");
        return new CrossEntropy(aggregation, labelSmoothing, zLoss, cap, temperature);
    }

    /**
     * Divides the logits, after a soft cap, by T.
     *
     * @throws IllegalArgumentException if T is not positive and finite
     */
    public CrossEntropy withTemperature(double value) {
        Softmax.requireTemperature(value);
        return new CrossEntropy(aggregation, labelSmoothing, zLoss, softCap, value);
    }

    static void require(boolean holds, String name, double value, String range) {
        if (!holds) {
            throw new IllegalArgumentException(name + " " + value + " is outside " + range);
        }
    }

    public double labelSmoothing() {
        return labelSmoothing;
    }

    public double zLoss() {
        return zLoss;
    }

    /** The soft cap, +∞ for none. */
    public double softCap() {
        return softCap;
    }

    public double temperature() {
        return temperature;
    }

    public Compatibility compatibility() {
        return aggregation.compatibility();
    }

    /** Whether some classes may weigh more than others. */
    public boolean hasClassWeights() {
        return aggregation.classWeights() != null;
    }

    /** The weight of a class. */
    public double classWeight(int k) {
        return aggregation.classWeights() == null ? 1 : aggregation.classWeights()[k];
    }

    @Override
    CrossEntropy with(Aggregation changed) {
        return new CrossEntropy(changed, labelSmoothing, zLoss, softCap, temperature);
    }

    @Override
    void compute(LossBlock block) {
        Kernels.active().crossEntropy(this, block);
    }

    @Override
    void computeHessianTimes(LossBlock block, Matrix vector, Matrix out) {
        Kernels.active().crossEntropyHessianTimes(this, block, vector, out);
    }
}
