package io.xent.learn;

import io.xent.core.Parallelism;

/**
 * A second copy of dense features, feature by feature within each block: plain loops over one index need logits to run
 * down a feature, and turning a block for each pass costs more than the products. Of rows in a file, which are there because
 * they do not fit, each block is turned for each pass.
 */
final class BlockColumns {

    private final DenseBlocks blocks;
    private final float[][][] floats;
    private final double[][][] doubles;

    /** The block that a thread turned last; null where all are kept. */
    private final ThreadLocal<Turned> turned;

    private static final class Turned {
        private int block = -1;
        private float[][] floats;
        private double[][] doubles;
    }

    BlockColumns(DenseBlocks blocks, Parallelism parallelism) {
        this.blocks = blocks;
        boolean single = blocks.storedAs(Precision.SINGLE);
        if (blocks.isMapped()) {
            floats = null;
            doubles = null;
            turned = ThreadLocal.withInitial(Turned::new);
            return;
        }
        turned = null;
        floats = single ? new float[blocks.blocks()][][] : null;
        doubles = single ? null : new double[blocks.blocks()][][];
        parallelism.forEach(blocks.blocks(), block -> {
            if (single) {
                floats[block] = floatColumns(block);
            } else {
                doubles[block] = doubleColumns(block);
            }
        });
    }

    DenseBlocks blocks() {
        return blocks;
    }

    private float[][] floatColumns(int block) {
        float[][] columns = new float[blocks.columns()][blocks.rows(block)];
        float[] row = new float[columns.length];
        for (int i = 0; i < blocks.rows(block); i++) {
            blocks.row(blocks.from(block) + i, row, 0);
            for (int j = 0; j < columns.length; j++) {
                columns[j][i] = row[j];
            }
        }
        return columns;
    }

    private double[][] doubleColumns(int block) {
        double[][] columns = new double[blocks.columns()][blocks.rows(block)];
        double[] row = new double[columns.length];
        for (int i = 0; i < blocks.rows(block); i++) {
            blocks.row(blocks.from(block) + i, row, 0);
            for (int j = 0; j < columns.length; j++) {
                columns[j][i] = row[j];
            }
        }
        return columns;
    }

    private Turned turned(int block) {
        Turned last = turned.get();
        if (last.block != block) {
            boolean single = blocks.storedAs(Precision.SINGLE);
            last.floats = single ? floatColumns(block) : null;
            last.doubles = single ? null : doubleColumns(block);
            last.block = block;
        }
        return last;
    }

    private float[] floats(int block, int feature) {
        return turned == null ? floats[block][feature] : turned(block).floats[feature];
    }

    /** Null where the features are stored as floats. */
    private double[] doubles(int block, int feature) {
        if (turned != null) {
            Turned last = turned(block);
            return last.doubles == null ? null : last.doubles[feature];
        }
        return doubles == null ? null : doubles[block][feature];
    }

    /** The values of a feature in a block; beyond the last feature, {@code scratch} as it is. */
    float[] column(int block, int feature, float[] scratch) {
        return feature < blocks.columns() ? floats(block, feature) : scratch;
    }

    /** As above; {@code scratch} is overwritten where the features are stored as floats. */
    double[] column(int block, int feature, double[] scratch) {
        if (feature >= blocks.columns()) {
            return scratch;
        }
        double[] stored = doubles(block, feature);
        if (stored != null) {
            return stored;
        }
        float[] from = floats(block, feature);
        for (int i = 0; i < from.length; i++) {
            scratch[i] = from[i];
        }
        return scratch;
    }
}
