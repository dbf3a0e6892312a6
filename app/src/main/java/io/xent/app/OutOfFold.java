package io.xent.app;

import io.xent.core.Matrix;
import io.xent.learn.Classifier;
import io.xent.learn.Dataset;
import java.util.Arrays;

/** Logits of rows, each by a classifier that was not trained on it. */
final class OutOfFold {

    private final int classes;
    private double[] logits = new double[0];
    private int[] labels = new int[0];
    private double[] weights = new double[0];

    OutOfFold(int classes) {
        this.classes = classes;
    }

    /** @param rows of one class each */
    void add(Dataset rows, Classifier classifier) {
        int before = labels.length;
        int after = before + rows.rows();
        logits = Arrays.copyOf(logits, Math.multiplyExact(after, classes));
        labels = Arrays.copyOf(labels, after);
        weights = Arrays.copyOf(weights, after);
        Matrix added = Matrix.of(logits, after, classes).rows(before, after);
        rows.logits(classifier, 0, added);
        for (int i = 0; i < rows.rows(); i++) {
            labels[before + i] = rows.labels()[i];
            weights[before + i] = rows.weight(i);
        }
    }

    ChosenCalibration calibrate(int folds, long seed, CalibrationKind kind) {
        Matrix all = Matrix.of(logits, labels.length, classes);
        return ChosenCalibration.of(all, labels, weights, folds, seed, kind);
    }
}
