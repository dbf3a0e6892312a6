package io.xent.vector;

import java.util.concurrent.atomic.AtomicBoolean;

/** Whether convolutions and pooling run on vectors yet: as with products, from when these are seen to be faster. */
final class ConvolutionChoice {

    private static final AtomicBoolean STARTED = new AtomicBoolean();
    private static volatile boolean vectors;

    static {
        String start = System.getProperty(WarmUp.PROPERTY, "auto");
        if (!start.equals("auto")) {
            force(start.equals("vector"));
        }
    }

    private ConvolutionChoice() {}

    static boolean vectors() {
        if (!vectors && STARTED.compareAndSet(false, true)) {
            Thread thread = new Thread(ConvolutionChoice::warmUp, "xent-warm-up-convolutions");
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
        ConvolutionTrial trial = new ConvolutionTrial();
        vectors = TileRace.wonByVectors(trial::runPlain, trial::runTwo, trial::run);
    }
}
