package io.xent.learn.verification;

import io.xent.learn.Cholesky;
import io.xent.learn.Penalty;

/**
 * How far, at most, the objective at a point is above its minimum: the gap to the dual objective at
 * {@code α_i = (1 − c) y_i + c p_i}, with what is left of the bias's gradient accounted for. With c = 1 these are the
 * probabilities themselves; where λ₂ = 0 no gradient may be above λ₁, and c makes room. Derived in docs/numerics.md,
 * "Certificate".
 */
final class DualBound {

    private final PlainObjective objective;
    private final Penalty penalty;

    DualBound(PlainObjective objective, Penalty penalty) {
        this.objective = objective;
        this.penalty = penalty;
    }

    double above(double[] parameters, PlainObjective.Point point) {
        int bias = parameters.length - objective.classes();
        double biasLeft = Recomputation.norm(point.gradient(), bias, parameters.length) + point.gradientError();
        double ratio = 2 * biasLeft / leastCurvature(point);
        if (!(ratio < 1)) {
            return Double.POSITIVE_INFINITY;
        }
        double distance = -0.5 * Math.log1p(-ratio);
        double shift = point.gradientError()
                + 2 * PlainObjective.ULP * Recomputation.norm(point.lossGradient(), 0, bias)
                + Math.sqrt(objective.meanSquaredLength()) / 2 * distance;
        double gap = penalty.l2() > 0 ? at(1, parameters, point, distance, shift) : Double.POSITIVE_INFINITY;
        if (penalty.l1() > 0) {
            double c = Math.min(1, penalty.l1() / (largestSlope(point, bias) + shift));
            if (c < 1 || penalty.l2() == 0) {
                gap = Math.min(gap, at(c, parameters, point, distance, shift));
            }
        }
        return gap + biasLeft * distance;
    }

    private static double largestSlope(PlainObjective.Point point, int weights) {
        double largest = 0;
        for (int i = 0; i < weights; i++) {
            largest = Math.max(largest, Math.abs(point.lossGradient()[i]));
        }
        return largest;
    }

    /** What the inequalities of Fenchel and Young leave; each term is at least 0. */
    private double at(double c, double[] parameters, PlainObjective.Point point, double distance, double shift) {
        CompensatedSums squares = new CompensatedSums(1);
        CompensatedSums slack = new CompensatedSums(1);
        double lengths = 0;
        for (int i = 0; i < parameters.length - objective.classes(); i++) {
            double w = parameters[i];
            double slope = c * point.lossGradient()[i];
            double held = Math.max(-penalty.l1(), Math.min(penalty.l1(), slope));
            double left = penalty.l1() == 0 ? point.gradient()[i] : penalty.l2() * w + (slope - held);
            squares.addProduct(0, left, left);
            slack.add(0, Math.abs(w) * (penalty.l1() + Math.signum(w) * held));
            lengths += w * w;
        }
        double gap = slack.value(0);
        if (penalty.l2() > 0) {
            double length = Math.sqrt(squares.value(0)) + c * shift;
            gap += length * length / (2 * penalty.l2());
        }
        if (penalty.l1() > 0) {
            gap += c * shift * Math.sqrt(lengths);
        }
        return c < 1
                ? gap + objective.meanOfLosses(parameters, loss -> divergence(c, loss + Math.sqrt(2) * distance))
                : gap;
    }

    /** {@code KL(α_i ‖ p_i)} of a row whose other classes share {@code q = 1 − exp(−loss)}. */
    private static double divergence(double c, double loss) {
        double others = c * -Math.expm1(-loss);
        double own = (1 - others) * (Math.log1p(-others) + loss);
        return Math.max(0, (others == 0 ? 0 : others * Math.log(c)) + own);
    }

    /** A lower bound: one over the Frobenius norm of the inverse. */
    private static double leastCurvature(PlainObjective.Point point) {
        Cholesky factor = factor(point.biasHessian(), 1);
        double squares = 0;
        for (int k = 0; k < point.biasHessian().length; k++) {
            double[] unit = new double[point.biasHessian().length];
            unit[k] = 1;
            factor.solve(unit);
            for (double v : unit) {
                squares += v * v;
            }
        }
        return 1 / Math.sqrt(squares);
    }

    /** Factors the matrix after filling the one direction that changes no probability. */
    static Cholesky factor(double[][] hessian, double scale) {
        int classes = hessian.length;
        double trace = 0;
        for (int k = 0; k < classes; k++) {
            trace += hessian[k][k];
        }
        double[][] filled = new double[classes][];
        for (int k = 0; k < classes; k++) {
            filled[k] = hessian[k].clone();
            for (int l = 0; l <= k; l++) {
                filled[k][l] = scale * (filled[k][l] + trace / classes / classes);
            }
        }
        return new Cholesky(filled);
    }
}
