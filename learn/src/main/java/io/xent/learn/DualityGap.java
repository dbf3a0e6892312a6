package io.xent.learn;

/**
 * How far, at most, weights are from the optimum at the bias that is best for them: the gap to the dual objective at
 * {@code α_i = (1 − c) y_i + c p_i}. With c = 1 these are the probabilities themselves; a smaller c makes room where the
 * absolute values of the penalty allow no gradient above λ₁. Derived in docs/numerics.md, "Certificate".
 */
final class DualityGap {

    private final Penalty penalty;
    private final double[] parameters;
    private final double[] gradient;
    private final BiasPolish polish;
    private final double biasShift;
    private final double slopeShift;
    private final double gradientShift;

    /**
     * @param parameters with the polished bias
     * @param gradient of the mean loss alone there
     * @param polish of the bias
     * @param biasShift how far, at most, the polished bias is from the best one
     * @param slopeShift how far, at most, the slope along any weight at the best bias is from the one given, for this and
     *     for rounding
     * @param gradientShift the same for all slopes together, as a Euclidean norm
     */
    DualityGap(
            Penalty penalty,
            double[] parameters,
            double[] gradient,
            BiasPolish polish,
            double biasShift,
            double slopeShift,
            double gradientShift) {
        this.penalty = penalty;
        this.parameters = parameters;
        this.gradient = gradient;
        this.polish = polish;
        this.biasShift = biasShift;
        this.slopeShift = slopeShift;
        this.gradientShift = gradientShift;
    }

    /** The smaller of the bounds that c = 1 and the largest c without a gradient above λ₁ give. */
    double bound() {
        double gap = penalty.l2() > 0 ? at(1) : Double.POSITIVE_INFINITY;
        if (penalty.l1() > 0) {
            double c = Math.min(1, penalty.l1() / (largestSlope() + slopeShift));
            if (c < 1 || penalty.l2() == 0) {
                gap = Math.min(gap, at(c));
            }
        }
        return gap;
    }

    private double largestSlope() {
        double largest = 0;
        for (int i = 0; i < polish.weights(); i++) {
            largest = Math.max(largest, Math.abs(gradient[i]));
        }
        return largest;
    }

    /** What the inequalities of Fenchel and Young leave, of the penalty and of the loss: every term is at least 0. */
    private double at(double c) {
        double l1 = penalty.l1();
        double l2 = penalty.l2();
        double squares = 0;
        double slack = 0;
        double lengths = 0;
        for (int i = 0; i < polish.weights(); i++) {
            double w = parameters[i];
            double g = c * gradient[i];
            double beyond = AbsolutePenalty.shrunk(g, l1);
            double difference = l2 * w + beyond;
            squares += difference * difference;
            slack += Math.abs(w) * (l1 + Math.signum(w) * (g - beyond));
            lengths += w * w;
        }
        double gap = slack;
        if (l2 > 0) {
            double length = Math.sqrt(squares) + c * gradientShift;
            gap += length * length / (2 * l2);
        }
        if (l1 > 0) {
            gap += c * gradientShift * Math.sqrt(lengths);
        }
        return c < 1 ? gap + polish.meanOfLosses(loss -> divergence(c, loss + Math.sqrt(2) * biasShift)) : gap;
    }

    /**
     * {@code KL(α_i ‖ p_i)} for a row of this loss, whose other classes share {@code q = 1 − exp(−loss)}:
     * {@code c q log c + (1 − cq) (log(1 − cq) + loss)}. It grows with the loss.
     */
    private static double divergence(double c, double loss) {
        double others = c * -Math.expm1(-loss);
        double own = (1 - others) * (Math.log1p(-others) + loss);
        return Math.max(0, (others == 0 ? 0 : others * Math.log(c)) + own);
    }
}
