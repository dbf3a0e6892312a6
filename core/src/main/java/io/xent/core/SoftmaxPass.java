package io.xent.core;

import java.util.function.IntConsumer;

/**
 * One call of a function of {@link Softmax}: its blocks of rows, and what is done with each. Belongs to the thread that made
 * it, so that calls allocate nothing.
 */
final class SoftmaxPass implements IntConsumer {

    /** What is done with the rows {@code [from, to)}. */
    @FunctionalInterface
    interface Work {
        void run(SoftmaxPass pass, int from, int to);
    }

    private static final ThreadLocal<SoftmaxPass> OF_THREAD = ThreadLocal.withInitial(SoftmaxPass::new);

    /** Whether a call of this thread is under way: a pool may let a thread that waits make another. */
    private boolean busy;

    private Work work;
    private int rowsPerBlock;

    Matrix logits;
    double temperature;
    JacobianProduct product;
    Matrix vectors;
    Matrix out;

    private SoftmaxPass() {}

    /**
     * @param work without variables of its own, so that it is made once
     * @param product null, and so are the vectors, where there is none
     */
    static void run(
            Parallelism parallelism,
            Work work,
            Matrix logits,
            double temperature,
            JacobianProduct product,
            Matrix vectors,
            Matrix out) {
        SoftmaxPass pass = OF_THREAD.get();
        if (pass.busy) {
            pass = new SoftmaxPass();
        }
        pass.busy = true;
        pass.work = work;
        pass.logits = logits;
        pass.temperature = temperature;
        pass.product = product;
        pass.vectors = vectors;
        pass.out = out;
        pass.rowsPerBlock = RowBlocks.rowsPerBlock(logits.columns());
        try {
            RowBlocks.forEach(parallelism, RowBlocks.count(logits.rows(), pass.rowsPerBlock), pass);
        } finally {
            pass.end();
        }
    }

    private void end() {
        work = null;
        logits = null;
        vectors = null;
        out = null;
        busy = false;
    }

    @Override
    public void accept(int index) {
        int from = index * rowsPerBlock;
        work.run(this, from, (int) Math.min(logits.rows(), from + (long) rowsPerBlock));
    }
}
