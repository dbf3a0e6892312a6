package io.xent.benchmarks.training;

import java.util.stream.IntStream;

/**
 * The objective that all are brought to, in 64 bits and the plainest way: {@code mean_i (log Σ_k exp(z_ik) − z_iy) + |W|²/(2n)},
 * z = Wx + b. Here so that no contender is judged by its own arithmetic.
 */
final class ReferenceObjective {

    private static final int BLOCK = 256;

    private final PreparedData data;

    ReferenceObjective(PreparedData data) {
        this.data = data;
    }

    /**
     * At these parameters, after the mean over classes has been taken from the weights of each feature: the probabilities stay as they are
     * and the penalty can only become smaller, which does justice to libraries that hold one class at 0.
     *
     * @param parameters classes × features weights, row by row, and then a bias per class
     */
    double at(double[] parameters) {
        int classes = data.classes();
        int weights = classes * data.features();
        if (parameters.length != weights + classes) {
            throw new IllegalArgumentException(
                    parameters.length + " parameters for " + classes + " classes × " + data.features() + " features");
        }
        double[] byFeature = centred(parameters);
        int blocks = (data.rows() - 1) / BLOCK + 1;
        double[] losses = IntStream.range(0, blocks)
                .parallel()
                .mapToDouble(
                        block -> loss(byFeature, parameters, block * BLOCK, Math.min(data.rows(), (block + 1) * BLOCK)))
                .toArray();
        double loss = 0;
        for (double some : losses) {
            loss += some;
        }
        double squares = 0;
        for (double weight : byFeature) {
            squares += weight * weight;
        }
        return (loss + squares / 2) / data.rows();
    }

    /** Features × classes. */
    private double[] centred(double[] parameters) {
        int classes = data.classes();
        int features = data.features();
        double[] byFeature = new double[classes * features];
        for (int j = 0; j < features; j++) {
            double mean = 0;
            for (int k = 0; k < classes; k++) {
                mean += parameters[k * features + j] / classes;
            }
            for (int k = 0; k < classes; k++) {
                byFeature[j * classes + k] = parameters[k * features + j] - mean;
            }
        }
        return byFeature;
    }

    private double loss(double[] byFeature, double[] parameters, int from, int to) {
        int classes = data.classes();
        double[] z = new double[classes];
        double sum = 0;
        for (int i = from; i < to; i++) {
            System.arraycopy(parameters, classes * data.features(), z, 0, classes);
            if (data.sparse()) {
                for (int at = data.starts()[i]; at < data.starts()[i + 1]; at++) {
                    add(byFeature, data.indices()[at], data.values()[at], z);
                }
            } else {
                for (int j = 0; j < data.features(); j++) {
                    add(byFeature, j, data.x()[i * data.features() + j], z);
                }
            }
            sum += loss(z, data.y()[i]);
        }
        return sum;
    }

    private static void add(double[] byFeature, int feature, double value, double[] z) {
        if (value != 0) {
            int at = feature * z.length;
            for (int k = 0; k < z.length; k++) {
                z[k] += value * byFeature[at + k];
            }
        }
    }

    private static double loss(double[] z, int y) {
        int most = 0;
        for (int k = 1; k < z.length; k++) {
            most = z[k] > z[most] ? k : most;
        }
        double rest = 0;
        for (int k = 0; k < z.length; k++) {
            if (k != most) {
                rest += Math.exp(z[k] - z[most]);
            }
        }
        return (z[most] - z[y]) + Math.log1p(rest);
    }
}
