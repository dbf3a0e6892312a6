/**
 * {@code benchmarks/run training}: other people's libraries and Xent brought to the same objective on the same data. Starts at
 * {@link io.xent.benchmarks.training.TrainingRun}; programs of peers in benchmarks/peers follow the contract in the README there,
 * those in Java with the help of {@link io.xent.benchmarks.training.Course}.
 */
package io.xent.benchmarks.training;
