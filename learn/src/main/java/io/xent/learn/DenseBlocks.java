package io.xent.learn;

import io.xent.core.Matrix;

/**
 * Dense features cut into blocks of rows that stay in a second-level cache while they are gone through forward and back.
 * The cut depends on shapes and arithmetic alone.
 */
final class DenseBlocks {

    private static final int BLOCK_BYTES = 1 << 20;
    private static final int MOST_ROWS = DenseFeatures.ROW_MULTIPLE;
    private static final int FEWEST_ROWS = 16;

    /** Below so many rows, blocks are small so that there are enough for all threads. */
    private static final int FEW_ROWS = 8192;

    private static final int ROWS_OF_FEW = 64;

    /** Logits of one block: 32 MB. */
    private static final int MOST_LOGITS = 1 << 22;

    private final DenseFeatures features;
    private final int blockRows;

    /** @param classes so many that logits of a block of full size would not be small any more have smaller blocks */
    DenseBlocks(DenseFeatures features, Precision arithmetic, int classes) {
        this.features = features;
        long rowBytes =
                Math.max(1L, features.columns()) * (arithmetic == Precision.SINGLE ? Float.BYTES : Double.BYTES);
        int most = features.rows() < FEW_ROWS ? ROWS_OF_FEW : MOST_ROWS;
        int fit = (int) Math.min(most, Math.max(FEWEST_ROWS, BLOCK_BYTES / rowBytes));
        fit = Math.max(1, Math.min(fit, MOST_LOGITS / classes));
        blockRows = Math.min(Integer.highestOneBit(fit), features.rowMultiple());
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

    /** Whether the features are stored in the arithmetic asked for, so that blocks need no copy. */
    boolean storedAs(Precision arithmetic) {
        return features.precision() == arithmetic;
    }

    /** The rows of a block where they lie. */
    Matrix matrix(int block) {
        int row = from(block);
        int columns = columns();
        return features.array(row) instanceof float[] values
                ? Matrix.of(values, features.offset(row), rows(block), columns, columns)
                : Matrix.of((double[]) features.array(row), features.offset(row), rows(block), columns, columns);
    }

    /** Copies a row. */
    void row(int row, float[] into, int at) {
        System.arraycopy(features.array(row), features.offset(row), into, at, columns());
    }

    /** Copies a row, widened where it is stored as floats. */
    void row(int row, double[] into, int at) {
        features.copyRow(row, into, at);
    }

    /** Whether the rows are in a file, so that a second copy of them would not fit. */
    boolean isMapped() {
        return features.isMapped();
    }
}
