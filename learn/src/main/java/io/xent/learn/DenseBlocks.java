package io.xent.learn;

import io.xent.core.Parallelism;

/**
 * Dense features cut into blocks of rows, and kept feature by feature within each block, beside the rows as they were
 * given: logits want to run down a feature, gradients along a row, and each then is a plain loop over one index.
 */
final class DenseBlocks {

    private final DenseFeatures features;
    private final int blockRows;
    private final float[][][] floats;
    private final double[][][] doubles;

    DenseBlocks(DenseFeatures features, Parallelism parallelism) {
        this.features = features;
        blockRows = features.rows() < 8192 ? 64 : 256;
        boolean single = features.precision() == Precision.SINGLE;
        floats = single ? new float[blocks()][][] : null;
        doubles = single ? null : new double[blocks()][][];
        parallelism.forEach(blocks(), block -> {
            if (single) {
                floats[block] = floatColumns(block);
            } else {
                doubles[block] = doubleColumns(block);
            }
        });
    }

    int columns() {
        return features.columns();
    }

    int blocks() {
        return (features.rows() + blockRows - 1) / blockRows;
    }

    int from(int block) {
        return block * blockRows;
    }

    int rows(int block) {
        return Math.min(blockRows, features.rows() - from(block));
    }

    int blockRows() {
        return blockRows;
    }

    private float[][] floatColumns(int block) {
        float[][] columns = new float[columns()][rows(block)];
        for (int i = 0; i < rows(block); i++) {
            float[] from = (float[]) features.array(from(block) + i);
            int offset = features.offset(from(block) + i);
            for (int j = 0; j < columns.length; j++) {
                columns[j][i] = from[offset + j];
            }
        }
        return columns;
    }

    private double[][] doubleColumns(int block) {
        double[][] columns = new double[columns()][rows(block)];
        for (int i = 0; i < rows(block); i++) {
            double[] from = (double[]) features.array(from(block) + i);
            int offset = features.offset(from(block) + i);
            for (int j = 0; j < columns.length; j++) {
                columns[j][i] = from[offset + j];
            }
        }
        return columns;
    }

    /** The values of a feature in a block; beyond the last feature, {@code scratch} as it is. */
    float[] column(int block, int feature, float[] scratch) {
        return feature < columns() ? floats[block][feature] : scratch;
    }

    /** As above; {@code scratch} is overwritten where the features are stored as floats. */
    double[] column(int block, int feature, double[] scratch) {
        if (feature >= columns()) {
            return scratch;
        }
        if (doubles != null) {
            return doubles[block][feature];
        }
        float[] from = floats[block][feature];
        for (int i = 0; i < from.length; i++) {
            scratch[i] = from[i];
        }
        return scratch;
    }

    /** Copies a row. */
    void row(int row, float[] into) {
        System.arraycopy(features.array(row), features.offset(row), into, 0, columns());
    }

    /** Copies a row, widened where it is stored as floats. */
    void row(int row, double[] into) {
        int offset = features.offset(row);
        if (features.array(row) instanceof float[] from) {
            for (int j = 0; j < into.length; j++) {
                into[j] = from[offset + j];
            }
        } else {
            System.arraycopy(features.array(row), offset, into, 0, columns());
        }
    }
}
