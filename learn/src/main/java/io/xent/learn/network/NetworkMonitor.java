package io.xent.learn.network;

import io.xent.learn.TrainingMonitor;

/**
 * How a running training is watched, stopped and saved. It is asked whether to stop after every batch, and offered its
 * state after every epoch; {@link #progress} is never called.
 */
public interface NetworkMonitor extends TrainingMonitor {

    /** Watches nothing and never stops. */
    NetworkMonitor SILENT = new NetworkMonitor() {};

    /** Told after every batch: the number of the epoch and of the batch in it, each from 1. */
    default void batch(int epoch, int batch, int batches) {}

    /** Told after every epoch. */
    default void epoch(Epoch epoch) {}
}
