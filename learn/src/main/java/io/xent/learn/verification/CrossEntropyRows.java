package io.xent.learn.verification;

import java.util.function.IntUnaryOperator;

/** {@code log Σ_k exp(z_k) − Σ_k t_k z_k} for targets t: the indicator of the row's class, or another distribution, or one smoothed. */
final class CrossEntropyRows implements RowLoss {

    /** The probability of a class in the target of a row. */
    interface Targets {
        double at(int row, int k);
    }

    private final IntUnaryOperator labels;

    /** Null where each row has one class. */
    private final Targets targets;

    private final double smoothing;

    private CrossEntropyRows(IntUnaryOperator labels, Targets targets, double smoothing) {
        this.labels = labels;
        this.targets = targets;
        this.smoothing = smoothing;
    }

    static CrossEntropyRows ofClasses(IntUnaryOperator labels) {
        return new CrossEntropyRows(labels, null, 0);
    }

    /** @param smoothing the share of each target that is spread evenly over the classes */
    static CrossEntropyRows ofDistributions(Targets targets, double smoothing) {
        return new CrossEntropyRows(null, targets, smoothing);
    }

    @Override
    public double lossAndGradient(int row, CompensatedSums logits, double[] p, double[] gradient) {
        int largest = 0;
        for (int k = 1; k < p.length; k++) {
            largest = logits.difference(k, largest) > 0 ? k : largest;
        }
        double rest = probabilities(logits, largest, p);
        if (targets != null) {
            return ofDistribution(row, logits, largest, rest, p, gradient);
        }
        int label = labels.applyAsInt(row);
        return ofClass(label, logits.difference(largest, label), rest, p, gradient);
    }

    /** Returns the sum of the exponentials without the largest, relative to it. */
    private static double probabilities(CompensatedSums logits, int largest, double[] p) {
        double rest = 0;
        for (int k = 0; k < p.length; k++) {
            if (k != largest) {
                double difference = logits.difference(k, largest);
                p[k] = Math.exp(difference) * (1 + logits.differenceRest(k, largest));
                rest += p[k];
            }
        }
        p[largest] = 1;
        for (int k = 0; k < p.length; k++) {
            p[k] /= 1 + rest;
        }
        return rest;
    }

    /** p − y, the true class's as minus the sum of the others. */
    private static double ofClass(int label, double below, double rest, double[] p, double[] gradient) {
        double wrong = 0;
        for (int k = 0; k < p.length; k++) {
            gradient[k] = p[k];
            wrong += k == label ? 0 : p[k];
        }
        gradient[label] = -wrong;
        return below + Math.log1p(rest);
    }

    private double ofDistribution(
            int row, CompensatedSums logits, int largest, double rest, double[] p, double[] gradient) {
        double below = 0;
        for (int k = 0; k < p.length; k++) {
            double target = (1 - smoothing) * targets.at(row, k) + smoothing / p.length;
            gradient[k] = p[k] - target;
            below += target * logits.difference(largest, k);
        }
        return below + Math.log1p(rest);
    }

    @Override
    public double errorScale(double[] p, double[] gradient) {
        return targets == null
                ? Recomputation.norm(gradient, 0, gradient.length)
                : Recomputation.norm(p, 0, p.length) + 1;
    }
}
