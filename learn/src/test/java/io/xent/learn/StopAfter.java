package io.xent.learn;

import java.util.function.Supplier;

/** Stops a training after some number of iterations, and keeps the state that was offered last. */
final class StopAfter implements TrainingMonitor {

    private final int iterations;
    private int seen;
    private SolverState state;

    StopAfter(int iterations) {
        this.iterations = iterations;
    }

    SolverState state() {
        return state;
    }

    @Override
    public void checkpoint(Supplier<SolverState> offered) {
        state = offered.get();
        seen++;
    }

    @Override
    public boolean stopRequested() {
        return seen >= iterations;
    }
}
