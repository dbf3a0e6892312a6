package io.xent.vector;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Whether products run on vectors yet. They begin on the plain tile, which has the same bits, while a thread in the
 * background runs the vector tiles; as soon as it sees them faster than the plain one, pieces that start from then on use
 * them.
 */
final class FloatTileChoice {

    private static final int DEPTH = 256;

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

    private static void warmUp() {
        Rehearsal.once();
        FloatTileTrial trial = new FloatTileTrial(DEPTH);
        vectors = TileRace.wonByVectors(trial::runPlain, trial::runFull, trial::run);
    }
}
