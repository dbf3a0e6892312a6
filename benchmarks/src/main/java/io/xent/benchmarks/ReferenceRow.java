package io.xent.benchmarks;

/** The softmax of a row of floats with its loss and gradient for one class index, good to 3e-16 relative. */
final class ReferenceRow {

    private final double[] exponentials;
    private final int target;
    private final double others;
    private final double sum;
    private final double loss;

    ReferenceRow(float[] logits, int target) {
        this.target = target;
        float top = Float.NEGATIVE_INFINITY;
        for (float logit : logits) {
            top = Math.max(top, logit);
        }
        exponentials = new double[logits.length];
        DoubleDouble each = new DoubleDouble();
        DoubleDouble total = new DoubleDouble();
        for (int k = 0; k < logits.length; k++) {
            each.exponential(logits[k], top);
            exponentials[k] = each.high;
            if (k != target) {
                total.add(each.high, each.low);
            }
        }
        others = total.high;
        each.exponential(logits[target], top);
        total.add(each.high, each.low);
        sum = total.high;
        double ratio = others / exponentials[target];
        loss = ratio < 1e10 ? Math.log1p(ratio) : (double) top - logits[target] + Math.log(sum);
    }

    double loss() {
        return loss;
    }

    double probability(int k) {
        return exponentials[k] / sum;
    }

    double gradient(int k) {
        return k == target ? -others / sum : exponentials[k] / sum;
    }
}
