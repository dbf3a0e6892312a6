package io.xent.learn;

import io.xent.core.Parallelism;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * How far, at most, a classifier by the squared hinge is from the optimum: the gap to the dual objective at multipliers
 * {@code u_ik = max(0, 1 + z_ik − z_{i y_i}) + δ_ik}, where {@code δ ≥ 0} makes up for a bias that is not optimal. Derived in
 * docs/numerics.md, "The squared hinge".
 */
final class HingeCertifier {

    private static final double ULP = 0x1p-53;

    /** Sums of weights by pairs of classes that are kept, of all blocks: 128 MB. */
    private static final long MOST_PAIRS = 1 << 24;

    private final TrainingProblem problem;
    private final DataPass pass;
    private final double lambda;
    private final HingeObjective objective;
    private final double meanSquaredLength;
    private final Vectors vectors;
    private final int classes;

    /** @param pass in 64-bit arithmetic */
    HingeCertifier(
            TrainingProblem problem, DataPass pass, double lambda, FeatureMoments moments, Parallelism parallelism) {
        this.problem = problem;
        this.pass = pass;
        this.lambda = lambda;
        objective = new HingeObjective(pass, problem, lambda);
        meanSquaredLength = moments.meanSquaredLength();
        vectors = new Vectors(parallelism);
        classes = problem.classes();
    }

    /**
     * @param rounded whether the parameters are to be 32-bit numbers
     */
    Certifier.Certified certify(double[] point, boolean rounded) {
        double[] parameters = point.clone();
        for (int i = 0; rounded && i < parameters.length; i++) {
            parameters[i] = (float) parameters[i];
        }
        double[] gradient = new double[parameters.length];
        double value = objective.valueAndGradient(parameters, gradient);
        OptionalDouble gap = lambda > 0 && (long) classes * classes <= MOST_PAIRS
                ? OptionalDouble.of(Math.min(value, gap(parameters, gradient) + 2 * biasError() * value))
                : OptionalDouble.empty();
        return new Certifier.Certified(parameters, value, gradient, new Certificate(vectors.norm(gradient), gap));
    }

    private double gap(double[] parameters, double[] gradient) {
        double[] residual = Arrays.copyOfRange(gradient, problem.weightCount(), gradient.length);
        Moved moved = new Moved(parameters, shares(parameters, residual));
        double[] slopes = moved.sums;
        double left = 4 * biasError() * classes * Math.sqrt(moved.squares);
        for (int k = problem.weightCount(); k < slopes.length; k++) {
            left += Math.abs(slopes[k]) / 2;
        }
        double rarest = Arrays.stream(problem.priors()).min().orElseThrow();
        double shift = Math.sqrt(2 * meanSquaredLength / rarest) * left
                + 4 * weightError() * Math.sqrt(moved.squares * meanSquaredLength);
        double squares = 0;
        for (int i = 0; i < problem.weightCount(); i++) {
            double difference = lambda * parameters[i] + slopes[i];
            squares += difference * difference;
        }
        double length = Math.sqrt(squares) + shift;
        return moved.slack + left * moved.farthest + left * left / (2 * rarest) + length * length / (2 * lambda);
    }

    /**
     * What is added to the multipliers of each class k in the rows of each class c, classes × classes, so that the residuals of
     * the bias vanish: positive in rows within the margin, negative (and taken as positive) in all rows where there are no
     * such ones.
     */
    private double[] shares(double[] parameters, double[] residual) {
        double missing = 0;
        for (double r : residual) {
            missing += Math.max(0, -r);
        }
        double[] shares = new double[classes * classes];
        double[] within = (long) classes * classes * pass.blocks() <= MOST_PAIRS
                ? weightsWithin(parameters)
                : new double[shares.length];
        for (int at = 0; at < shares.length; at++) {
            double surplus = residual[at / classes];
            double lack = -residual[at % classes];
            if (surplus > 0 && lack > 0) {
                double mass = surplus * lack / missing;
                shares[at] = within[at] > 0 ? mass / within[at] : -mass / problem.priors()[at / classes];
            }
        }
        return shares;
    }

    /** How much the rows of each class weigh that are within the margin of each other class. */
    private double[] weightsWithin(double[] parameters) {
        double[][] ofBlocks = new double[pass.blocks()][classes * classes];
        pass.forward(parameters, (block, from, rows, z) -> {
            for (int at = 0; at < rows * classes; at++) {
                int row = at / classes;
                int own = problem.labels()[from + row];
                if (1 + (z[at] - z[row * classes + own]) > 0) {
                    ofBlocks[block][own * classes + at % classes] += problem.weights()[from + row];
                }
            }
        });
        double[] sum = new double[classes * classes];
        for (double[] ofBlock : ofBlocks) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += ofBlock[i];
            }
        }
        return sum;
    }

    /** Multipliers with the shares added. */
    private final class Moved {
        private final double[] shares;

        /** Of the multipliers times the features, and times 1 behind them. */
        final double[] sums;

        /** What the inequalities of Fenchel and Young leave of the loss. */
        double slack;

        /** The weighted sum of squares of the multipliers, those of the rows' own classes included. */
        double squares;

        /** How much, at most, a little more of a multiplier leaves for each unit. */
        double farthest;

        Moved(double[] parameters, double[] shares) {
            this.shares = shares;
            sums = new double[parameters.length];
            double[][] ofBlocks = new double[pass.blocks()][3];
            pass.forwardAndBack(
                    parameters,
                    (block, from, rows, z) -> {
                        for (int i = 0; i < rows; i++) {
                            move(z, i * classes, from + i, ofBlocks[block]);
                        }
                    },
                    sums);
            for (double[] ofBlock : ofBlocks) {
                slack += ofBlock[0];
                squares += ofBlock[1];
                farthest = Math.max(farthest, ofBlock[2]);
            }
        }

        private void move(double[] z, int at, int row, double[] into) {
            int label = problem.labels()[row];
            double weight = problem.weights()[row];
            double score = z[at + label];
            double sum = 0;
            for (int k = 0; k < classes; k++) {
                if (k != label) {
                    double margin = 1 + (z[at + k] - score);
                    double share = shares[label * classes + k];
                    double more = share < 0 ? -share : margin > 0 ? share : 0;
                    double multiplier = Math.max(0, margin) + more;
                    double rate = more + Math.max(0, -margin);
                    into[0] += weight * more * (more / 2 + Math.max(0, -margin));
                    into[1] += weight * multiplier * multiplier;
                    into[2] = Math.max(into[2], rate);
                    z[at + k] = weight * multiplier;
                    sum += multiplier;
                }
            }
            into[1] += weight * sum * sum;
            z[at + label] = -weight * sum;
        }
    }

    /** The relative error that a sum over rows for a bias may have. */
    private double biasError() {
        return (pass.longestBiasSum() + pass.longestRow()) * ULP;
    }

    /** The relative error that a sum over rows for a weight may have. */
    private double weightError() {
        return (pass.longestSum() + pass.longestRow()) * ULP;
    }
}
