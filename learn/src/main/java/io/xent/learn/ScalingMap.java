package io.xent.learn;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Each logit times a factor, plus a bias: {@code z'_k = w_k z_k + b_k}. With equal factors and no bias it is a temperature
 * T = 1/w, with factors of their own it is vector scaling. Guo et al., "On Calibration of Modern Neural Networks" (2017).
 *
 * @param factors w, one per class, finite
 * @param bias b, one per class, finite
 */
public record ScalingMap(double[] factors, double[] bias) implements CalibrationMap {

    /** Division of all logits by a temperature. */
    public static ScalingMap ofTemperature(double temperature, int classes) {
        double[] factors = new double[classes];
        Arrays.fill(factors, 1 / temperature);
        return new ScalingMap(factors, new double[classes]);
    }

    /** The temperature, where this is nothing else: one positive factor for all classes and no bias. */
    public OptionalDouble temperature() {
        for (int k = 0; k < factors.length; k++) {
            if (factors[k] != factors[0] || !(factors[k] > 0) || bias[k] != 0) {
                return OptionalDouble.empty();
            }
        }
        return OptionalDouble.of(1 / factors[0]);
    }

    @Override
    public int classes() {
        return factors.length;
    }

    @Override
    public double[] logits(double[] z) {
        double[] mapped = new double[z.length];
        for (int k = 0; k < z.length; k++) {
            mapped[k] = factors[k] * z[k] + bias[k];
        }
        return mapped;
    }
}
