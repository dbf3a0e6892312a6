package io.xent.learn;

/**
 * What is done to the logits before the softmax so that probabilities mean what they say: division by a temperature.
 * Guo et al., "On Calibration of Modern Neural Networks" (2017).
 *
 * @param temperature positive and finite; 1 leaves the logits as they are
 */
public record Calibration(double temperature) {

    /** Leaves the logits as they are. */
    public static final Calibration NONE = new Calibration(1);

    public Calibration {
        if (!(temperature > 0 && temperature < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("temperature " + temperature + " is not positive and finite");
        }
    }
}
