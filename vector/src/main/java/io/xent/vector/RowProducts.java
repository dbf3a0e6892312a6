package io.xent.vector;

import io.xent.core.Compatibility;
import io.xent.core.CrossEntropy;
import io.xent.core.JacobianProduct;
import io.xent.core.Kernels;
import io.xent.core.LossBlock;
import io.xent.core.Matrix;
import io.xent.core.Target;

/**
 * Products of vectors with the Jacobians of the softmax and the Hessian of the cross-entropy, row by row. With t the most
 * probable class and {@code m = Σ_{k≠t} p_k (v_k − v_t)}, the Jacobian of the probabilities times v is {@code p_k ((v_k −
 * v_t) − m)}: a sum over the others at t too, and no difference of what is nearly the same.
 *
 * <p>Rows with a logit that is not finite, and vectors with a number beyond {@link #LARGEST}, go to the scalar kernels.
 */
final class RowProducts {

    private static final ThreadLocal<RowProducts> OF_THREAD = ThreadLocal.withInitial(RowProducts::new);

    /** Differences and sums of such numbers do not overflow. */
    private static final double LARGEST = 1e150;

    private final WideRow row = new WideRow();
    private double[] vector = new double[0];
    private double[] terms;

    private RowProducts() {}

    static RowProducts ofThread() {
        return OF_THREAD.get();
    }

    /** Whether a Hessian is done here: without a soft cap, and not if class weights meet a distribution. */
    static boolean handles(CrossEntropy loss, Target target) {
        boolean oneClass = target.isClassIndices() && loss.labelSmoothing() == 0;
        return loss.softCap() == Double.POSITIVE_INFINITY && (oneClass || !loss.hasClassWeights());
    }

    void jacobianTimes(
            JacobianProduct product, Matrix logits, int from, int to, double temperature, Matrix vectors, Matrix out) {
        DoubleWork work = reserve(logits.columns(), to - from);
        for (int i = from; i < to; i++) {
            if (!read(logits, vectors, i)) {
                Kernels.scalar().jacobianTimes(product, logits, i, i + 1, temperature, vectors, out);
                continue;
            }
            row.exponentiate(work, temperature);
            switch (product) {
                case PROBABILITIES -> times(1 / temperature);
                case LOG_PROBABILITIES -> logTimes(1 / temperature);
                case LOG_PROBABILITIES_TRANSPOSED -> transposeLogTimes(1 / temperature);
            }
            WideRow.write(out, i, vector, row.classes);
        }
    }

    private DoubleWork reserve(int classes, int rows) {
        row.reserve(classes);
        if (vector.length < classes) {
            vector = new double[classes];
            terms = new double[classes];
        }
        return DoubleWork.ofThread((long) rows * classes);
    }

    private boolean read(Matrix logits, Matrix vectors, int i) {
        boolean finite = WideRow.read(logits, i, row.logits, row.classes);
        WideRow.read(vectors, i, vector, row.classes);
        for (int k = 0; k < row.classes; k++) {
            finite &= Math.abs(vector[k]) <= LARGEST;
        }
        return finite;
    }

    /** Subtracts v_t from the vector; returns m. */
    private double centre() {
        double centre = vector[row.top];
        for (int k = 0; k < row.classes; k++) {
            vector[k] -= centre;
        }
        return Sums.ofProducts(row.probabilities, vector, terms, row.classes);
    }

    private void logTimes(double factor) {
        double mean = centre();
        for (int k = 0; k < row.classes; k++) {
            vector[k] = (vector[k] - mean) * factor;
        }
    }

    private void transposeLogTimes(double factor) {
        double sum = Sums.of(vector, row.classes);
        double ofTop = vector[row.top];
        for (int k = 0; k < row.classes; k++) {
            double p = row.probabilities[k];
            double others = (row.topProbability - p) + row.otherProbability;
            vector[k] = (vector[k] * others - p * (sum - vector[k])) * factor;
        }
        vector[row.top] = (ofTop * row.otherProbability - row.topProbability * (sum - ofTop)) * factor;
    }

    /**
     * {@code A (diag(p) − p pᵀ) v + B p (p·v)} with A = V + 2a · mass · logΣ and B = 2a · mass, over T²: V the sum of the
     * weighted and smoothed target, the mass what the row counts, a the z-loss.
     */
    void hessianTimes(CrossEntropy loss, LossBlock block, Matrix vectors, Matrix out) {
        int classes = block.logits().columns();
        double temperature = loss.temperature();
        DoubleWork work = reserve(classes, block.to() - block.from());
        for (int i = block.from(); i < block.to(); i++) {
            double scale = block.scale(i);
            if (scale == 0) {
                for (int k = 0; k < classes; k++) {
                    out.set(i, k, 0);
                }
            } else if (read(block.logits(), vectors, i)) {
                row.exponentiate(work, temperature);
                double mass = mass(loss, block.target(), i);
                double sum = smoothed(loss, mass);
                double slope = 2 * loss.zLoss() * mass;
                double factor = scale / (temperature * temperature);
                double mean = vector[row.top];
                mean += times((sum + slope * row.logSum) * factor);
                if (slope != 0) {
                    addProbabilities(slope * mean * factor);
                }
                WideRow.write(out, i, vector, classes);
            } else {
                fallBack(loss, block, i, vectors, out);
            }
        }
    }

    /** The Jacobian of the probabilities times v times the factor; returns m. */
    private double times(double factor) {
        double mean = centre();
        for (int k = 0; k < row.classes; k++) {
            vector[k] = row.probabilities[k] * (vector[k] - mean) * factor;
        }
        return mean;
    }

    private void addProbabilities(double factor) {
        for (int k = 0; k < row.classes; k++) {
            vector[k] += row.probabilities[k] * factor;
        }
    }

    private double mass(CrossEntropy loss, Target target, int i) {
        if (target.isClassIndices()) {
            return loss.classWeight(target.classIndex(i));
        }
        target.read(i, terms, row.classes);
        return Sums.of(terms, row.classes);
    }

    /** Smoothing leaves the sum of a target as it is, but for PyTorch's, which adds ε whatever that is. */
    private static double smoothed(CrossEntropy loss, double mass) {
        double epsilon = loss.labelSmoothing();
        return loss.compatibility() == Compatibility.PYTORCH ? (1 - epsilon) * mass + epsilon : mass;
    }

    /** One row by the plain loops of the specification. */
    private static void fallBack(CrossEntropy loss, LossBlock block, int i, Matrix vectors, Matrix out) {
        LossBlock one = new LossBlock(
                block.logits().rows(i, i + 1),
                block.target().rows(i, i + 1),
                new double[] {block.scale(i)},
                null,
                null);
        Kernels.scalar().crossEntropyHessianTimes(loss, one, vectors.rows(i, i + 1), out.rows(i, i + 1));
    }
}
