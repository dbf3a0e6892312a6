package io.xent.learn.verification;

import java.util.Arrays;
import java.util.concurrent.atomic.DoubleAccumulator;

/**
 * How far, at most, the objective of the squared hinge is above its minimum: the gap to the dual objective at multipliers
 * {@code max(0, 1 + z_k − z_y) + δ_k}, where δ ≥ 0 takes the bias's gradient away. Derived in docs/numerics.md, "The squared hinge".
 */
final class HingeBound {

    private final PlainObjective objective;
    private final double lambda;
    private final int classes;
    private final double[] priors;

    HingeBound(PlainObjective objective, double lambda) {
        this.objective = objective;
        this.lambda = lambda;
        classes = objective.classes();
        priors = objective.priors();
    }

    double above(double[] parameters, PlainObjective.Point point) {
        int bias = parameters.length - classes;
        double[][] shares = shares(parameters, Arrays.copyOfRange(point.lossGradient(), bias, parameters.length));
        Moved moved = new Moved(shares);
        PlainObjective.Point dual = objective.at(parameters, moved, false);
        double left = Math.sqrt(classes) * dual.gradientError();
        for (int k = bias; k < parameters.length; k++) {
            left += Math.abs(dual.lossGradient()[k]) / 2;
        }
        double rarest = Arrays.stream(priors).min().orElseThrow();
        double shift = Math.sqrt(2 * objective.meanSquaredLength() / rarest) * left + dual.gradientError();
        double length = Recomputation.norm(dual.gradient(), 0, bias) + shift;
        return dual.meanLoss()
                + left * moved.farthest.get()
                + left * left / (2 * rarest)
                + length * length / (2 * lambda);
    }

    /** By class of the row and other class: what is added to its multiplier, in rows within the margin or, where negative, in all. */
    private double[][] shares(double[] parameters, double[] residual) {
        double missing = 0;
        for (double r : residual) {
            missing += Math.max(0, -r);
        }
        double[][] within = weightsWithin(parameters);
        double[][] shares = new double[classes][classes];
        for (int c = 0; c < classes; c++) {
            for (int k = 0; k < classes; k++) {
                if (residual[c] > 0 && residual[k] < 0) {
                    double mass = residual[c] * -residual[k] / missing;
                    shares[c][k] = within[c][k] > 0 ? mass / within[c][k] : -mass / priors[c];
                }
            }
        }
        return shares;
    }

    private double[][] weightsWithin(double[] parameters) {
        double[][] within = new double[classes][classes];
        objective.forEachRow(parameters, (row, logits) -> {
            int label = objective.label(row);
            for (int k = 0; k < classes; k++) {
                if (k != label && HingeRows.margin(logits, k, label) > 0) {
                    within[label][k] += objective.weight(row);
                }
            }
        });
        return within;
    }

    /** Multipliers in the place of the hinge's gradient; in the place of its loss, what the inequalities of Fenchel and Young leave. */
    private final class Moved implements RowLoss {
        private final double[][] shares;

        /** How much, at most, a little more of a multiplier leaves for each unit. */
        final DoubleAccumulator farthest = new DoubleAccumulator(Math::max, 0);

        Moved(double[][] shares) {
            this.shares = shares;
        }

        @Override
        public double lossAndGradient(int row, CompensatedSums logits, double[] p, double[] multipliers) {
            int label = objective.label(row);
            CompensatedSums sums = new CompensatedSums(2);
            for (int k = 0; k < classes; k++) {
                multipliers[k] = 0;
                if (k != label) {
                    double margin = HingeRows.margin(logits, k, label);
                    double share = shares[label][k];
                    double more = share < 0 ? -share : margin > 0 ? share : 0;
                    double rate = more + Math.max(0, -margin);
                    multipliers[k] = Math.max(0, margin) + more;
                    sums.add(0, multipliers[k]);
                    sums.add(1, more * (more / 2 + Math.max(0, -margin)));
                    farthest.accumulate(rate);
                }
            }
            multipliers[label] = -sums.value(0);
            return sums.value(1);
        }

        @Override
        public double errorScale(double[] p, double[] gradient) {
            return Recomputation.norm(gradient, 0, gradient.length);
        }
    }
}
