package io.xent.learn.network;

/**
 * The settings of one training, defaults settled.
 *
 * @param clip the longest gradient; +∞ for any
 * @param warmUpSteps how many steps the learning rate rises
 * @param batch rows per step
 * @param stepsPerEpoch the last of them with the rows that are left
 * @param patience epochs without a lesser validation loss after which to stop
 */
record Plan(
        Optimizer optimizer,
        double learningRate,
        double weightDecay,
        double clip,
        Schedule schedule,
        long warmUpSteps,
        int batch,
        int stepsPerEpoch,
        int epochs,
        int patience,
        long seed) {

    /** The learning rate of a step, from 0. */
    double rate(long step) {
        if (step < warmUpSteps) {
            return learningRate * (step + 1) / (warmUpSteps + 1);
        }
        double after = step - warmUpSteps;
        return learningRate * schedule.factor(after / Math.max(1, (long) stepsPerEpoch * epochs - warmUpSteps));
    }

    /** All that decides the result beside the data and the layers. */
    long[] bits() {
        return new long[] {
            optimizer.ordinal(),
            Double.doubleToLongBits(learningRate),
            Double.doubleToLongBits(weightDecay),
            Double.doubleToLongBits(clip),
            schedule.ordinal(),
            warmUpSteps,
            batch,
            epochs,
            patience,
            seed
        };
    }
}
