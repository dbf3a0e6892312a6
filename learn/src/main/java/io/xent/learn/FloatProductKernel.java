package io.xent.learn;

import io.xent.core.Matrix;
import io.xent.core.MatrixProduct;
import io.xent.core.MatrixProduct.Transposed;
import io.xent.core.Parallelism;
import java.util.Arrays;

/**
 * Products of a block by {@link MatrixProduct}, in 32-bit arithmetic, over the features where they lie.
 * {@code DoubleProductKernel} is made from this file when the module is built.
 */
final class FloatProductKernel implements BlockKernel {

    private static final Precision ARITHMETIC = Precision.SINGLE;

    private final DenseBlocks data;
    private final int features;
    private final int classes;
    private final MatrixProduct product = MatrixProduct.active();
    private final float[] weights;
    private final double[] bias;
    private final float[] logits;
    private final float[] gradient;

    /** The block widened, where it is stored as 32-bit numbers and the arithmetic has more. */
    private final float[] copy;

    FloatProductKernel(DenseBlocks data, int classes) {
        this.data = data;
        this.features = data.columns();
        this.classes = classes;
        weights = new float[features * classes];
        bias = new double[classes];
        logits = new float[data.blockRows() * classes];
        gradient = new float[classes * features];
        copy = data.storedAs(ARITHMETIC) ? null : new float[data.blockRows() * features];
    }

    @Override
    public void take(double[] parameters) {
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) parameters[i];
        }
        System.arraycopy(parameters, weights.length, bias, 0, classes);
    }

    @Override
    public void forward(int block, double[] z) {
        int rows = data.rows(block);
        Arrays.fill(logits, 0, rows * classes, 0);
        product.add(
                Transposed.NONE,
                matrix(block),
                Matrix.of(weights, features, classes),
                Matrix.of(logits, rows, classes),
                Parallelism.sequential());
        for (int i = 0; i < rows * classes; i += classes) {
            for (int k = 0; k < classes; k++) {
                z[i + k] = bias[k] + logits[i + k];
            }
        }
    }

    private Matrix matrix(int block) {
        if (copy == null) {
            return data.matrix(block);
        }
        int rows = data.rows(block);
        for (int i = 0; i < rows; i++) {
            data.row(data.from(block) + i, copy, i * features);
        }
        return Matrix.of(copy, rows, features);
    }

    @Override
    public void backward(int block, double[] r, double[] sums) {
        int rows = data.rows(block);
        for (int i = 0; i < rows * classes; i++) {
            logits[i] = (float) r[i];
        }
        Arrays.fill(gradient, 0);
        Matrix x = copy == null ? data.matrix(block) : Matrix.of(copy, rows, features);
        product.add(
                Transposed.LEFT,
                Matrix.of(logits, rows, classes),
                x,
                Matrix.of(gradient, classes, features),
                Parallelism.sequential());
        for (int i = 0; i < gradient.length; i++) {
            sums[i] += gradient[i];
        }
        for (int i = 0; i < rows * classes; i += classes) {
            for (int k = 0; k < classes; k++) {
                sums[gradient.length + k] += r[i + k];
            }
        }
    }
}
