package io.xent.testkit;

import io.xent.core.LinearLayer;
import io.xent.core.Matrix;
import java.util.SplittableRandom;

/** Hidden rows and a layer, and room for their gradients, each inside a larger array. */
final class LinearCase {

    final Block hidden;
    final Block weights;
    final Block bias;
    final Block hiddenGradient;
    final Block weightsGradient;
    final Block biasGradient;

    LinearCase(int rows, int features, int classes, boolean single, SplittableRandom random) {
        hidden = filled(rows, features, single, random, 1);
        weights = filled(classes, features, single, random, 3 / Math.sqrt(features));
        bias = filled(1, classes, single, random, 1);
        hiddenGradient = new Block(rows, features, single);
        weightsGradient = new Block(classes, features, single);
        biasGradient = new Block(1, classes, single);
    }

    private static Block filled(int rows, int columns, boolean single, SplittableRandom random, double scale) {
        Block block = new Block(rows, columns, single);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                block.matrix.set(i, j, scale * random.nextGaussian());
            }
        }
        return block;
    }

    Matrix rows() {
        return hidden.matrix;
    }

    LinearLayer layer() {
        return new LinearLayer(weights.matrix, bias.matrix);
    }

    LinearLayer layerGradient() {
        return new LinearLayer(weightsGradient.matrix, biasGradient.matrix);
    }
}
