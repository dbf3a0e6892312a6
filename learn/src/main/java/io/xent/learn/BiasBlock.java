package io.xent.learn;

/**
 * The second derivatives with respect to the bias, {@code B = Σ s_i (diag p_i − p_i p_iᵀ)}, to be divided by. The direction
 * that adds the same to all classes, along which nothing changes, is filled.
 */
final class BiasBlock {

    private final Cholesky factor;

    /**
     * @param lower the lower triangle of B; overwritten
     */
    BiasBlock(double[][] lower) {
        int classes = lower.length;
        double trace = 0;
        for (int k = 0; k < classes; k++) {
            trace += lower[k][k];
        }
        for (double[] row : lower) {
            for (int l = 0; l < row.length; l++) {
                row[l] += trace / classes / classes;
            }
        }
        factor = new Cholesky(lower);
    }

    /** {@code B⁻¹ x}, in an array of its own. */
    double[] solve(double[] x) {
        double[] solution = x.clone();
        factor.solve(solution);
        return solution;
    }
}
