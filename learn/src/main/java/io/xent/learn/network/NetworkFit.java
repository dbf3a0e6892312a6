package io.xent.learn.network;

import io.xent.learn.Certificate;
import io.xent.learn.SolverState;
import io.xent.learn.Trained;
import java.util.List;

/**
 * The outcome of a training of a network. That it converged is never said: the objective is not convex, and no bound on
 * the distance to its optimum is known.
 *
 * @param classifier the network of the epoch that was kept
 * @param objective its mean loss over the rows it was trained on, without dropout, in nats
 * @param certificate the norm of the gradient of that loss; without a bound
 * @param complete whether all epochs are done, or as many as patience allowed
 * @param advice what to do where it is not; empty where it is
 * @param solver what it was trained by
 * @param kept the number of the epoch that was kept: that of the least validation loss, or the last; 0 for the
 *     parameters it began with
 * @param trainingRows how many rows it was trained on
 * @param validationRows how many rows were kept from training to choose the epoch
 * @param history what was seen in each epoch
 * @param state from where it could go on
 */
public record NetworkFit(
        Network classifier,
        double objective,
        Certificate certificate,
        boolean complete,
        String advice,
        String solver,
        int kept,
        int trainingRows,
        int validationRows,
        List<Epoch> history,
        SolverState state)
        implements Trained {

    public NetworkFit {
        history = List.copyOf(history);
    }

    @Override
    public int iterations() {
        return history.size();
    }
}
