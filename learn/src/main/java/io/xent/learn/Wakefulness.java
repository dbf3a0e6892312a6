package io.xent.learn;

/** Waiting without sleep, for at most two milliseconds: at first on the processor, then giving way to other threads. */
final class Wakefulness {

    private static final long NANOS = 2_000_000;
    private static final int SPINS = 500;

    private final long start = System.nanoTime();
    private int looks;

    /** Waits a moment; false where it has been long enough. */
    boolean lasts() {
        if (looks++ < SPINS) {
            Thread.onSpinWait();
            return true;
        }
        Thread.yield();
        return System.nanoTime() - start < NANOS;
    }
}
