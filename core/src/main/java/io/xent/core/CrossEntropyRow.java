package io.xent.core;

import java.util.Arrays;

/**
 * One row of {@link CrossEntropy}: all its options, with value, gradient and Hessian-times-vector in the forms that do
 * not cancel. With v the weighted, smoothed target and V = Σv,
 *
 * <pre>{@code
 *     loss       = Σ_k v_k · (−log p_k)              each −log p_k a sum of terms ≥ 0
 *     gradient_k = p_k · Σ_{j≠k} v_j − v_k · (1 − p_k)
 * }</pre>
 *
 * where {@code 1 − p_k} and {@code Σ_{j≠k} v_j} are themselves sums over the others and never differences from the
 * whole. For a class index only one v is not zero, and the formula falls apart into V p_k and −V (1 − p_y).
 */
final class CrossEntropyRow {

    private static final ThreadLocal<CrossEntropyRow> LAST = new ThreadLocal<>();

    private final CrossEntropy options;
    private final int columns;
    private final SoftmaxRow softmax;
    private final SoftCap cap;
    private final double[] target;
    private final double[] gradient;

    /** The class that holds all of the target, or −1 where {@link #target} says it. */
    private int index;
    /** Largest of the target, where it is, and the sum of the others. */
    private int heaviest;

    private double others;
    /** Σ_k v_k. */
    private double sum;
    /** What the row counts: Σ_k w_k y_k before smoothing. */
    private double mass;

    /** A workspace for rows of the shape and precision of {@code logits}, that of the thread's last rows if it fits. */
    static CrossEntropyRow ofThread(CrossEntropy options, Matrix logits) {
        CrossEntropyRow row = LAST.get();
        if (row == null || row.options != options || !row.softmax.fits(logits)) {
            row = new CrossEntropyRow(options, logits);
            if (row.columns <= SoftmaxRow.MOST_KEPT) {
                LAST.set(row);
            }
        }
        return row;
    }

    private CrossEntropyRow(CrossEntropy options, Matrix logits) {
        this.options = options;
        columns = logits.columns();
        softmax = new SoftmaxRow(logits, options.temperature());
        cap = options.softCap() == Double.POSITIVE_INFINITY ? null : new SoftCap(options.softCap(), columns);
        target = new double[columns];
        gradient = new double[columns];
    }

    /** Computes what the block asks for in one of its rows. */
    void compute(LossBlock block, int row) {
        double scale = block.scale(row);
        if (scale != 0) {
            load(block.logits(), block.target(), row);
        }
        if (block.losses() != null) {
            block.losses()[row - block.from()] = scale == 0 ? 0 : loss();
        }
        if (block.gradient() != null) {
            block.gradient().write(row, scale == 0 ? zeros() : gradient(scale));
        }
    }

    /** Room for a vector of a row's length. */
    double[] scratch() {
        return softmax.scratch();
    }

    void load(Matrix logits, Target targets, int row) {
        logits.read(row, softmax.logits);
        if (cap != null) {
            cap.apply(softmax.logits);
        }
        loadTarget(targets, row);
        softmax.compute();
    }

    /** Before the softmax is computed: a limit at +∞ masks all finite logits, which smoothing must not. */
    private void loadTarget(Target targets, int row) {
        if (targets.isClassIndices() && options.labelSmoothing() == 0) {
            index = targets.classIndex(row);
            sum = options.classWeight(index);
            mass = sum;
        } else {
            index = -1;
            targets.read(row, target, columns);
            weighAndSmooth();
            sumTarget();
        }
    }

    private void weighAndSmooth() {
        CompensatedSum rowMass = new CompensatedSum();
        CompensatedSum plain = new CompensatedSum();
        for (int k = 0; k < columns; k++) {
            plain.add(target[k]);
            rowMass.add(options.classWeight(k) * target[k]);
        }
        mass = rowMass.value();
        boolean likePyTorch = options.compatibility() == Compatibility.PYTORCH;
        int receivers = likePyTorch ? columns : unmasked();
        boolean everywhere = receivers == columns || receivers == 0;
        double epsilon = options.labelSmoothing();
        double spread = likePyTorch ? epsilon : epsilon * plain.value();
        double share = spread / (everywhere ? columns : receivers);
        for (int k = 0; k < columns; k++) {
            double smoothing = everywhere || !softmax.isMasked(k) ? share : 0;
            target[k] = options.classWeight(k) * ((1 - epsilon) * target[k] + smoothing);
        }
    }

