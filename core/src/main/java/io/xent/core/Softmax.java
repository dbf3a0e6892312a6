package io.xent.core;

/**
 * The softmax of each row of logits x at temperature T, {@code p_k = exp(x_k / T) / Σ_j exp(x_j / T)}, its logarithm, and
 * their derivatives. Immutable; may be used by many threads at once.
 *
 * <p>Computed from {@code exp((x_k − x_m) / T)} with m the first largest logit and what the subtraction rounds away put
 * back, so that results are right to a few units in the last place whatever the size of the logits; log-probabilities
 * are never the logarithm of a rounded probability. See {@code docs/numerics.md}.
 *
 * <p>Every row has an answer: a logit of −∞ is a mask (probability 0, log-probability −∞); classes at +∞ share all
 * probability equally; a NaN makes its own row NaN and no other; a row that is masked throughout, or has no columns, has
 * probabilities 0, log-probabilities −∞ and log-sum-exp −∞.
 *
 * <p>Outputs have the shape of the logits unless said otherwise, and may be the very same matrix. All methods throw
 * {@link IllegalArgumentException} where shapes disagree.
 */
public final class Softmax {

    private static final Softmax PLAIN = new Softmax();

    private final double temperature;
    private final Parallelism parallelism;

    /** At temperature 1, on the calling thread. */
    public Softmax() {
        this(1, Parallelism.sequential());
    }

    private Softmax(double temperature, Parallelism parallelism) {
        this.temperature = temperature;
        this.parallelism = parallelism;
    }

    /**
     * Divides the logits by T first: above 1 evens probabilities out, towards 0 nears {@link #hardmax}.
     *
     * @throws IllegalArgumentException if T is not positive and finite
     */
    public Softmax withTemperature(double value) {
        requireTemperature(value);
        return new Softmax(value, parallelism);
    }

    /** Who runs the blocks of rows; the calling thread unless said otherwise. Changes no bit of any result. */
    public Softmax withParallelism(Parallelism changed) {
        return new Softmax(temperature, changed);
    }

    static void requireTemperature(double value) {
        CrossEntropy.require(value > 0 && value < Double.POSITIVE_INFINITY, "temperature", value, "(0, infinity)");
    }

    /** The probabilities of one row. */
    public static double[] of(double... logits) {
        double[] out = new double[logits.length];
        PLAIN.probabilities(Matrix.row(logits), Matrix.row(out));
        return out;
    }

    /** The log-probabilities of one row, in nats. */
    public static double[] logOf(double... logits) {
        double[] out = new double[logits.length];
        PLAIN.logProbabilities(Matrix.row(logits), Matrix.row(out));
        return out;
    }

    /** {@code log Σ_k exp(x_k)} of one row, in nats. */
    public static double logSumExpOf(double... logits) {
        double[] out = new double[1];
        PLAIN.logSumExp(Matrix.row(logits), Matrix.row(out));
        return out[0];
    }

    /** Writes the probabilities of each row: in [0, 1], summing to 1 up to rounding. */
    public void probabilities(Matrix logits, Matrix out) {
        requireOutput(logits, out);
        run(
                (p, from, to) -> Kernels.active().probabilities(p.logits, from, to, p.temperature, p.out),
                logits,
                null,
                null,
                out);
    }

    /** Writes {@code log p_k = x_k / T − log Σ_j exp(x_j / T)}, in nats. */
    public void logProbabilities(Matrix logits, Matrix out) {
        requireOutput(logits, out);
        run(
                (p, from, to) -> Kernels.active().logProbabilities(p.logits, from, to, p.temperature, p.out),
                logits,
                null,
                null,
                out);
    }

    /**
     * Writes {@code log Σ_k exp(x_k / T)} of each row, in nats, into rows × 1. Its error is a few units in the last place
     * of the larger of its two parts, the largest logit and the logarithm of the sum relative to it; where they cancel,
     * near a result of 0, the result itself may have fewer digits.
     */
    public void logSumExp(Matrix logits, Matrix out) {
        if (out.rows() != logits.rows() || out.columns() != 1) {
            throw new IllegalArgumentException("the output is " + out.rows() + "×" + out.columns() + ", not "
                    + logits.rows() + "×1, one value per row of logits");
        }
        out.requireWritableWhileReading(logits, "the output");
        run(
                (p, from, to) -> Kernels.active().logSumExp(p.logits, from, to, p.temperature, p.out),
                logits,
                null,
                null,
                out);
    }

