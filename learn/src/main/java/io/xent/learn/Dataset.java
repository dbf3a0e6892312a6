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

    /**
     * Rows of numbers that each count 1.
     *
     * @param rows a copy is taken, in double precision; all of one length
     * @param labels class index of each row; there are as many classes as the largest one plus 1
     */
    public static Dataset of(double[][] rows, int[] labels) {
        int classes = 0;
        for (int label : labels) {
            classes = Math.max(classes, label + 1);
        }
        return new Dataset(DenseFeatures.of(rows), labels, null, classes);
    }

    public int rows() {
        return labels.length;
    }

    /** The weight of a row: 1 where no weights are given. */
    public double weight(int row) {
        return weights == null ? 1 : weights[row];
    }

    /** The sum of the weights of all rows. */
    public double totalWeight() {
        double total = 0;
        for (double classTotal : classTotals()) {
            total += classTotal;
        }
        return total;
    }

    /** The sum of the weights of the rows of each class. */
    public double[] classTotals() {
        double[] totals = new double[classes];
        for (int i = 0; i < labels.length; i++) {
            totals[labels[i]] += weight(i);
        }
        return totals;
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
