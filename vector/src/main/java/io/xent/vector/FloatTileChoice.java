package io.xent.vector;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Whether products run on vectors yet. A vector method is hundreds of times slower than a plain loop until the
 * just-in-time compiler's last tier has it, and for ever where that tier is switched off. So products begin on the plain
 * tile, which has the same bits, while a thread in the background runs the vector tiles; as soon as it sees them faster
 * than the plain one, pieces that start from then on use them.
 */
final class FloatTileChoice {

    private static final int DEPTH = 256;
    private static final long PATIENCE_NANOS = 60_000_000_000L;
    private static final long LONGEST_ROUND_NANOS = 1_000_000_000L;
    private static final int WINS = 10;

    private static final AtomicBoolean STARTED = new AtomicBoolean();
    private static volatile boolean vectors;

    static {
        String start = System.getProperty(WarmUp.PROPERTY, "auto");
        if (!start.equals("auto")) {
            force(start.equals("vector"));
        }
    }

    private FloatTileChoice() {}

    static boolean vectors() {
        if (!vectors && STARTED.compareAndSet(false, true)) {
            Thread thread = new Thread(FloatTileChoice::warmUp, "xent-warm-up-float-products");
            thread.setDaemon(true);
            thread.start();
        }
        return vectors;
    }

    /** From now on, and without anything in the background. */
    static void force(boolean onVectors) {
        STARTED.set(true);
        vectors = onVectors;
    }

    /**
     * Ten wins in a row: one may be the plain tile's bad luck. Time in which this process did not run, stopped or on a
     * machine that others keep busy, is no reason to give up, so no round counts for more than a second.
     */
    private static void warmUp() {
        Rehearsal.once();
        FloatTileTrial trial = new FloatTileTrial(DEPTH);
        long patience = PATIENCE_NANOS;
        int wins = 0;
        while (wins < WINS && patience > 0) {
            long start = System.nanoTime();
            trial.runPlain();
            long middle = System.nanoTime();
            trial.runFull();
            long end = System.nanoTime();
            trial.run();
            wins = end - middle < middle - start ? wins + 1 : 0;
            patience -= Math.min(LONGEST_ROUND_NANOS, System.nanoTime() - start);
        }
        vectors = wins == WINS;
    }
}
