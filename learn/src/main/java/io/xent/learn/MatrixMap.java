package io.xent.learn;

/**
 * Matrix scaling, {@code z' = W z + b}. On log-probabilities it is the Dirichlet calibration of Kull et al., "Beyond
 * temperature scaling: obtaining well-calibrated multiclass probabilities with Dirichlet calibration" (NeurIPS 2019).
 *
 * @param weights W, classes × classes: row k makes logit k
 * @param bias b, one per class
 */
public record MatrixMap(double[][] weights, double[] bias) implements CalibrationMap {

    @Override
    public int classes() {
        return bias.length;
    }

    @Override
    public double[] logits(double[] z) {
        double[] mapped = bias.clone();
        for (int k = 0; k < mapped.length; k++) {
            for (int j = 0; j < z.length; j++) {
                mapped[k] += weights[k][j] * z[j];
            }
        }
        return mapped;
    }
}
