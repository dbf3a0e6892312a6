package io.xent.testkit;

import io.xent.core.CrossEntropy;
import io.xent.core.LinearLayer;
import io.xent.core.Matrix;
import io.xent.core.Target;

/** A linear layer's loss composed of its plain pieces, in double precision, with all logits there at once. */
final class LinearReference {

    final double[] losses;
    final double loss;
    final Matrix logits;
    final Matrix hiddenGradient;
    final Matrix weightsGradient;
    final double[] biasGradient;

    LinearReference(CrossEntropy crossEntropy, Matrix hidden, LinearLayer layer, Target target) {
        int rows = hidden.rows();
        int classes = layer.classes();
        int features = layer.features();
        logits = Matrix.of(new double[rows * classes], rows, classes);
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < classes; k++) {
                double sum = layer.bias() == null ? 0 : layer.bias().get(0, k);
                for (int j = 0; j < features; j++) {
                    sum += hidden.get(i, j) * layer.weights().get(k, j);
                }
                logits.set(i, k, sum);
            }
        }
        losses = new double[rows];
        crossEntropy.losses(logits, target, losses);
        Matrix gradient = Matrix.of(new double[rows * classes], rows, classes);
        loss = crossEntropy.lossAndGradient(logits, target, gradient);
        hiddenGradient = Matrix.of(new double[rows * features], rows, features);
        weightsGradient = Matrix.of(new double[classes * features], classes, features);
        biasGradient = new double[classes];
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < classes; k++) {
                double g = gradient.get(i, k);
                if (g == 0) {
                    continue;
                }
                biasGradient[k] += g;
                for (int j = 0; j < features; j++) {
                    hiddenGradient.set(
                            i, j, hiddenGradient.get(i, j) + g * layer.weights().get(k, j));
                    weightsGradient.set(k, j, weightsGradient.get(k, j) + g * hidden.get(i, j));
                }
            }
        }
    }
}
