package io.xent.derive;

import io.xent.core.CrossEntropy;
import io.xent.core.Matrix;
import io.xent.core.Reduction;
import io.xent.core.Target;
import java.util.Arrays;

/**
 * The exact gradient of a loss at a batch of logits, and what it was computed from.
 *
 * @param values row after row
 * @param unit what one row's loss is multiplied by in the reduced loss, over T: p − y times this is the gradient
 */
record LogitGradient(CrossEntropy loss, Matrix logits, Target target, double[] values, double unit) {

    static LogitGradient of(CrossEntropy loss, Matrix logits, Target target) {
        double[] values = gradient(loss, logits, target);
        return new LogitGradient(loss, logits, target, values, unit(loss, logits, target, values));
    }

    static double[] gradient(CrossEntropy loss, Matrix logits, Target target) {
        double[] values = new double[logits.rows() * logits.columns()];
        loss.gradient(logits, target, Matrix.of(values, logits.rows(), logits.columns()));
        return values;
    }

    /** The mean's share of a row is seen where the gradient of the sum is largest. */
    private static double unit(CrossEntropy loss, Matrix logits, Target target, double[] values) {
        if (loss.reduction() == Reduction.SUM) {
            return 1 / loss.temperature();
        }
        double[] sum = gradient(loss.withReduction(Reduction.SUM), logits, target);
        int largest = 0;
        for (int i = 1; i < sum.length; i++) {
            largest = Math.abs(sum[i]) > Math.abs(sum[largest]) ? i : largest;
        }
        return sum[largest] == 0 ? 1 / loss.temperature() : values[largest] / sum[largest] / loss.temperature();
    }

    int rows() {
        return logits.rows();
    }

    int classes() {
        return logits.columns();
    }

    /** The row's own part of a flat array. */
    double[] row(double[] all, int i) {
        return Arrays.copyOfRange(all, i * classes(), (i + 1) * classes());
    }

    double[] logitsOf(int i) {
        double[] z = new double[classes()];
        for (int k = 0; k < z.length; k++) {
            z[k] = logits.get(i, k);
        }
        return z;
    }

    /** Whether the row takes part: one that is ignored has the gradient 0 and, mostly, a label that is no class. */
    boolean counts(int i) {
        return largest(row(values, i)) != 0;
    }

    /** The target of a row that counts. */
    double[] targetOf(int i) {
        double[] y = new double[classes()];
        target.read(i, y, y.length);
        return y;
    }

    static double[] scaled(double[] all, double factor) {
        return Arrays.stream(all).map(v -> factor * v).toArray();
    }

    /** The largest absolute value of those that are finite. */
    static double largest(double[] all) {
        return Arrays.stream(all).filter(Double::isFinite).map(Math::abs).max().orElse(0);
    }

    /** How the gap of a stated component develops with the step of central differences of the row's own loss. */
    StepSweep sweep(int component, double stated) {
        int row = component / classes();
        CrossEntropy sum = loss.withReduction(Reduction.SUM);
        Target one = target.rows(row, row + 1);
        double share = unit * loss.temperature();
        CentralDifference difference =
                new CentralDifference(z -> share * sum.loss(Matrix.row(z), one), logitsOf(row), component % classes());
        return StepSweep.of(difference, stated);
    }
}
