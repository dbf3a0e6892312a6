package io.xent.learn;

import io.xent.core.Kernels;
import io.xent.core.Parallelism;
import java.util.Arrays;

/** Passes over dense rows: each block goes forward and back while it is in cache. */
final class DensePass implements DataPass {

    private static final int MAX_SLICES = 32;
    private static final int MIN_SLICES = 4;
    private static final long SUMS_BUDGET = 8 << 20;

    /** Multiplications of a pass below which a training ends before fast products have been compiled. */
    private static final long WORTH_A_PRODUCT = 1 << 26;

    private final DenseFeatures features;
    private final DenseBlocks data;

    /** Null where blocks go through products of matrices. */
    private final BlockColumns columns;

    private final int classes;
    private final Precision arithmetic;
    private final Parallelism parallelism;
    private final BlockKernel[] kernels;
    private final double[][] sums;
    private final double[][] logits;

    private DensePass(
            DenseFeatures features,
            DenseBlocks data,
            BlockColumns columns,
            int classes,
            Precision arithmetic,
            Parallelism parallelism) {
        this.features = features;
        this.data = data;
        this.columns = columns;
        this.classes = classes;
        this.arithmetic = arithmetic;
        this.parallelism = parallelism;
        int slices = slices();
        logits = new double[slices][data.blockRows() * classes];
        sums = new double[slices][dimension()];
        kernels = kernels();
    }

    /** The same blocks in another arithmetic, by turns with {@code other}: they share the room for logits and sums. */
    private DensePass(DensePass other, Precision arithmetic) {
        features = other.features;
        data = other.data;
        columns = other.columns;
        classes = other.classes;
        this.arithmetic = arithmetic;
        parallelism = other.parallelism;
        logits = other.logits;
        sums = other.sums;
        kernels = kernels();
    }

    private BlockKernel[] kernels() {
        BlockKernel[] ofSlices = new BlockKernel[sums.length];
        for (int slice = 0; slice < ofSlices.length; slice++) {
            ofSlices[slice] = kernel();
        }
        return ofSlices;
    }

    static DensePass of(DenseFeatures features, int classes, Precision arithmetic, Parallelism parallelism) {
        boolean large = (long) features.rows() * features.columns() * classes >= WORTH_A_PRODUCT;
        return of(features, classes, arithmetic, large && hasFastProducts(), parallelism);
    }

    /**
     * @param products whether to go through {@link io.xent.core.MatrixProduct}; else by plain loops and a second copy
     */
    static DensePass of(
            DenseFeatures features, int classes, Precision arithmetic, boolean products, Parallelism parallelism) {
        DenseBlocks data = new DenseBlocks(features, arithmetic, classes);
        BlockColumns columns = products ? null : new BlockColumns(data, parallelism);
        return new DensePass(features, data, columns, classes, arithmetic, parallelism);
    }

    static boolean hasFastProducts() {
        return !Kernels.active().name().equals(Kernels.scalar().name());
    }

    private BlockKernel kernel() {
        boolean single = arithmetic == Precision.SINGLE;
        if (columns == null) {
            return single ? new FloatProductKernel(data, classes) : new DoubleProductKernel(data, classes);
        }
        return single ? new FloatPlainKernel(columns, classes) : new DoublePlainKernel(columns, classes);
    }

    /** Depends on shapes alone, never on the number of threads: each slice has sums of its own. */
    private int slices() {
        long affordable = Math.max(MIN_SLICES, SUMS_BUDGET / Math.max(1, dimension()));
        return (int) Math.min(Math.min(data.blocks(), MAX_SLICES), affordable);
    }

    private int dimension() {
        return (data.columns() + 1) * classes;
    }

    @Override
    public DataPass in64Bits() {
        if (arithmetic == Precision.DOUBLE) {
            return this;
        }
        return columns == null
                ? of(features, classes, Precision.DOUBLE, true, parallelism)
                : new DensePass(this, Precision.DOUBLE);
    }

    @Override
    public int rows() {
        return features.rows();
    }

    @Override
    public int features() {
        return data.columns();
    }

    @Override
    public int classes() {
        return classes;
    }

    @Override
    public int blocks() {
        return data.blocks();
    }

    @Override
    public int blockRows() {
        return data.blockRows();
    }

    @Override
    public int longestRow() {
        return data.columns();
    }

    @Override
    public int longestSum() {
        return data.blockRows() + data.blocks();
    }

    @Override
    public void forward(double[] parameters, int first, int end, RowStep step) {
        parallelism.forEach(kernels.length, slice -> {
            kernels[slice].take(parameters);
            int from = first + (int) ((long) (end - first) * slice / kernels.length);
            int to = first + (int) ((long) (end - first) * (slice + 1) / kernels.length);
            for (int block = from; block < to; block++) {
                kernels[slice].forward(block, logits[slice]);
                step.apply(block, data.from(block), data.rows(block), logits[slice]);
            }
        });
    }

    @Override
    public void forwardAndBack(double[] parameters, RowStep step, double[] total) {
        parallelism.forEach(kernels.length, slice -> {
            kernels[slice].take(parameters);
            Arrays.fill(sums[slice], 0);
            for (int block = firstBlock(slice); block < firstBlock(slice + 1); block++) {
                kernels[slice].forward(block, logits[slice]);
                step.apply(block, data.from(block), data.rows(block), logits[slice]);
                kernels[slice].backward(block, logits[slice], sums[slice]);
            }
        });
        addSlices(total);
    }

    /** Slices hold classes × features, parameters are features × classes. */
    private void addSlices(double[] total) {
        int features = data.columns();
        Arrays.fill(total, 0);
        for (double[] ofSlice : sums) {
            for (int k = 0; k < classes; k++) {
                for (int j = 0; j < features; j++) {
                    total[j * classes + k] += ofSlice[k * features + j];
                }
                total[features * classes + k] += ofSlice[features * classes + k];
            }
        }
    }

    private int firstBlock(int slice) {
        return (int) ((long) data.blocks() * slice / kernels.length);
    }
}
