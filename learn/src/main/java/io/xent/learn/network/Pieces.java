package io.xent.learn.network;

import io.xent.core.Parallelism;

/** Work on long arrays in fixed pieces. */
final class Pieces {

    private static final int PIECE = 1 << 15;

    /** Something done to the elements {@code [from, to)}. */
    @FunctionalInterface
    interface Range {
        void run(int from, int to);
    }

    private Pieces() {}

    static void forEach(Parallelism parallelism, int length, Range range) {
        if (length <= PIECE) {
            range.run(0, length);
            return;
        }
        int pieces = (length - 1) / PIECE + 1;
        parallelism.forEach(pieces, p -> range.run(p * PIECE, Math.min(length - p * PIECE, PIECE) + p * PIECE));
    }
}
