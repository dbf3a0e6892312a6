package io.xent.learn;

import io.xent.core.Matrix;
import java.util.Arrays;

/** Finite logits of labelled rows that weigh something, to fit or to test a {@link CalibrationMap} on. */
final class CalibrationRows {

    private final double[] values;
    private final int[] labels;
    private final double[] weights;
    private final int classes;
    private final double totalWeight;

    /**
     * @param weights null where every row counts 1
     * @throws InvalidInputException where a logit is not finite, or no row weighs anything
     */
    CalibrationRows(Matrix logits, int[] labels, double[] weights) {
        this(logits, labels, weights, null);
    }

    private CalibrationRows(Matrix logits, int[] allLabels, double[] allWeights, int[] chosen) {
        classes = logits.columns();
        int candidates = chosen == null ? allLabels.length : chosen.length;
        int[] kept = new int[candidates];
        int count = 0;
        double total = 0;
        for (int c = 0; c < candidates; c++) {
            int row = chosen == null ? c : chosen[c];
            double weight = allWeights == null ? 1 : allWeights[row];
            if (weight > 0) {
                kept[count++] = row;
                total += weight;
            }
        }
        if (count == 0) {
            throw new InvalidInputException("no rows to calibrate on: give rows with labels and weights");
        }
        totalWeight = total;
        values = new double[Math.multiplyExact(count, classes)];
        labels = new int[count];
        weights = new double[count];
        for (int i = 0; i < count; i++) {
            labels[i] = allLabels[kept[i]];
            weights[i] = allWeights == null ? 1 : allWeights[kept[i]];
            for (int k = 0; k < classes; k++) {
                double logit = logits.get(kept[i], k);
                if (!Double.isFinite(logit)) {
                    throw new InvalidInputException("row " + (kept[i] + 1) + ": the logit of class " + k + " is "
                            + logit + ": no calibration can be fitted; check the values of that row");
                }
                values[i * classes + k] = logit;
            }
        }
    }

    static CalibrationRows select(Matrix logits, int[] labels, double[] weights, int[] chosen) {
        return new CalibrationRows(logits, labels, weights, chosen);
    }

    int size() {
        return labels.length;
    }

    int classes() {
        return classes;
    }

    int label(int row) {
        return labels[row];
    }

    double[] weights() {
        return weights;
    }

    double totalWeight() {
        return totalWeight;
    }

    /** Rows × classes, row by row. */
    double[] values() {
        return values;
    }

    double[] row(int row) {
        return Arrays.copyOfRange(values, row * classes, (row + 1) * classes);
    }

    TemperatureFit temperature() {
        return TemperatureFit.of(Matrix.of(values, size(), classes), labels, weights);
    }
}
