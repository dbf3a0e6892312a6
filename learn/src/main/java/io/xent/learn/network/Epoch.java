package io.xent.learn.network;

/**
 * One time through all rows, or an iteration of {@link Optimizer#LBFGS}.
 *
 * @param number from 1
 * @param learningRate of its last step; NaN where a line search finds how long steps are
 * @param trainingLoss the mean of the batches' losses in nats, each before its step and with dropout; for
 *     {@link Optimizer#LBFGS} the loss after its step
 * @param validationLoss the mean loss afterwards on the rows kept for validation, in nats; NaN without such rows
 * @param validationAccuracy the fraction of these whose class is right, by weight; NaN without such rows
 */
public record Epoch(
        int number, double learningRate, double trainingLoss, double validationLoss, double validationAccuracy) {}
