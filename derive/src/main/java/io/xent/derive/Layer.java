package io.xent.derive;

import io.xent.core.Matrix;

/**
 * A linear layer at one input, {@code z = W x + b}.
 *
 * @param weights K × D
 * @param bias b
 * @param input x
 */
record Layer(double[][] weights, double[] bias, double[] input) {

    static Layer of(Matrix weights, double[] bias, double[] input) {
        if (weights.columns() != input.length || weights.rows() != bias.length) {
            throw new IllegalArgumentException(
                    "the weights are " + weights.rows() + "×" + weights.columns() + ", the input has " + input.length
                            + " numbers and the bias " + bias.length + "; they must be K×D, D and K");
        }
        double[][] rows = new double[weights.rows()][weights.columns()];
        for (int j = 0; j < rows.length; j++) {
            for (int l = 0; l < rows[j].length; l++) {
                rows[j][l] = weights.get(j, l);
            }
        }
        return new Layer(rows, bias, input);
    }

    double[] logits() {
        double[] z = new double[weights.length];
        for (int j = 0; j < z.length; j++) {
            double[] terms = new double[input.length + 1];
            for (int l = 0; l < input.length; l++) {
                terms[l] = weights[j][l] * input[l];
            }
            terms[input.length] = bias[j];
            z[j] = Sums.of(terms);
        }
        return z;
    }

    /** The gradients that follow from the one with respect to the logits. */
    Explanation.LayerGradient gradient(double[] ofLogits) {
        double[][] ofWeights = new double[weights.length][input.length];
        double[] ofInput = new double[input.length];
        for (int l = 0; l < input.length; l++) {
            double[] paths = new double[weights.length];
            for (int j = 0; j < weights.length; j++) {
                ofWeights[j][l] = ofLogits[j] * input[l];
                paths[j] = weights[j][l] * ofLogits[j];
            }
            ofInput[l] = Sums.of(paths);
        }
        return new Explanation.LayerGradient(ofWeights, ofLogits.clone(), ofInput);
    }

    /** The same layer with one weight moved. */
    Layer moved(int j, int l, double value) {
        double[][] rows = weights.clone();
        rows[j] = weights[j].clone();
        rows[j][l] = value;
        return new Layer(rows, bias, input);
    }
}
