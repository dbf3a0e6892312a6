package io.xent.learn;

import java.util.Arrays;

/**
 * Products of a block in 32-bit arithmetic and plain loops. Everything is done by {@link #add4}, a loop over one index of five separate
 * arrays, which is the form that the just-in-time compiler turns into vector instructions; sums of products along one
 * array are not. Classes are taken some at a time, so that sums stay in cache, and take no more memory, however many classes
 * there are. {@code DoublePlainKernel} is made from this file when the module is built.
 */
final class FloatPlainKernel implements BlockKernel {

    private static final int CLASSES_AT_ONCE = 64;

    private final DenseBlocks data;
    private final BlockColumns columns;
    private final int features;
    private final int classes;

    /** Of the classes at hand, and so is the gradient. */
    private final float[][] logits;

    private final float[][] gradient;
    private final float[][] fourRows;
    private final float[][] fourColumns;
    private double[] parameters;

    FloatPlainKernel(BlockColumns columns, int classes) {
        this.columns = columns;
        this.data = columns.blocks();
        this.features = data.columns();
        this.classes = classes;
        int atOnce = Math.min(classes, CLASSES_AT_ONCE);
        logits = new float[atOnce][data.blockRows()];
        gradient = new float[atOnce][features];
        fourRows = new float[4][features];
        fourColumns = new float[4][data.blockRows()];
    }

    @Override
    public void take(double[] ofNextBlocks) {
        parameters = ofNextBlocks;
    }

    @Override
    public void forward(int block, double[] z) {
        for (int from = 0; from < classes; from += logits.length) {
            forward(block, z, from, Math.min(classes, from + logits.length));
        }
    }

    private void forward(int block, double[] z, int fromClass, int toClass) {
        int rows = data.rows(block);
        for (float[] ofClass : logits) {
            Arrays.fill(ofClass, 0, rows, 0);
        }
        for (int j = 0; j < features; j += 4) {
            float[] x0 = columns.column(block, j, fourColumns[0]);
            float[] x1 = columns.column(block, j + 1, fourColumns[1]);
            float[] x2 = columns.column(block, j + 2, fourColumns[2]);
            float[] x3 = columns.column(block, j + 3, fourColumns[3]);
            for (int k = fromClass; k < toClass; k++) {
                float w0 = weight(j, k);
                float w1 = weight(j + 1, k);
                float w2 = weight(j + 2, k);
                float w3 = weight(j + 3, k);
                add4(logits[k - fromClass], x0, x1, x2, x3, w0, w1, w2, w3, rows);
            }
        }
        for (int k = fromClass; k < toClass; k++) {
            double bias = parameters[features * classes + k];
            float[] ofClass = logits[k - fromClass];
            for (int i = 0; i < rows; i++) {
                z[i * classes + k] = bias + ofClass[i];
            }
        }
    }

    private float weight(int feature, int classIndex) {
        return feature < features ? (float) parameters[feature * classes + classIndex] : 0;
    }

    @Override
    public void backward(int block, double[] r, double[] sums) {
        for (int from = 0; from < classes; from += gradient.length) {
            backward(block, r, sums, from, Math.min(classes, from + gradient.length));
        }
    }

    private void backward(int block, double[] r, double[] sums, int fromClass, int toClass) {
        int rows = data.rows(block);
        for (float[] ofClass : gradient) {
            Arrays.fill(ofClass, 0);
        }
        for (int i = 0; i < rows; i += 4) {
            int count = Math.min(4, rows - i);
            for (int row = 0; row < count; row++) {
                data.row(data.from(block) + i + row, fourRows[row], 0);
            }
            for (int k = fromClass; k < toClass; k++) {
                int at = i * classes + k;
                float r0 = (float) r[at];
                float r1 = count > 1 ? (float) r[at + classes] : 0;
                float r2 = count > 2 ? (float) r[at + 2 * classes] : 0;
                float r3 = count > 3 ? (float) r[at + 3 * classes] : 0;
                float[] sum = gradient[k - fromClass];
                add4(sum, fourRows[0], fourRows[1], fourRows[2], fourRows[3], r0, r1, r2, r3, features);
            }
        }
        for (int k = fromClass; k < toClass; k++) {
            float[] ofClass = gradient[k - fromClass];
            for (int j = 0; j < features; j++) {
                sums[k * features + j] += ofClass[j];
            }
            for (int i = 0; i < rows; i++) {
                sums[features * classes + k] += r[i * classes + k];
            }
        }
    }

    private static void add4(
            float[] sum,
            float[] x0,
            float[] x1,
            float[] x2,
            float[] x3,
            float a0,
            float a1,
            float a2,
            float a3,
            int length) {
        for (int i = 0; i < length; i++) {
            sum[i] += a0 * x0[i] + a1 * x1[i] + a2 * x2[i] + a3 * x3[i];
        }
    }
}
