package io.xent.learn.network;

import io.xent.core.Parallelism;

/**
 * What the layers of a pass work on together.
 *
 * @param parameters of all layers
 * @param gradient with respect to them; null where nothing is learned
 * @param rows the most that a block has
 * @param pieceRows how many rows go together through layers that take any
 */
record Memory(float[] parameters, float[] gradient, int rows, int pieceRows, Parallelism parallelism) {

    /** Multiply-adds that are over before a second thread would have begun. */
    private static final long SMALL = 1 << 17;

    boolean learns() {
        return gradient != null;
    }

    float[] block(int width) {
        return new float[Math.multiplyExact(rows, width)];
    }

    int pieces(int rows) {
        return (rows - 1) / pieceRows + 1;
    }

    /** Threads for work that is worth them. */
    Parallelism parallelism(long operations) {
        return operations < SMALL ? Parallelism.sequential() : parallelism;
    }
}
