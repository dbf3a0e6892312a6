package io.xent.core;

/** The blocks in which rows are worked on: a function of the shape alone, so that no sum depends on who runs them. */
final class RowBlocks {

    private static final int BLOCK_VALUES = 1 << 14;
    private static final int MOST_ROWS = 4096;

    private final int rows;
    private final int rowsPerBlock;

    RowBlocks(int rows, int columns) {
        this.rows = rows;
        rowsPerBlock = Math.min(MOST_ROWS, Math.max(1, BLOCK_VALUES / Math.max(1, columns)));
    }

    int count() {
        return (int) ((rows + (long) rowsPerBlock - 1) / rowsPerBlock);
    }

    int from(int block) {
        return block * rowsPerBlock;
    }

    int to(int block) {
        return Math.min(rows, from(block) + rowsPerBlock);
    }

    /** One block of rows, {@code [from, to)}. */
    @FunctionalInterface
    interface Work {
        void run(int from, int to);
    }

    void forEach(Parallelism parallelism, Work work) {
        if (count() == 1) {
            work.run(0, rows);
        } else if (count() > 1) {
            parallelism.forEach(count(), b -> work.run(from(b), to(b)));
        }
    }
}
