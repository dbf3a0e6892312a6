package io.xent.learn;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/** The mean cross-entropy by its formula, with nothing done about rounding, and slopes by differences. */
public final class PlainLoss {

    private PlainLoss() {}

    /** The weighted mean over the rows of log Σ_k e^{z_k} − z_y. */
    public static double mean(Dataset data, LinearClassifier model) {
        double sum = 0;
        for (int i = 0; i < data.rows(); i++) {
            double total = 0;
            double own = 0;
            for (int k = 0; k < data.classes(); k++) {
                double z = model.bias(k);
                for (int j = 0; j < model.features(); j++) {
                    z += model.weight(k, j) * data.features().get(i, j);
                }
                total += Math.exp(z);
                own = k == data.labels()[i] ? z : own;
            }
            sum += data.weight(i) * (Math.log(total) - own);
        }
        return sum / data.totalWeight();
    }

    /**
     * The slope of a function of a model in one of its parameters, by differences.
     *
     * @param parameter the place among the weights, or, after those, among the biases
     */
    public static double slope(ToDoubleFunction<LinearClassifier> function, LinearClassifier model, int parameter) {
        double[] weights = model.weights();
        double[] bias = model.bias();
        double[] all = Arrays.copyOf(weights, weights.length + bias.length);
        System.arraycopy(bias, 0, all, weights.length, bias.length);
        return Slopes.at(
                moved -> function.applyAsDouble(LinearClassifier.of(
                        Arrays.copyOf(moved, weights.length),
                        Arrays.copyOfRange(moved, weights.length, moved.length),
                        model.features())),
                all,
                parameter,
                1e-3);
    }
}
