package io.xent.learn;

import io.xent.core.CrossEntropy;
import io.xent.core.LinearCrossEntropy;
import io.xent.core.Parallelism;
import io.xent.core.Target;
import java.util.Arrays;

/**
 * Passes over dense rows of many classes, where logits and not features are what would fill memory: the loss and its
 * derivatives by {@link LinearCrossEntropy}. All threads go through the same rows together, so that there is one sum for
 * each parameter and not one for each thread. Beside the parameters' own size, in the arithmetic of the pass for weights and sums, memory is bounded whatever the
 * numbers of rows and classes are.
 */
final class FusedPass implements DataPass {

    /** Rows between two additions to the sums in 64 bits. */
    private static final int CHUNK_ROWS = 2048;

    private static final int FEWEST_CLASSES = 2048;

    private static final int MOST_BLOCK_ROWS = 256;

    /** Logits of one block: 4 MB. */
    private static final int LOGITS_OF_BLOCK = 1 << 19;

    /** Logits that are there at a time, where a step wants to see them: 32 MB, and half of that or as much again in the arithmetic of the pass. */
    private static final int MOST_LOGITS = 1 << 22;

    /** What the loss may take for its logits, so that they stay in the third-level cache, or nearly. */
    private static final long LOSS_BYTES = 16 << 20;

    private final DenseFeatures features;
    private final int classes;
    private final Precision arithmetic;
    private final Parallelism parallelism;
    private final int blockRows;
    private final int pieceRows;

    /** Made at the first pass. */
    private FusedKernel kernel;

    private double[][] logits;

    /** Kept from pass to pass with its memory. */
    private LinearCrossEntropy fused;

    private CrossEntropy lossOfFused;

    FusedPass(DenseFeatures features, int classes, Precision arithmetic, Parallelism parallelism) {
        this.features = features;
        this.classes = classes;
        this.arithmetic = arithmetic;
        this.parallelism = parallelism;
        int fit = Math.max(1, Math.min(MOST_BLOCK_ROWS, LOGITS_OF_BLOCK / classes));
        blockRows = Integer.highestOneBit(fit);
        int most = Math.max(blockRows, MOST_LOGITS / classes / blockRows * blockRows);
        pieceRows = Math.min(CHUNK_ROWS, most);
    }

    /** Whether the kernels in use have fast products, and classes are so many that all threads in one product do better than each in its own. */
    static boolean isFaster(DenseFeatures features, int classes) {
        return classes >= FEWEST_CLASSES
                && features.columns() > 0
                && (long) classes * features.columns() <= Integer.MAX_VALUE - 8
                && DensePass.hasFastProducts();
    }

    private FusedKernel kernel(double[] parameters) {
        if (kernel == null) {
            kernel = arithmetic == Precision.SINGLE
                    ? new FloatFusedKernel(features, classes, CHUNK_ROWS, parallelism)
                    : new DoubleFusedKernel(features, classes, CHUNK_ROWS, parallelism);
        }
        kernel.take(parameters);
        return kernel;
    }

    @Override
    public double lossAndGradient(CrossEntropy loss, Target target, double[] parameters, double[] sums) {
        LinearCrossEntropy fused = new LinearCrossEntropy(loss.withParallelism(parallelism)).withMemory(LOSS_BYTES);
        FusedKernel of = kernel(parameters);
        Arrays.fill(sums, 0);
        double value = 0;
        for (int from = 0; from < rows(); from += CHUNK_ROWS) {
            int to = Math.min(rows(), from + CHUNK_ROWS);
            of.load(from, to);
            value += of.lossAndGradient(fused, target.rows(from, to));
            of.addSums(sums);
        }
        return value;
    }

    @Override
    public void forward(double[] parameters, int first, int end, RowStep step) {
        FusedKernel of = kernel(parameters);
        int to = (int) Math.min(rows(), (long) end * blockRows);
        for (int from = first * blockRows; from < to; from += pieceRows) {
            int count = Math.min(pieceRows, to - from);
            of.load(from, from + count);
            forward(of, 0, from, count, step);
        }
    }

    @Override
    public void forwardAndBack(double[] parameters, RowStep step, double[] sums) {
        FusedKernel of = kernel(parameters);
        Arrays.fill(sums, 0);
        for (int from = 0; from < rows(); from += CHUNK_ROWS) {
            int to = Math.min(rows(), from + CHUNK_ROWS);
            of.load(from, to);
            for (int at = from; at < to; at += pieceRows) {
                int count = Math.min(pieceRows, to - at);
                forward(of, at - from, at, count, step);
                of.backward(at - from, count, logits);
            }
            of.addSums(sums);
        }
    }

    private void forward(FusedKernel of, int at, int row, int count, RowStep step) {
        if (logits == null) {
            int rows = Math.min(pieceRows, rows());
            logits = new double[(rows + blockRows - 1) / blockRows][blockRows * classes];
        }
        of.forward(at, count, logits);
        parallelism.forEach((count + blockRows - 1) / blockRows, block -> {
            int from = row + block * blockRows;
            step.apply(from / blockRows, from, Math.min(blockRows, row + count - from), logits[block]);
        });
    }

    @Override
    public DataPass in64Bits() {
        return arithmetic == Precision.DOUBLE ? this : new FusedPass(features, classes, Precision.DOUBLE, parallelism);
    }

    @Override
    public int rows() {
        return features.rows();
    }

    @Override
    public int features() {
        return features.columns();
    }

    @Override
    public int classes() {
        return classes;
    }

    @Override
    public int blocks() {
        return (rows() + blockRows - 1) / blockRows;
    }

    @Override
    public int blockRows() {
        return blockRows;
    }

    @Override
    public int longestRow() {
        return features.columns();
    }

    @Override
    public int longestSum() {
        return CHUNK_ROWS + (rows() + CHUNK_ROWS - 1) / CHUNK_ROWS;
    }

    @Override
    public int longestBiasSum() {
        return longestSum();
    }
}
