package io.xent.core;

import java.util.function.IntConsumer;

/** The blocks in which rows are worked on: a function of the shape alone, so that no sum depends on who runs them. */
final class RowBlocks {

    private static final int BLOCK_VALUES = 1 << 14;

    /** Of matrices with many: between blocks, a processor loses sight of what memory comes next. */
    private static final int LARGE_BLOCK_VALUES = 1 << 16;

    private static final int LARGE_BLOCKS = 64;
    private static final int MOST_ROWS = 4096;

    /** Kernels take short rows by such numbers, so that blocks come out even. */
    private static final int MANY_ROWS = 256;

    private static final int SOME_ROWS = 32;

    private final int rows;
    private final int rowsPerBlock;

    RowBlocks(int rows, int columns) {
        this.rows = rows;
        rowsPerBlock = rowsPerBlock(columns);
    }

    /** Up to four times as many as {@link #rowsPerBlock(int)} where rows are not short and enough blocks are left to share. */
    static int rowsPerBlock(int rows, int columns) {
        long share = (long) rows * columns / LARGE_BLOCKS;
        long fit = Math.min(MANY_ROWS, Math.min(LARGE_BLOCK_VALUES, share) / Math.max(1, columns));
        return (int) Math.max(rowsPerBlock(columns), fit < SOME_ROWS ? fit : fit - fit % SOME_ROWS);
    }

    static int rowsPerBlock(int columns) {
        int fit = Math.min(MOST_ROWS, Math.max(1, BLOCK_VALUES / Math.max(1, columns)));
        return fit < SOME_ROWS ? fit : fit - fit % (fit < MANY_ROWS ? SOME_ROWS : MANY_ROWS);
    }

    static int count(int rows, int rowsPerBlock) {
        return (int) ((rows + (long) rowsPerBlock - 1) / rowsPerBlock);
    }

    int count() {
        return count(rows, rowsPerBlock);
    }

    int from(int block) {
        return block * rowsPerBlock;
    }

    int to(int block) {
        return (int) Math.min(rows, from(block) + (long) rowsPerBlock);
    }

    /** One block of rows, {@code [from, to)}. */
    @FunctionalInterface
    interface Work {
        void run(int from, int to);
    }

    void forEach(Parallelism parallelism, Work work) {
        forEach(parallelism, count(), b -> work.run(from(b), to(b)));
    }

    /** One block is not worth another thread. */
    static void forEach(Parallelism parallelism, int blocks, IntConsumer work) {
        if (blocks == 1) {
            work.accept(0);
        } else if (blocks > 1) {
            parallelism.forEach(blocks, work);
        }
    }
}
