package io.xent.learn;

import java.util.List;

/**
 * Everything a solver needs to go on from the end of an iteration to the same bits as if it had not been interrupted.
 * What the numbers mean is the solver's own business. Arrays are not copied: do not change them.
 *
 * @param solver which solver wrote it
 * @param fingerprint of the data and settings it belongs to; it is of no use with others
 * @param numbers scalars
 * @param parameters where it stands
 * @param memory what it remembers of earlier iterations
 * @param history what has been reported so far
 */
public record SolverState(
        String solver,
        long fingerprint,
        double[] numbers,
        double[] parameters,
        List<float[]> memory,
        List<Progress> history) {

    public SolverState {
        memory = List.copyOf(memory);
        history = List.copyOf(history);
    }
}
