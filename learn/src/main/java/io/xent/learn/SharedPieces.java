package io.xent.learn;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/** The pieces of one piece of work, for several threads to take one after another. The thread that makes it waits for the end. */
final class SharedPieces implements Runnable {

    private final Thread owner = Thread.currentThread();
    private final int pieces;
    private final IntConsumer piece;
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    SharedPieces(int pieces, IntConsumer piece) {
        this.pieces = pieces;
        this.piece = piece;
    }

    /** Takes pieces until there are none. */
    @Override
    public void run() {
        for (int i = taken.getAndIncrement(); i < pieces; i = taken.getAndIncrement()) {
            int skipped = 0;
            try {
                piece.accept(i);
            } catch (Throwable thrown) {
                failure.compareAndSet(null, thrown);
                skipped = Math.max(0, pieces - taken.getAndSet(pieces));
            }
            if (ended.addAndGet(1 + skipped) == pieces) {
                LockSupport.unpark(owner);
            }
        }
    }

    /** Returns when all pieces that were taken have ended, and throws what one of them threw. */
    void awaitEnd() {
        Wakefulness wakefulness = new Wakefulness();
        boolean interrupted = false;
        while (ended.get() < pieces) {
            if (!wakefulness.lasts()) {
                LockSupport.park(this);
                interrupted |= Thread.interrupted();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        Throwable thrown = failure.get();
        if (thrown instanceof RuntimeException e) {
            throw e;
        }
        if (thrown instanceof Error e) {
            throw e;
        }
    }
}
