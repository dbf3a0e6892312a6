package io.xent.learn;

import io.xent.core.Parallelism;

/**
 * Weighted mean and variance of every feature, the variance from a second pass over what is left of the mean.
 *
 * @param means of each feature
 * @param variances of each feature
 */
record FeatureMoments(double[] means, double[] variances) {

    private static final int PIECES = 64;

    /** A variance this small beside the squared mean is what rounding leaves of a constant. */
    private static final double ROUNDING = 1e-24;

    /**
     * @param weights of each row, summing to one
     * @throws InvalidInputException where a value is not finite
     */
    static FeatureMoments of(Features features, double[] weights, Parallelism parallelism) {
        FeatureMoments moments = new FeatureMoments(new double[features.columns()], new double[features.columns()]);
        if (features instanceof SparseFeatures sparse) {
            moments.addSparse(sparse, weights);
        } else {
            // From a file each piece would read everything again
            DenseFeatures dense = (DenseFeatures) features;
            int pieces = dense.isMapped() ? 1 : PIECES;
            parallelism.forEach(pieces, piece -> {
                int from = (int) ((long) features.columns() * piece / pieces);
                int to = (int) ((long) features.columns() * (piece + 1) / pieces);
                if (from < to) {
                    moments.addDense(dense, weights, from, to);
                }
            });
        }
        for (int j = 0; j < moments.means.length; j++) {
            double mean = moments.means[j];
            if (!Double.isFinite(moments.variances[j])) {
                throw notFinite(features, j);
            }
            if (moments.variances[j] <= ROUNDING * mean * mean) {
                moments.variances[j] = 0;
            }
        }
        return moments;
    }

    private static InvalidInputException notFinite(Features features, int column) {
        for (int i = 0; i < features.rows(); i++) {
            double value = features.get(i, column);
            if (!Double.isFinite(value)) {
                return new InvalidInputException("row " + i + ", feature " + column + " is " + value
                        + ": features must be finite numbers; drop the row or fill the value");
            }
        }
        return new InvalidInputException(
                "feature " + column + " has values so large that their squares overflow; divide it by a constant");
    }

    private void addDense(DenseFeatures features, double[] weights, int from, int to) {
        for (int i = 0; i < weights.length; i++) {
            int offset = features.offset(i);
            if (features.array(i) instanceof float[] row) {
                for (int j = from; j < to; j++) {
                    means[j] += weights[i] * row[offset + j];
                }
            } else {
                double[] row = (double[]) features.array(i);
                for (int j = from; j < to; j++) {
                    means[j] += weights[i] * row[offset + j];
                }
            }
        }
        for (int i = 0; i < weights.length; i++) {
            int offset = features.offset(i);
            if (features.array(i) instanceof float[] row) {
                for (int j = from; j < to; j++) {
                    double d = row[offset + j] - means[j];
                    variances[j] += weights[i] * d * d;
                }
            } else {
                double[] row = (double[]) features.array(i);
                for (int j = from; j < to; j++) {
                    double d = row[offset + j] - means[j];
                    variances[j] += weights[i] * d * d;
                }
            }
        }
    }

    private void addSparse(SparseFeatures features, double[] weights) {
        double[] stored = new double[means.length];
        for (int i = 0; i < weights.length; i++) {
            for (int at = features.start(i); at < features.start(i + 1); at++) {
                means[features.index(at)] += weights[i] * features.value(at);
                stored[features.index(at)] += weights[i];
            }
        }
        for (int i = 0; i < weights.length; i++) {
            for (int at = features.start(i); at < features.start(i + 1); at++) {
                int j = features.index(at);
                double d = features.value(at) - means[j];
                variances[j] += weights[i] * d * d;
            }
        }
        for (int j = 0; j < means.length; j++) {
            variances[j] += Math.max(0, 1 - stored[j]) * means[j] * means[j];
        }
    }

    /** {@code Σ_j E[x_j²]}, at least the square of the mean length of a row. */
    double meanSquaredLength() {
        double sum = 0;
        for (int j = 0; j < means.length; j++) {
            sum += variances[j] + means[j] * means[j];
        }
        return sum;
    }

    /** {@code max_j √E[x_j²]}. */
    double largestLength() {
        double largest = 0;
        for (int j = 0; j < means.length; j++) {
            largest = Math.max(largest, variances[j] + means[j] * means[j]);
        }
        return Math.sqrt(largest);
    }
}
