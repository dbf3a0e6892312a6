package io.xent.learn.network;

import io.xent.core.Parallelism;

/**
 * What the layers of a pass work on together.
 *
 * @param parameters of all layers
 * @param gradient with respect to them; null where nothing is learned
 * @param rows the most that a block has
 */
record Memory(float[] parameters, float[] gradient, int rows, Parallelism parallelism) {

    /** Multiply-adds that are over before a second thread would have begun. */
    private static final long SMALL = 1 << 17;

    boolean learns() {
        return gradient != null;
    }

    float[] block(int width) {
        return new float[Math.multiplyExact(rows, width)];
    }

    /** Threads for work that is worth them. */
    Parallelism parallelism(long operations) {
        return operations < SMALL ? Parallelism.sequential() : parallelism;
    }
}
