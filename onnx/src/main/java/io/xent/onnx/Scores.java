package io.xent.onnx;

import io.xent.core.Matrix;
import java.util.Optional;

/**
 * What a model says about consecutive rows of a table. Arrays are not copied: do not change them.
 *
 * @param firstRow where in the table they start, from 0
 * @param probabilities rows × classes, each row a distribution
 * @param logits rows × classes, after calibration; empty where the model gives none
 * @param classIndices the predicted class of each row
 */
public record Scores(int firstRow, Matrix probabilities, Optional<Matrix> logits, int[] classIndices) {

    public int rows() {
        return classIndices.length;
    }
}
