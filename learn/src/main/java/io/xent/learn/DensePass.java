package io.xent.learn;

import io.xent.core.Parallelism;
import java.util.Arrays;

/** Passes over dense rows: each block goes forward and back while it is in cache. */
final class DensePass implements DataPass {

    private static final int MAX_SLICES = 32;
    private static final int MIN_SLICES = 4;
    private static final long SUMS_BUDGET = 8 << 20;

    private final DenseBlocks data;
    private final int rows;
    private final int classes;
    private final Precision arithmetic;
    private final Parallelism parallelism;
    private final BlockKernel[] kernels;
    private final double[][] sums;
    private final double[][] logits;

    DensePass(DenseBlocks data, int classes, Precision arithmetic, Parallelism parallelism) {
        this.data = data;
        this.classes = classes;
        this.arithmetic = arithmetic;
        this.parallelism = parallelism;
        int slices = slices();
        rows = data.blocks() == 0 ? 0 : data.from(data.blocks() - 1) + data.rows(data.blocks() - 1);
        kernels = new BlockKernel[slices];
        logits = new double[slices][data.blockRows() * classes];
        sums = new double[slices][dimension()];
        for (int slice = 0; slice < slices; slice++) {
            kernels[slice] = arithmetic == Precision.SINGLE
                    ? new FloatBlockKernel(data, classes)
                    : new DoubleBlockKernel(data, classes);
        }
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
        return arithmetic == Precision.DOUBLE ? this : new DensePass(data, classes, Precision.DOUBLE, parallelism);
    }

    @Override
    public int rows() {
        return rows;
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
    public void forward(double[] parameters, RowStep step) {
        parallelism.forEach(kernels.length, slice -> {
            for (int block = firstBlock(slice); block < firstBlock(slice + 1); block++) {
                kernels[slice].forward(block, parameters, logits[slice]);
                step.apply(block, data.from(block), data.rows(block), logits[slice]);
            }
        });
    }

    @Override
    public void forwardAndBack(double[] parameters, RowStep step, double[] total) {
        parallelism.forEach(kernels.length, slice -> {
            Arrays.fill(sums[slice], 0);
            for (int block = firstBlock(slice); block < firstBlock(slice + 1); block++) {
                kernels[slice].forward(block, parameters, logits[slice]);
                step.apply(block, data.from(block), data.rows(block), logits[slice]);
                kernels[slice].backward(block, logits[slice], sums[slice]);
            }
        });
        Arrays.fill(total, 0);
        for (double[] ofSlice : sums) {
            for (int i = 0; i < total.length; i++) {
                total[i] += ofSlice[i];
            }
        }
    }

    private int firstBlock(int slice) {
        return (int) ((long) data.blocks() * slice / kernels.length);
    }
}
