package io.xent.learn.verification;

import java.util.function.IntUnaryOperator;

/** {@code ½ Σ_{k≠y} max(0, 1 + z_k − z_y)²}. */
final class HingeRows implements RowLoss {

    private final IntUnaryOperator labels;

    HingeRows(IntUnaryOperator labels) {
        this.labels = labels;
    }

    /** {@code 1 + z_k − z_label}, with the digits that the difference lost. */
    static double margin(CompensatedSums logits, int k, int label) {
        return 1 + logits.difference(k, label) + logits.differenceRest(k, label);
    }

    @Override
    public double lossAndGradient(int row, CompensatedSums logits, double[] p, double[] gradient) {
        int label = labels.applyAsInt(row);
        CompensatedSums sums = new CompensatedSums(2);
        for (int k = 0; k < gradient.length; k++) {
            double within = k == label ? 0 : Math.max(0, margin(logits, k, label));
            gradient[k] = within;
            sums.add(0, within);
            sums.addProduct(1, within, within);
        }
        gradient[label] = -sums.value(0);
        return sums.value(1) / 2;
    }

    @Override
    public double errorScale(double[] p, double[] gradient) {
        return Recomputation.norm(gradient, 0, gradient.length);
    }
}
