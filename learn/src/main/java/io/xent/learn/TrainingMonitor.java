package io.xent.learn;

import java.util.function.Supplier;

/** How a running training is watched, stopped and saved. Called on the thread that trains, between iterations. */
public interface TrainingMonitor {

    /** Watches nothing and never stops. */
    TrainingMonitor SILENT = new TrainingMonitor() {};

    /** Told once after every iteration. */
    default void progress(Progress progress) {}

    /** Asked after every iteration: true ends the training there, with what there is. */
    default boolean stopRequested() {
        return false;
    }

    /**
     * Offered after every iteration, before {@link #stopRequested()}: {@code state.get()} copies all that is needed to
     * go on from here to the same bits. It costs memory and time, so take it only when it is to be kept.
     */
    default void checkpoint(Supplier<SolverState> state) {}
}