    private int unmasked() {
        int count = 0;
        for (int k = 0; k < columns; k++) {
            count += softmax.isMasked(k) ? 0 : 1;
        }
        return count;
    }

    private void sumTarget() {
        heaviest = 0;
        for (int k = 1; k < columns; k++) {
            heaviest = target[k] > target[heaviest] ? k : heaviest;
        }
        CompensatedSum rest = new CompensatedSum();
        for (int k = 0; k < columns; k++) {
            if (k != heaviest) {
                rest.add(target[k]);
            }
        }
        others = rest.value();
        sum = columns == 0 ? 0 : target[heaviest] + others;
    }

    double loss() {
        double logSum = softmax.logSumExp();
        double penalty = options.zLoss() == 0 || mass == 0 ? 0 : options.zLoss() * mass * logSum * logSum;
        if (index >= 0) {
            return penalty + (sum == 0 && !softmax.undefined() ? 0 : sum * softmax.surprisal(index));
        }
        CompensatedSum loss = new CompensatedSum();
        loss.add(softmax.undefined() ? Double.NaN : penalty);
        for (int k = 0; k < columns; k++) {
            if (target[k] != 0) {
                loss.add(target[k] * softmax.surprisal(k));
            }
        }
        return loss.value();
    }

    double[] zeros() {
        Arrays.fill(gradient, 0);
        return gradient;
    }

    /** The gradient with respect to the logits times {@code scale}; overwritten by the next row. */
    double[] gradient(double scale) {
        if (softmax.masked()) {
            return zeros();
        }
        double factor = scale / options.temperature();
        if (index >= 0) {
            indexGradient(sum * factor);
        } else {
            distributionGradient(factor);
        }
        if (options.zLoss() != 0 && mass != 0) {
            addPenaltyGradient(2 * options.zLoss() * mass * softmax.logSumExp() * factor);
        }
        if (cap != null) {
            cap.chain(gradient);
        }
        return gradient;
    }

    private void indexGradient(double weight) {
        double factor = weight * softmax.inverseSum();
        double[] exps = softmax.exps;
        for (int k = 0; k < columns; k++) {
            gradient[k] = exps[k] * factor;
        }
        gradient[index] = -weight * softmax.otherProbability(index);
    }

    private void distributionGradient(double factor) {
        for (int k = 0; k < columns; k++) {
            double othersOfK = (target[heaviest] - target[k]) + others;
            double towards = softmax.probability(k) * othersOfK;
            double away = target[k] * softmax.otherProbability(k);
            gradient[k] = (towards - away) * factor;
        }
    }

    /** Of z-loss: 2a · mass · logΣ · p. Where logΣ is infinite, zero probabilities stay out of it. */
    private void addPenaltyGradient(double factor) {
        for (int k = 0; k < columns; k++) {
            double p = softmax.probability(k);
            if (p != 0) {
                gradient[k] += factor * p;
            }
        }
    }

    /**
     * Replaces u by scale · H u. With respect to z the second derivative is {@code A (diag(p) − p pᵀ) + B p pᵀ}, with A =
     * V + 2a · mass · logΣ and B = 2a · mass; a soft cap puts its slopes on both sides and adds the first derivative
     * times its curvature.
     */
    void hessianTimes(double[] u, double scale) {
        if (softmax.masked()) {
            Arrays.fill(u, 0);
            return;
        }
        double[] bend = cap == null ? null : cap.curvatureTimes(gradient(scale), u);
        if (cap != null) {
            cap.chain(u);
        }
        double factor = scale / (options.temperature() * options.temperature());
        if (options.zLoss() == 0) {
            SoftmaxDerivatives.jacobianTimes(softmax, u);
            multiply(u, sum * factor);
        } else {
            penalisedHessianTimes(u, factor);
        }
        if (cap != null) {
            cap.chain(u);
            for (int k = 0; k < columns; k++) {
                u[k] += bend[k];
            }
        }
    }

    private void penalisedHessianTimes(double[] u, double factor) {
        double b = 2 * options.zLoss() * mass;
        double mean = SoftmaxDerivatives.jacobianTimes(softmax, u);
        multiply(u, (sum + b * softmax.logSumExp()) * factor);
        for (int k = 0; k < columns; k++) {
            double p = softmax.probability(k);
            if (p != 0) {
                u[k] += b * p * mean * factor;
            }
        }
    }

    private static void multiply(double[] values, double factor) {
        for (int k = 0; k < values.length; k++) {
            values[k] *= factor;
        }
    }
}
