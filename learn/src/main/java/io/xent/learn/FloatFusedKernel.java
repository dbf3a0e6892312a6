package io.xent.learn;

import io.xent.core.LinearCrossEntropy;
import io.xent.core.LinearLayer;
import io.xent.core.Matrix;
import io.xent.core.MatrixProduct;
import io.xent.core.MatrixProduct.Transposed;
import io.xent.core.Parallelism;
import io.xent.core.Target;
import java.util.Arrays;

/**
 * Products of a chunk of rows in 32-bit arithmetic, with the layer as {@link LinearCrossEntropy} wants it: a row of weights per
 * class. {@code DoubleFusedKernel} is made from this file when the module is built.
 */
final class FloatFusedKernel implements FusedKernel {

    private static final int BAND = 64;

    private final DenseFeatures data;
    private final int features;
    private final int classes;
    private final Parallelism parallelism;
    private final MatrixProduct product = MatrixProduct.active();
    private final float[] chunk;
    private final float[] weights;
    private final float[] bias;
    private final float[] gradient;
    private final float[] biasGradient;
    private final double[] biasSums;
    private final LinearLayer layer;
    private final LinearLayer layerGradient;

    /** Made where logits are wanted; the loss alone needs none. */
    private float[] logits;

    private int loaded;

    FloatFusedKernel(DenseFeatures data, int classes, int chunkRows, Parallelism parallelism) {
        this.data = data;
        this.classes = classes;
        this.parallelism = parallelism;
        features = data.columns();
        chunk = new float[Math.min(chunkRows, data.rows()) * features];
        weights = new float[classes * features];
        bias = new float[classes];
        gradient = new float[classes * features];
        biasGradient = new float[classes];
        biasSums = new double[classes];
        layer = new LinearLayer(Matrix.of(weights, classes, features), Matrix.of(bias, 1, classes));
        layerGradient = new LinearLayer(Matrix.of(gradient, classes, features), Matrix.of(biasGradient, 1, classes));
    }

    @FunctionalInterface
    private interface Classes {
        void of(int from, int to);
    }

    private void inBands(Classes band) {
        parallelism.forEach((classes + BAND - 1) / BAND, i -> band.of(i * BAND, Math.min(classes, (i + 1) * BAND)));
    }

    @Override
    public void take(double[] parameters) {
        inBands((from, to) -> {
            for (int j = 0; j < features; j++) {
                for (int k = from; k < to; k++) {
                    weights[k * features + j] = (float) parameters[j * classes + k];
                }
            }
            for (int k = from; k < to; k++) {
                bias[k] = (float) parameters[features * classes + k];
            }
        });
    }

    @Override
    public void load(int from, int to) {
        loaded = to - from;
        for (int i = 0; i < loaded; i++) {
            data.copyRow(from + i, chunk, i * features);
        }
        Arrays.fill(gradient, 0);
        Arrays.fill(biasSums, 0);
    }

    @Override
    public double lossAndGradient(LinearCrossEntropy loss, Target target) {
        double value = loss.lossAndGradient(rows(0, loaded), layer, target, null, layerGradient);
        for (int k = 0; k < classes; k++) {
            biasSums[k] += biasGradient[k];
        }
        return value;
    }

    private Matrix rows(int at, int count) {
        return Matrix.of(chunk, at * features, count, features, features);
    }

    @Override
    public void forward(int at, int rows, double[][] z) {
        if (logits == null || logits.length < rows * classes) {
            logits = new float[rows * classes];
        }
        Arrays.fill(logits, 0, rows * classes, 0);
        Matrix out = Matrix.of(logits, rows, classes);
        product.add(Transposed.RIGHT, rows(at, rows), layer.weights(), out, parallelism);
        int blockRows = z[0].length / classes;
        parallelism.forEach((rows + blockRows - 1) / blockRows, block -> {
            int first = block * blockRows * classes;
            int end = Math.min(rows * classes, first + z[block].length);
            for (int i = first; i < end; i += classes) {
                for (int k = 0; k < classes; k++) {
                    double ofClass = bias[k];
                    z[block][i - first + k] = ofClass + logits[i + k];
                }
            }
        });
    }

    @Override
    public void backward(int at, int rows, double[][] r) {
        int blockRows = r[0].length / classes;
        parallelism.forEach((rows + blockRows - 1) / blockRows, block -> {
            int first = block * blockRows * classes;
            int count = Math.min(rows * classes - first, r[block].length);
            for (int i = 0; i < count; i++) {
                logits[first + i] = (float) r[block][i];
            }
        });
        Matrix left = Matrix.of(logits, rows, classes);
        product.add(Transposed.LEFT, left, rows(at, rows), layerGradient.weights(), parallelism);
        inBands((from, to) -> {
            for (int i = 0; i < rows; i++) {
                int start = i % blockRows * classes;
                for (int k = from; k < to; k++) {
                    biasSums[k] += r[i / blockRows][start + k];
                }
            }
        });
    }

    @Override
    public void addSums(double[] total) {
        inBands((from, to) -> {
            for (int j = 0; j < features; j++) {
                for (int k = from; k < to; k++) {
                    total[j * classes + k] += gradient[k * features + j];
                }
            }
            for (int k = from; k < to; k++) {
                total[features * classes + k] += biasSums[k];
            }
        });
    }
}
