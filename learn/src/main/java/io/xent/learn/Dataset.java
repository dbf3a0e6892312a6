package io.xent.learn;

/**
 * Encoded rows with what is to be learned from them.
 *
 * @param features rows × columns
 * @param labels class index of each row, in {@code [0, classes)}
 * @param weights weight of each row, finite and not negative, not all zero; null where every row counts 1
 * @param classes how many classes there are, at least 2
 */
public record Dataset(Features features, int[] labels, double[] weights, int classes) {

    public Dataset {
        if (labels.length != features.rows()) {
            throw new IllegalArgumentException(labels.length + " labels for " + features.rows() + " rows");
        }
        if (weights != null && weights.length != labels.length) {
            throw new IllegalArgumentException(weights.length + " weights for " + labels.length + " rows");
        }
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] >= classes) {
                throw new IllegalArgumentException(
                        "row " + i + ": label " + labels[i] + " is outside [0, " + classes + ")");
            }
            if (weights != null && !(weights[i] >= 0 && weights[i] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "row " + i + ": weight " + weights[i] + " is negative or not finite");
            }
        }
    }

    public int rows() {
        return labels.length;
    }

    /** The rows named, in that order. */
    public Dataset select(int[] rows) {
        int[] chosenLabels = new int[rows.length];
        double[] chosenWeights = weights == null ? null : new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            chosenLabels[i] = labels[rows[i]];
            if (chosenWeights != null) {
                chosenWeights[i] = weights[rows[i]];
            }
        }
        return new Dataset(features.select(rows), chosenLabels, chosenWeights, classes);
    }
}
