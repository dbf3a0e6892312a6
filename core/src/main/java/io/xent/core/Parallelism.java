package io.xent.core;

import java.util.function.IntConsumer;

/**
 * How independent pieces of work are run. Threads come from the caller: nothing in this module starts one.
 *
 * <p>Work is always cut into the same pieces, whatever runs them, and results are combined in the order of the pieces,
 * so that every number comes out with the same bits for any implementation and any number of threads.
 */
@FunctionalInterface
public interface Parallelism {

    /**
     * Runs {@code piece} once for every index in {@code [0, pieces)}, in any order and on any thread, and returns when
     * all have ended. If one throws, the exception reaches the caller after the others have ended or been skipped.
     */
    void forEach(int pieces, IntConsumer piece);

    /** Runs every piece on the calling thread, in order. */
    static Parallelism sequential() {
        return (pieces, piece) -> {
            for (int i = 0; i < pieces; i++) {
                piece.accept(i);
            }
        };
    }
}
