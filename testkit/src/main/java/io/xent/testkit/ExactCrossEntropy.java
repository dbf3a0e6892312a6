package io.xent.testkit;

import io.xent.core.Compatibility;
import io.xent.core.CrossEntropy;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Loss and gradient of one row from the formula in the documentation of {@link CrossEntropy}, in exact arithmetic, with
 * the magnitudes that rounding errors are measured against: the same sums with every term taken positive.
 */
public final class ExactCrossEntropy {

    private static final MathContext DIGITS = Exact.DIGITS;

    private final ExactRow row;
    private final BigDecimal[] weighted;
    private final BigDecimal sum;
    private final BigDecimal penalty;
    private final CrossEntropy options;
    private final double[] logits;

    /** The row {@code logits} with the distribution {@code target}; class weights and options are those of the loss. */
    public ExactCrossEntropy(CrossEntropy options, double[] logits, double[] target) {
        this.options = options;
        this.logits = logits;
        row = new ExactRow(logits, options.temperature(), options.softCap());
        BigDecimal mass = BigDecimal.ZERO;
        BigDecimal plain = BigDecimal.ZERO;
        int classes = 0;
        for (int k = 0; k < logits.length; k++) {
            plain = plain.add(new BigDecimal(target[k]));
            mass = mass.add(new BigDecimal(options.classWeight(k)).multiply(new BigDecimal(target[k])));
            classes += row.isMasked(k) ? 0 : 1;
        }
        BigDecimal epsilon = new BigDecimal(options.labelSmoothing());
        boolean likePyTorch = options.compatibility() == Compatibility.PYTORCH;
        BigDecimal share = likePyTorch
                ? epsilon.divide(BigDecimal.valueOf(logits.length), DIGITS)
                : epsilon.multiply(plain).divide(BigDecimal.valueOf(classes), DIGITS);
        weighted = new BigDecimal[logits.length];
        BigDecimal total = BigDecimal.ZERO;
        for (int k = 0; k < logits.length; k++) {
            BigDecimal smoothed = BigDecimal.ONE.subtract(epsilon).multiply(new BigDecimal(target[k]));
            if (likePyTorch || !row.isMasked(k)) {
                smoothed = smoothed.add(share);
            }
            weighted[k] = new BigDecimal(options.classWeight(k)).multiply(smoothed);
            total = total.add(weighted[k]);
        }
        sum = total;
        penalty = new BigDecimal(options.zLoss()).multiply(mass);
    }

    /** The loss of the row before its row weight; null where it is infinite. */
    public BigDecimal loss() {
        return loss(row.logSumExp());
    }

    public BigDecimal lossMagnitude() {
        return loss(row.logSumExpMagnitude());
    }

    private BigDecimal loss(BigDecimal logSum) {
        BigDecimal loss = penalty.multiply(logSum).multiply(logSum);
        for (int k = 0; k < weighted.length; k++) {
            if (weighted[k].signum() != 0) {
                if (row.isMasked(k)) {
                    return null;
                }
                loss = loss.add(weighted[k].multiply(row.surprisal(k)));
            }
        }
        return loss;
    }

    /** The derivative of the loss with respect to {@code logits[k]}. */
    public BigDecimal gradient(int k) {
        BigDecimal g = row.probability(k)
                .multiply(sum)
                .subtract(weighted[k])
                .add(penaltyFactor(row.logSumExp()).multiply(row.probability(k)));
        return g.multiply(slope(k), DIGITS);
    }

    public BigDecimal gradientMagnitude(int k) {
        BigDecimal g = row.probability(k)
                .multiply(sum.subtract(weighted[k]))
                .add(weighted[k].multiply(row.otherProbability(k)))
                .add(penaltyFactor(row.logSumExpMagnitude()).multiply(row.probability(k)));
        return g.multiply(slope(k), DIGITS);
    }

    private BigDecimal penaltyFactor(BigDecimal logSum) {
        return BigDecimal.valueOf(2).multiply(penalty).multiply(logSum);
    }

    /** {@code dz/dx}: 1/T, times sech²(x/c) with a soft cap. */
    private BigDecimal slope(int k) {
        BigDecimal slope = BigDecimal.ONE.divide(new BigDecimal(options.temperature()), DIGITS);
        if (options.softCap() == Double.POSITIVE_INFINITY) {
            return slope;
        }
        if (row.isMasked(k)) {
            return BigDecimal.ZERO;
        }
        BigDecimal scaled = new BigDecimal(logits[k]).divide(new BigDecimal(options.softCap()), DIGITS);
        BigDecimal decay = Exact.exp(scaled.abs().multiply(BigDecimal.valueOf(-2)));
        BigDecimal sech = BigDecimal.valueOf(4)
                .multiply(decay)
                .divide(BigDecimal.ONE.add(decay).pow(2), DIGITS);
        return slope.multiply(sech, DIGITS);
    }
}
