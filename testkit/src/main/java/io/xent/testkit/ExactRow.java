package io.xent.testkit;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashMap;
import java.util.Map;

/**
 * The softmax of one row in exact arithmetic, from its definition. Logits are finite or −∞, not all −∞. With a soft cap c
 * the logits are {@code c · tanh(x / c)} first; +∞ is none.
 */
public final class ExactRow {

    private static final MathContext DIGITS = Exact.DIGITS;

    private final BigDecimal[] scaled;
    private final BigDecimal[] exps;
    private final int top;
    private final BigDecimal rest;
    private final BigDecimal sum;
    private final BigDecimal logOfSum;

    public ExactRow(double[] logits, double temperature, double softCap) {
        Map<Double, BigDecimal> known = new HashMap<>();
        scaled = new BigDecimal[logits.length];
        exps = new BigDecimal[logits.length];
        int best = -1;
        for (int k = 0; k < logits.length; k++) {
            if (logits[k] != Double.NEGATIVE_INFINITY) {
                scaled[k] = known.computeIfAbsent(logits[k], x -> scale(x, temperature, softCap));
                best = best < 0 || scaled[k].compareTo(scaled[best]) > 0 ? k : best;
            }
        }
        top = best;
        known.clear();
        BigDecimal others = BigDecimal.ZERO;
        for (int k = 0; k < logits.length; k++) {
            BigDecimal z = scaled[k];
            exps[k] = z == null
                    ? BigDecimal.ZERO
                    : known.computeIfAbsent(logits[k], x -> Exact.exp(z.subtract(scaled[top])));
            if (k != top) {
                others = others.add(exps[k]);
            }
        }
        rest = others;
        sum = rest.add(BigDecimal.ONE);
        logOfSum = Exact.log1p(rest);
    }

    private static BigDecimal scale(double logit, double temperature, double softCap) {
        BigDecimal z = capped(logit, softCap);
        return temperature == 1 ? z : z.divide(new BigDecimal(temperature), DIGITS);
    }

    private static BigDecimal capped(double logit, double softCap) {
        if (softCap == Double.POSITIVE_INFINITY) {
            return new BigDecimal(logit);
        }
        BigDecimal cap = new BigDecimal(softCap);
        return cap.multiply(Exact.tanh(new BigDecimal(logit).divide(cap, DIGITS)), DIGITS);
    }

    public BigDecimal probability(int k) {
        return exps[k].divide(sum, DIGITS);
    }

    /** One minus a probability. */
    public BigDecimal otherProbability(int k) {
        return (k == top ? rest : sum.subtract(exps[k])).divide(sum, DIGITS);
    }

    /** {@code −log p_k}; null where the class is masked, so that it is infinite. */
    public BigDecimal surprisal(int k) {
        return scaled[k] == null ? null : scaled[top].subtract(scaled[k]).add(logOfSum, DIGITS);
    }

    public BigDecimal logSumExp() {
        return scaled[top].add(logOfSum);
    }

    /** What {@link #logSumExp} is the sum of, without the signs: the scale of its rounding errors. */
    public BigDecimal logSumExpMagnitude() {
        return scaled[top].abs().add(logOfSum);
    }

    public boolean isMasked(int k) {
        return scaled[k] == null;
    }
}
