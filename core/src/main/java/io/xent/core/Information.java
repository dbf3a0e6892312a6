package io.xent.core;

/**
 * Measures of information, in the unit that is chosen: {@code Information.BITS.entropy(0.5, 0.5)} is 1.
 *
 * <p>A distribution is given by weights that are not negative, of any positive sum: probabilities, or counts. It is the
 * weights divided by their sum that is measured. {@code 0 · log 0} is 0. All methods throw {@link
 * IllegalArgumentException} for weights that are negative, NaN or infinite, all zero or none at all, and for two
 * distributions of different length. Shannon, "A mathematical theory of communication" (1948); Kullback and Leibler, "On
 * information and sufficiency" (1951).
 */
public enum Information {
    /** Natural logarithms. */
    NATS(1),
    /** Logarithms to base 2. */
    BITS(1 / Math.log(2));

    private final double perNat;

    Information(double perNat) {
        this.perNat = perNat;
    }

    /** {@code −log p}: how surprising an outcome of probability p is; +∞ for 0. p is in [0, 1]. */
    public double surprisal(double p) {
        CrossEntropy.require(p >= 0 && p <= 1, "probability", p, "[0, 1]");
        return p == 1 ? 0 : -Elementary.log(p) * perNat;
    }

    /**
     * {@code H(p) = −Σ_k p_k log p_k}, between 0 and log K. Keeps its relative accuracy as one p nears 1.
     */
    public double entropy(double... p) {
        Distribution d = new Distribution("p", p);
        CompensatedSum sum = new CompensatedSum();
        for (int k = 0; k < p.length; k++) {
            if (p[k] != 0) {
                sum.add(d.probability(k) * d.surprisal(k));
            }
        }
        return sum.value() * perNat;
    }

    /** {@code H(p, q) = −Σ_k p_k log q_k}; +∞ where q is 0 and p is not. */
    public double crossEntropy(double[] p, double[] q) {
        requireSameLength(p, q);
        Distribution ofP = new Distribution("p", p);
        Distribution ofQ = new Distribution("q", q);
        CompensatedSum sum = new CompensatedSum();
        for (int k = 0; k < p.length; k++) {
            if (p[k] != 0) {
                sum.add(ofP.probability(k) * ofQ.surprisal(k));
            }
        }
        return sum.value() * perNat;
    }

    /**
     * {@code D(p ‖ q) = Σ_k p_k log(p_k / q_k)}, not negative; +∞ where q is 0 and p is not.
     *
     * <p>Computed as {@code Σ_k p_k log(p_k / q_k) − p_k + q_k}, whose terms are not negative one by one, so that it does
     * not cancel where the two are nearly the same.
     */
    public double divergence(double[] p, double[] q) {
        requireSameLength(p, q);
        Distribution ofP = new Distribution("p", p);
        Distribution ofQ = new Distribution("q", q);
        CompensatedSum sum = new CompensatedSum();
        for (int k = 0; k < p.length; k++) {
            sum.add(divergenceTerm(ofP.probability(k), ofQ.probability(k)));
        }
        return sum.value() * perNat;
    }

    /** {@code exp H(p)} (H in nats): how many equally likely outcomes are as uncertain. The same in both units. */
    public double perplexity(double... p) {
        return Elementary.exp(NATS.entropy(p));
    }

    private static double divergenceTerm(double a, double b) {
        if (a == 0) {
            return b;
        }
        if (b == 0) {
            return Double.POSITIVE_INFINITY;
        }
        double t = (b - a) / a;
        return Math.abs(t) > 0.25 ? a * (Elementary.log(a) - Elementary.log(b)) + (b - a) : a * excessOverLog(t);
    }

    /** {@code t − log(1 + t)} for small t, by the power series in s = t / (2 + t): the difference would cancel. */
    private static double excessOverLog(double t) {
        double s = t / (2 + t);
        double square = s * s;
        double series = 0;
        for (int n = 19; n >= 3; n -= 2) {
            series = square * (1.0 / n + series);
        }
        return s * (t - 2 * series);
    }

    private static void requireSameLength(double[] p, double[] q) {
        if (p.length != q.length) {
            throw new IllegalArgumentException("p has " + p.length + " classes, q has " + q.length);
        }
    }

    /** Weights with their sum split into the largest and the rest, so that the logarithm of the largest is exact. */
    private static final class Distribution {
        private final double[] weights;
        private final int top;
        private final double rest;
        private final double sum;

        Distribution(String name, double[] weights) {
            this.weights = weights;
            int best = 0;
            for (int k = 0; k < weights.length; k++) {
                if (!(weights[k] >= 0 && weights[k] < Double.POSITIVE_INFINITY)) {
                    throw new IllegalArgumentException(
                            name + "[" + k + "] = " + weights[k] + " is outside [0, infinity)");
                }
                best = weights[k] > weights[best] ? k : best;
            }
            CompensatedSum others = new CompensatedSum();
            for (int k = 0; k < weights.length; k++) {
                if (k != best) {
                    others.add(weights[k]);
                }
            }
            top = best;
            rest = others.value();
            sum = weights.length == 0 ? 0 : weights[best] + rest;
            if (!(sum > 0 && sum < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(name + " sums to " + sum + ": not a distribution");
            }
        }

        double probability(int k) {
            return weights[k] / sum;
        }

        double surprisal(int k) {
            return k == top ? Elementary.log1p(rest / weights[top]) : -Elementary.log(weights[k] / sum);
        }
    }
}
