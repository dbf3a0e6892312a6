package io.xent.learn.network;

/**
 * One time through all rows.
 *
 * @param number from 1
 * @param learningRate of its last step
 * @param trainingLoss the mean of the batches' losses in nats, each before its step and with dropout
 * @param validationLoss the mean loss afterwards on the rows kept for validation, in nats; NaN without such rows
 * @param validationAccuracy the fraction of these whose class is right, by weight; NaN without such rows
 */
public record Epoch(
        int number, double learningRate, double trainingLoss, double validationLoss, double validationAccuracy) {}
