package io.xent.learn.verification;

import io.xent.core.Parallelism;
import io.xent.learn.Dataset;
import io.xent.learn.network.Network;
import java.util.OptionalDouble;

/**
 * The mean loss of a network and its gradient on a data set, in 64 bits by {@link PlainNetwork}. There is no bound on how
 * far a network is from the best: its loss is not convex.
 */
final class NetworkRecomputation {

    private static final int MOST_PIECES = 64;

    /** Numbers of all pieces' gradients together. */
    private static final long SUMS_BUDGET = 1L << 25;

    private NetworkRecomputation() {}

    private record Part(double loss, double[] gradient) {}

    static Recomputation of(Dataset data, Network network, Parallelism parallelism) {
        if (network.features() != data.features().columns() || network.classes() != data.classes()) {
            throw new IllegalArgumentException("a network of " + network.classes() + " classes and "
                    + network.features() + " features for data of " + data.classes() + " and "
                    + data.features().columns());
        }
        long affordable = Math.max(1, SUMS_BUDGET / network.parameters());
        int pieces = (int) Math.min(Math.min(MOST_PIECES, affordable), Math.max(1, data.rows()));
        Part[] parts = new Part[pieces];
        parallelism.forEach(pieces, piece -> {
            int from = (int) ((long) data.rows() * piece / pieces);
            int to = (int) ((long) data.rows() * (piece + 1) / pieces);
            parts[piece] = part(data, new PlainNetwork(network), from, to);
        });
        CompensatedSums loss = new CompensatedSums(1);
        CompensatedSums gradient = new CompensatedSums((int) network.parameters());
        for (Part part : parts) {
            loss.add(0, part.loss());
            for (int i = 0; i < part.gradient().length; i++) {
                gradient.add(i, part.gradient()[i]);
            }
        }
        double[] whole = new double[gradient.count()];
        for (int i = 0; i < whole.length; i++) {
            whole[i] = gradient.value(i);
        }
        double norm = Recomputation.norm(whole, 0, whole.length);
        return new Recomputation(loss.value(0), norm, Double.NaN, Double.NaN, OptionalDouble.empty());
    }

    private static Part part(Dataset data, PlainNetwork network, int from, int to) {
        double total = data.totalWeight();
        double[] row = new double[data.features().columns()];
        double loss = 0;
        for (int i = from; i < to; i++) {
            double weight = data.weight(i) / total;
            if (weight > 0) {
                for (int j = 0; j < row.length; j++) {
                    row[j] = data.features().get(i, j);
                }
                double[] z = network.logits(row);
                loss += weight * lossAndGradient(z, data.labels()[i], weight);
                network.addGradient(z);
            }
        }
        return new Part(loss, network.gradient());
    }

    /** The loss of a row; its gradient, times the weight, takes the place of the logits. */
    private static double lossAndGradient(double[] z, int label, double weight) {
        double most = Double.NEGATIVE_INFINITY;
        for (double logit : z) {
            most = Math.max(most, logit);
        }
        double sum = 0;
        for (double logit : z) {
            sum += Math.exp(logit - most);
        }
        double loss = most - z[label] + Math.log(sum);
        for (int k = 0; k < z.length; k++) {
            z[k] = weight * (Math.exp(z[k] - most) / sum - (k == label ? 1 : 0));
        }
        return loss;
    }
}
