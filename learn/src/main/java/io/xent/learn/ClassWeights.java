package io.xent.learn;

/** Weights by class, applied by multiplying them into the weights of the rows. */
public final class ClassWeights {

    private ClassWeights() {}

    /**
     * The data with every row's weight multiplied by the weight of its class. Of a row with a target t, each class's probability is
     * multiplied by its weight: the row weighs {@code Σ_k c_k t_k} times as much, and its target is {@code c_k t_k} over that.
     *
     * @param weights one per class, finite and not negative
     */
    public static Dataset given(Dataset data, double[] weights) {
        if (weights.length != data.classes()) {
            throw new IllegalArgumentException(weights.length + " class weights for " + data.classes() + " classes");
        }
        double[] product = new double[data.rows()];
        double[] targets = data.targets() == null ? null : data.targets().clone();
        for (int i = 0; i < product.length; i++) {
            product[i] = data.weight(i)
                    * (targets == null ? weights[data.labels()[i]] : weigh(targets, i * weights.length, weights));
        }
        return new Dataset(data.features(), data.labels(), product, data.classes(), targets, data.offsets());
    }

    /** Multiplies a target by the weights of the classes and divides it by its sum, which is returned. */
    private static double weigh(double[] targets, int at, double[] weights) {
        double sum = 0;
        for (int k = 0; k < weights.length; k++) {
            sum += weights[k] * targets[at + k];
        }
        for (int k = 0; k < weights.length && sum > 0; k++) {
            targets[at + k] *= weights[k] / sum;
        }
        return sum;
    }

    /**
     * The data with every class given the same total weight, and the same total as before: a row of class k, of total
     * weight S_k, is multiplied by {@code S / (K S_k)}, where K counts the classes that have any weight.
     */
    public static Dataset balanced(Dataset data) {
        double[] totals = data.classTotals();
        double total = 0;
        int present = 0;
        for (double classTotal : totals) {
            total += classTotal;
            present += classTotal > 0 ? 1 : 0;
        }
        double[] weights = new double[totals.length];
        for (int k = 0; k < totals.length; k++) {
            weights[k] = totals[k] > 0 ? total / (present * totals[k]) : 0;
        }
        return given(data, weights);
    }
}
