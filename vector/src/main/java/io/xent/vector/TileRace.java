package io.xent.vector;

/**
 * Runs loops on vectors beside a plain one until they are faster. A vector method is hundreds of times slower than a plain loop
 * until the just-in-time compiler's last tier has it, and for ever where that tier is switched off.
 */
final class TileRace {

    private static final long PATIENCE_NANOS = 60_000_000_000L;
    private static final long LONGEST_ROUND_NANOS = 1_000_000_000L;
    private static final int WINS = 10;

    private TileRace() {}

    /**
     * Whether the vectors won in the end. Ten wins in a row: one may be the plain loop's bad luck. Time in which this process
     * did not run, stopped or on a machine that others keep busy, is no reason to give up, so no round counts for more than
     * a second.
     *
     * @param all what else on vectors is to be compiled meanwhile
     */
    static boolean wonByVectors(Runnable plain, Runnable vectors, Runnable all) {
        long patience = PATIENCE_NANOS;
        int wins = 0;
        while (wins < WINS && patience > 0) {
            long start = System.nanoTime();
            plain.run();
            long middle = System.nanoTime();
            vectors.run();
            long end = System.nanoTime();
            all.run();
            wins = end - middle < middle - start ? wins + 1 : 0;
            patience -= Math.min(LONGEST_ROUND_NANOS, System.nanoTime() - start);
        }
        return wins == WINS;
    }
}
