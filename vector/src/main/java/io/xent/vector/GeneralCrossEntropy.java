package io.xent.vector;

import io.xent.core.Compatibility;
import io.xent.core.CrossEntropy;
import io.xent.core.Kernels;
import io.xent.core.LossBlock;
import io.xent.core.Matrix;

/**
 * The cross-entropy with all its options and any target, row by row in double precision for floats too: where probability
 * and target nearly cancel, single precision would leave nothing. A row is widened into scratch memory, so it is read
 * once and written once here as well. Apart from the exponentials these are plain loops, short enough that the compiler
 * makes vectors of them.
 *
 * <p>Rows with a logit that is not finite go to the scalar kernels.
 */
final class GeneralCrossEntropy {

    private static final ThreadLocal<GeneralCrossEntropy> OF_THREAD = ThreadLocal.withInitial(GeneralCrossEntropy::new);

    private CrossEntropy options;
    private DoubleWork work;
    private int classes;
    private boolean weighted;

    private final WideRow row = new WideRow();
    private double[] target = new double[0];
    private double[] gradient;
    private double[] slopes;
    private double[] classWeights;

    private double mass;
    private int heaviest;
    private double othersOfHeaviest;

    private GeneralCrossEntropy() {}

    static GeneralCrossEntropy ofThread() {
        return OF_THREAD.get();
    }

    void run(CrossEntropy loss, LossBlock block) {
        run(loss, block, block.from(), block.to());
    }

    /** One row of a block. */
    void runRow(CrossEntropy loss, LossBlock block, int row) {
        run(loss, block, row, row + 1);
    }

    private void run(CrossEntropy loss, LossBlock block, int from, int to) {
        options = loss;
        classes = block.logits().columns();
        work = DoubleWork.ofThread((long) (to - from) * classes);
        reserve();
        weighted = loss.hasClassWeights();
        for (int k = 0; k < classes && weighted; k++) {
            classWeights[k] = loss.classWeight(k);
        }
        for (int i = from; i < to; i++) {
            if (block.scale(i) == 0) {
                skip(block, i);
            } else if (WideRow.read(block.logits(), i, row.logits, classes)) {
                compute(block, i);
            } else {
                fallBack(block, i);
            }
        }
        options = null;
        work = null;
    }

    private void reserve() {
        row.reserve(classes);
        if (target.length < classes) {
            target = new double[classes];
            gradient = new double[classes];
            slopes = new double[classes];
            classWeights = new double[classes];
        }
    }

    private void compute(LossBlock block, int i) {
        double cap = options.softCap();
        if (cap != Double.POSITIVE_INFINITY) {
            cap(cap);
        }
        row.exponentiate(work, options.temperature());
        block.target().read(i, target, classes);
        weigh();
        if (block.losses() != null) {
            block.losses()[i - block.from()] = loss();
        }
        if (block.gradient() != null) {
            differentiate(block.scale(i) / options.temperature());
            if (cap != Double.POSITIVE_INFINITY) {
                multiply(gradient, slopes, classes);
            }
            WideRow.write(block.gradient(), i, gradient, classes);
        }
    }

    /** c · tanh(x / c) and its slope, from {@code d = exp(−2|x|/c)}: (1 − d) / (1 + d) and 4d / (1 + d)². */
    private void cap(double cap) {
        for (int k = 0; k < classes; k++) {
            slopes[k] = -2 * Math.abs(row.logits[k] / cap);
        }
        WideExponentials.of(work, slopes, 0, classes);
        for (int k = 0; k < classes; k++) {
            double decay = slopes[k];
            double inverse = 1 / (1 + decay);
            row.logits[k] = Math.copySign(cap * ((1 - decay) * inverse), row.logits[k]);
            slopes[k] = 4 * decay * inverse * inverse;
        }
    }

    /** Makes v of y: {@code w · ((1 − ε) y + ε Σy / K)}. */
    private void weigh() {
        double plain = Sums.of(target, classes);
        mass = weighted ? Sums.ofProducts(target, classWeights, gradient, classes) : plain;
        double epsilon = options.labelSmoothing();
        if (epsilon > 0) {
            boolean likePyTorch = options.compatibility() == Compatibility.PYTORCH;
            double share = likePyTorch ? epsilon / classes : epsilon * plain / classes;
            for (int k = 0; k < classes; k++) {
                target[k] = (1 - epsilon) * target[k] + share;
            }
        }
        if (weighted) {
            multiply(target, classWeights, classes);
        }
        heaviest = 0;
        for (int k = 1; k < classes; k++) {
            heaviest = target[k] > target[heaviest] ? k : heaviest;
        }
        double largest = target[heaviest];
        target[heaviest] = 0;
        othersOfHeaviest = Sums.of(target, classes);
        target[heaviest] = largest;
    }

    private static void multiply(double[] values, double[] factors, int count) {
        for (int k = 0; k < count; k++) {
            values[k] *= factors[k];
        }
    }

    /** {@code Σ v_k (logΣ − z_k)}, of which no term is negative, and the penalty of a z-loss. */
    private double loss() {
        double largest = row.logits[row.top];
        double temperature = options.temperature();
        for (int k = 0; k < classes; k++) {
            gradient[k] = (largest - row.logits[k]) / temperature + row.logOfSum;
        }
        double loss = Sums.ofProducts(target, gradient, gradient, classes);
        return options.zLoss() == 0 ? loss : loss + options.zLoss() * mass * row.logSum * row.logSum;
    }

    /** {@code p_k Σ_{j≠k} v_j − v_k (1 − p_k)}, both factors sums over the others. */
    private void differentiate(double factor) {
        double most = target[heaviest];
        double penalty = 2 * options.zLoss() * mass * row.logSum * factor;
        for (int k = 0; k < classes; k++) {
            double p = row.probabilities[k];
            double v = target[k];
            double towards = p * ((most - v) + othersOfHeaviest);
            double away = v * ((row.topProbability - p) + row.otherProbability);
            gradient[k] = (towards - away) * factor + p * penalty;
        }
        differentiateAt(row.top, factor, penalty);
        differentiateAt(heaviest, factor, penalty);
    }

    private void differentiateAt(int k, double factor, double penalty) {
        double p = row.probabilities[k];
        double v = target[k];
        double others = k == heaviest ? othersOfHeaviest : (target[heaviest] - v) + othersOfHeaviest;
        double rest = k == row.top ? row.otherProbability : (row.topProbability - p) + row.otherProbability;
        gradient[k] = (p * others - v * rest) * factor + p * penalty;
    }

    private static void skip(LossBlock block, int row) {
        if (block.losses() != null) {
            block.losses()[row - block.from()] = 0;
        }
        Matrix out = block.gradient();
        for (int k = 0; out != null && k < out.columns(); k++) {
            out.set(row, k, 0);
        }
    }

    private void fallBack(LossBlock block, int row) {
        double[] loss = block.losses() == null ? null : new double[1];
        Matrix out = block.gradient() == null ? null : block.gradient().rows(row, row + 1);
        Kernels.scalar()
                .crossEntropy(
                        options,
                        new LossBlock(
                                block.logits().rows(row, row + 1),
                                block.target().rows(row, row + 1),
                                new double[] {block.scale(row)},
                                loss,
                                out));
        if (loss != null) {
            block.losses()[row - block.from()] = loss[0];
        }
    }
}
