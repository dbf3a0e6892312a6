package io.xent.learn;

import io.xent.core.Matrix;

/**
 * The temperature that makes probabilities mean what they say, fitted on rows that the classifier was not trained on.
 *
 * <p>Minimises the mean log loss of softmax(β z) in β = 1/T. It is convex in β: its derivative is the mean of
 * {@code E_p z − z_y} and its second derivative the mean variance of z under p. T is kept within [0.05, 20], as where
 * every row is classified rightly the loss falls for ever as T goes to 0. Guo et al., "On Calibration of Modern Neural
 * Networks" (2017).
 *
 * @param calibration the temperature found
 * @param logLossBefore the mean log loss of these rows at T = 1, in nats
 * @param logLossAfter the mean log loss of these rows at the temperature found; never more than before
 * @param atLimit whether the loss would fall further beyond the range of T: there is too little data, or it is separable
 */
public record TemperatureFit(Calibration calibration, double logLossBefore, double logLossAfter, boolean atLimit) {

    private static final double LOWEST = 1 / 20.0;
    private static final double HIGHEST = 20;
    private static final int MAX_STEPS = 100;

    /**
     * Fits the temperature.
     *
     * @param logits rows × classes; −∞ is a masked class
     * @param labels the class index of each row
     * @param weights of each row, finite and not negative; null where every row counts 1. Rows of weight 0 are not read
     * @throws InvalidInputException if no row has a positive weight; if a logit is NaN or +∞, all of a row's are −∞, or
     *     that of the true class is; it names the row, counted from 1
     */
    public static TemperatureFit of(Matrix logits, int[] labels, double[] weights) {
        Rows rows = new Rows(logits, labels, weights);
        Point before = rows.at(1);
        Point after = minimum(rows, before);
        if (!(after.loss < before.loss)) {
            after = before;
        }
        boolean atLimit = after.beta == LOWEST || after.beta == HIGHEST;
        return new TemperatureFit(new Calibration(1 / after.beta), before.loss, after.loss, atLimit);
    }

    /** Whether a calibration is a temperature at an end of the range in which it is looked for. */
    public static boolean isAtLimit(Calibration calibration) {
        double beta = 1 / calibration.temperature();
        return Math.abs(beta / LOWEST - 1) < 1e-9 || Math.abs(beta / HIGHEST - 1) < 1e-9;
    }

    private static Point minimum(Rows rows, Point start) {
        Point low = rows.at(LOWEST);
        Point high = rows.at(HIGHEST);
        if (start.slope > 0 && low.slope >= 0) {
            return low;
        }
        if (start.slope < 0 && high.slope <= 0) {
            return high;
        }
        return zeroOfSlope(rows, start);
    }

    /**
     * Newton's method within a bracket. Where a step would leave the bracket, or the one before did not make the slope
     * ten times smaller, the bracket is halved: far from the minimum the slope is nearly exponential in β, and Newton's
     * steps go on at the same small size.
     */
    private static Point zeroOfSlope(Rows rows, Point start) {
        double from = LOWEST;
        double to = HIGHEST;
        double before = Double.POSITIVE_INFINITY;
        Point point = start;
        for (int step = 0; step < MAX_STEPS && point.slope != 0; step++) {
            if (point.slope > 0) {
                to = point.beta;
            } else {
                from = point.beta;
            }
            double next = point.beta - point.slope / point.curvature;
            if (!(next > from && next < to) || Math.abs(point.slope) > before / 10) {
                next = Math.sqrt(from * to);
            }
            if (Math.abs(next - point.beta) <= 1e-14 * point.beta) {
                break;
            }
            before = Math.abs(point.slope);
            point = rows.at(next);
        }
        return point;
    }

    /** The mean log loss at a β with its first and second derivative. */
    private record Point(double beta, double loss, double slope, double curvature) {}

    /** The rows to fit on, checked. */
    private static final class Rows {
        private final Matrix logits;
        private final int[] labels;
        private final double[] weights;
        private double totalWeight;

        Rows(Matrix logits, int[] labels, double[] weights) {
            if (logits.rows() != labels.length || (weights != null && weights.length != labels.length)) {
                throw new IllegalArgumentException(logits.rows() + " rows, " + labels.length + " labels"
                        + (weights == null ? "" : ", " + weights.length + " weights"));
            }
            this.logits = logits;
            this.labels = labels;
            this.weights = weights;
            for (int i = 0; i < labels.length; i++) {
                checkLabelAndWeight(i);
                if (weight(i) > 0) {
                    checkLogits(i);
                    totalWeight += weight(i);
                }
            }
            if (!(totalWeight > 0)) {
                throw new InvalidInputException("no rows to calibrate on: hold some out of the training");
            }
        }

        private double weight(int row) {
            return weights == null ? 1 : weights[row];
        }

        private void checkLabelAndWeight(int row) {
            if (labels[row] < 0 || labels[row] >= logits.columns()) {
                throw new IllegalArgumentException(
                        "row " + row + ": label " + labels[row] + " is outside [0, " + logits.columns() + ")");
            }
            if (!(weight(row) >= 0 && weight(row) < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "row " + row + ": weight " + weights[row] + " is negative or not finite");
            }
        }

        private void checkLogits(int row) {
            for (int k = 0; k < logits.columns(); k++) {
                double logit = logits.get(row, k);
                if (!(logit < Double.POSITIVE_INFINITY)) {
                    throw new InvalidInputException("row " + (row + 1) + ": the logit of class " + k + " is " + logit
                            + ": no temperature can be fitted; check the values of that row");
                }
            }
            if (logits.get(row, labels[row]) == Double.NEGATIVE_INFINITY) {
                throw new InvalidInputException("row " + (row + 1) + ": the logit of its class " + labels[row]
                        + " is -Infinity, which no temperature makes likely; leave the row out");
            }
        }

        Point at(double beta) {
            double loss = 0;
            double slope = 0;
            double curvature = 0;
            for (int i = 0; i < labels.length; i++) {
                if (weight(i) > 0) {
                    Point row = row(i, beta);
                    loss += weight(i) * row.loss;
                    slope += weight(i) * row.slope;
                    curvature += weight(i) * row.curvature;
                }
            }
            return new Point(beta, loss / totalWeight, slope / totalWeight, curvature / totalWeight);
        }

        /** Logits are taken from their maximum, whose own exponential is the 1 that log1p leaves out. */
        private Point row(int i, double beta) {
            int top = 0;
            for (int k = 1; k < logits.columns(); k++) {
                top = logits.get(i, k) > logits.get(i, top) ? k : top;
            }
            double max = logits.get(i, top);
            double rest = 0;
            double first = 0;
            double second = 0;
            for (int k = 0; k < logits.columns(); k++) {
                double below = logits.get(i, k) - max;
                double likelihood = Math.exp(beta * below);
                if (k != top && likelihood > 0) {
                    rest += likelihood;
                    first += likelihood * below;
                    second += likelihood * below * below;
                }
            }
            double mean = first / (1 + rest);
            double variance = Math.max(0, second / (1 + rest) - mean * mean);
            double label = logits.get(i, labels[i]) - max;
            return new Point(beta, Math.log1p(rest) - beta * label, mean - label, variance);
        }
    }
}
