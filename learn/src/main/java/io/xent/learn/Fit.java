package io.xent.learn;

import java.util.List;
import java.util.Optional;

/**
 * The outcome of a training.
 *
 * @param classifier the model; with {@link Precision#SINGLE} its parameters are 32-bit numbers
 * @param objective mean loss plus penalty at these parameters, in nats, computed in 64 bits
 * @param certificate how far from the optimum, for these parameters
 * @param converged whether the certificate meets the tolerance
 * @param advice what to do where it did not converge; empty where it did
 * @param solver which solver was used and why
 * @param iterations how many iterations it took
 * @param history where it stood after each of them
 * @param state from where it could go on
 * @param early where it was stopped before its optimum on purpose, which is then not {@code converged} and yet complete
 */
public record Fit(
        LinearClassifier classifier,
        double objective,
        Certificate certificate,
        boolean converged,
        String advice,
        String solver,
        int iterations,
        List<Progress> history,
        SolverState state,
        Optional<EarlyStopping.Stop> early)
        implements Trained {

    public Fit {
        history = List.copyOf(history);
    }

    @Override
    public boolean complete() {
        return converged || early.isPresent();
    }
}
