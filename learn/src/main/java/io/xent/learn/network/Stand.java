package io.xent.learn.network;

import io.xent.learn.SolverState;
import java.util.ArrayList;
import java.util.List;

/** Where a training stands between epochs: all that is needed to go on to the same bits. */
final class Stand {

    private static final String NAME = "network";
    private static final int NUMBERS_PER_EPOCH = 4;

    private final float[] parameters;
    private final Updater updater;
    private final List<Epoch> history = new ArrayList<>();

    /** Those of the epoch of least validation loss; null where there is no validation. */
    private float[] bestParameters;

    private int bestEpoch;

    private Stand(float[] parameters, Updater updater) {
        this.parameters = parameters;
        this.updater = updater;
    }

    static Stand atStart(float[] parameters, Updater updater) {
        return new Stand(parameters, updater);
    }

    /** Copies a saved state; the updater is a fresh one. */
    static Stand of(SolverState state, Updater updater) {
        List<float[]> saved = state.memory();
        Stand stand = new Stand(saved.get(0).clone(), updater);
        List<float[]> memory = updater.memory();
        for (int i = 0; i < memory.size(); i++) {
            float[] array = memory.get(i);
            System.arraycopy(saved.get(i + 1), 0, array, 0, array.length);
        }
        if (saved.size() > memory.size() + 1) {
            stand.bestParameters = saved.get(memory.size() + 1).clone();
        }
        double[] numbers = state.numbers();
        stand.bestEpoch = (int) numbers[0];
        for (int at = 1; at < numbers.length; at += NUMBERS_PER_EPOCH) {
            int number = stand.history.size() + 1;
            stand.history.add(new Epoch(number, numbers[at], numbers[at + 1], numbers[at + 2], numbers[at + 3]));
        }
        return stand;
    }

    /** A copy. */
    SolverState state(long fingerprint) {
        List<float[]> memory = new ArrayList<>();
        memory.add(parameters.clone());
        updater.memory().forEach(array -> memory.add(array.clone()));
        if (bestParameters != null) {
            memory.add(bestParameters.clone());
        }
        double[] numbers = new double[1 + NUMBERS_PER_EPOCH * history.size()];
        numbers[0] = bestEpoch;
        int at = 1;
        for (Epoch epoch : history) {
            numbers[at++] = epoch.learningRate();
            numbers[at++] = epoch.trainingLoss();
            numbers[at++] = epoch.validationLoss();
            numbers[at++] = epoch.validationAccuracy();
        }
        return new SolverState(NAME, fingerprint, numbers, new double[0], memory, List.of());
    }

    /** Takes in an epoch that the parameters have been through. */
    void add(Epoch epoch) {
        boolean validates = !Double.isNaN(epoch.validationLoss());
        if (!validates
                || bestEpoch == 0
                || epoch.validationLoss() < history.get(bestEpoch - 1).validationLoss()) {
            bestEpoch = epoch.number();
            bestParameters = validates ? parameters.clone() : null;
        }
        history.add(epoch);
    }

    float[] parameters() {
        return parameters;
    }

    Updater updater() {
        return updater;
    }

    /** The parameters to keep. */
    float[] best() {
        return bestParameters == null ? parameters : bestParameters;
    }

    int bestEpoch() {
        return bestEpoch;
    }

    int epochs() {
        return history.size();
    }

    int sinceBest() {
        return history.size() - bestEpoch;
    }

    List<Epoch> history() {
        return history;
    }
}