    /**
     * Writes 1 at the first largest logit of each row and 0 elsewhere. A row with a NaN is NaN; one that is masked
     * throughout is 0.
     */
    public void hardmax(Matrix logits, Matrix out) {
        requireOutput(logits, out);
        run((p, from, to) -> Hardmax.rows(p.logits, from, to, p.out), logits, null, null, out);
    }

    /**
     * Writes the K×K matrix {@code ∂p_i/∂x_j = p_i (δ_ij − p_j) / T} of one row of K logits.
     *
     * @param logits 1 × K
     */
    public void jacobian(Matrix logits, Matrix out) {
        writeJacobian(logits, out, SoftmaxDerivatives::jacobianRow);
    }

    /**
     * Writes {@code J v} for each row: {@code p_k (v_k − p·v) / T}. No K×K matrix is built. {@code out} may be {@code
     * vectors}.
     */
    public void jacobianTimes(Matrix logits, Matrix vectors, Matrix out) {
        multiply(JacobianProduct.PROBABILITIES, logits, vectors, out);
    }

    /** Writes {@code uᵀ J} for each row. The Jacobian is symmetric, so this is {@link #jacobianTimes}. */
    public void transposeJacobianTimes(Matrix logits, Matrix vectors, Matrix out) {
        jacobianTimes(logits, vectors, out);
    }

    /**
     * Writes the K×K matrix {@code ∂ log p_i/∂x_j = (δ_ij − p_j) / T} of one row of K logits. The log-probability of a
     * masked class is −∞ whatever the others are: its row is 0.
     *
     * @param logits 1 × K
     */
    public void logJacobian(Matrix logits, Matrix out) {
        writeJacobian(logits, out, SoftmaxDerivatives::logJacobianRow);
    }

    /** Writes {@code J v} of the log-probabilities for each row: {@code (v_k − p·v) / T}, and 0 for masked classes. */
    public void logJacobianTimes(Matrix logits, Matrix vectors, Matrix out) {
        multiply(JacobianProduct.LOG_PROBABILITIES, logits, vectors, out);
    }

    /** Writes {@code uᵀ J} of the log-probabilities for each row: {@code (u_k − p_k Σ_j u_j) / T}, without masked classes. */
    public void transposeLogJacobianTimes(Matrix logits, Matrix vectors, Matrix out) {
        multiply(JacobianProduct.LOG_PROBABILITIES_TRANSPOSED, logits, vectors, out);
    }

    /** Computes row i of a Jacobian, without the factor 1/T. */
    @FunctionalInterface
    private interface JacobianRow {
        void compute(SoftmaxRow row, int i, double[] out);
    }

    private void writeJacobian(Matrix logits, Matrix out, JacobianRow rows) {
        requireSquare(logits, out);
        out.requireWritable("the output");
        SoftmaxRow row = new SoftmaxRow(logits, temperature);
        row.load(logits, 0);
        double[] result = new double[logits.columns()];
        for (int i = 0; i < result.length; i++) {
            rows.compute(row, i, result);
            divide(result);
            out.write(i, result);
        }
    }

    private void divide(double[] values) {
        for (int k = 0; k < values.length; k++) {
            values[k] /= temperature;
        }
    }

    private static void requireSquare(Matrix logits, Matrix out) {
        int classes = logits.columns();
        if (logits.rows() != 1 || out.rows() != classes || out.columns() != classes) {
            throw new IllegalArgumentException("the Jacobian of 1×" + classes + " logits is " + classes + "×" + classes
                    + "; the logits are " + logits.rows() + "×" + classes + ", the output is " + out.rows() + "×"
                    + out.columns());
        }
    }

    private void requireOutput(Matrix logits, Matrix out) {
        LossOverRows.requireShape(out, "the output", logits);
        out.requireWritableWhileReading(logits, "the output");
    }

    private void multiply(JacobianProduct product, Matrix logits, Matrix vectors, Matrix out) {
        requireOutput(logits, out);
        LossOverRows.requireShape(vectors, "the matrix of vectors", logits);
        out.requireWritableWhileReading(vectors, "the output");
        run(
                (p, from, to) ->
                        Kernels.active().jacobianTimes(p.product, p.logits, from, to, p.temperature, p.vectors, p.out),
                logits,
                product,
                vectors,
                out);
    }

    private void run(SoftmaxPass.Work work, Matrix logits, JacobianProduct product, Matrix vectors, Matrix out) {
        SoftmaxPass.run(parallelism, work, logits, temperature, product, vectors, out);
    }
}
