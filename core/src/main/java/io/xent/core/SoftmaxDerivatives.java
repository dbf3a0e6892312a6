package io.xent.core;

/**
 * Jacobians of the softmax and of its logarithm at one row, and their products, all without the factor 1/T. Masked
 * classes are constants: their rows and columns are 0.
 */
final class SoftmaxDerivatives {

    private SoftmaxDerivatives() {}

    /** Replaces a vector by its product. */
    static void times(JacobianProduct product, SoftmaxRow row, double[] vector) {
        switch (product) {
            case PROBABILITIES -> jacobianTimes(row, vector);
            case LOG_PROBABILITIES -> logJacobianTimes(row, vector);
            case LOG_PROBABILITIES_TRANSPOSED -> transposeLogJacobianTimes(row, vector);
        }
    }

    /** Row i of {@code p_i (δ_ij − p_j)}. */
    static void jacobianRow(SoftmaxRow row, int i, double[] out) {
        double p = row.probability(i);
        for (int j = 0; j < out.length; j++) {
            out[j] = p * (i == j ? row.otherProbability(i) : -row.probability(j));
        }
    }

    /**
     * Replaces v by {@code p ∘ (v − p·v)} and returns {@code p·v}. Differences are taken from v_m, so that the most
     * probable class comes out as a sum over the others.
     */
    static double jacobianTimes(SoftmaxRow row, double[] v) {
        double centre = row.top() < 0 ? 0 : v[row.top()];
        double mean = row.meanDifference(v, centre);
        for (int k = 0; k < v.length; k++) {
            double p = row.probability(k);
            v[k] = p == 0 ? 0 : p * ((v[k] - centre) - mean);
        }
        return centre + mean;
    }

    /** Row i of {@code δ_ij − p_j}. */
    static void logJacobianRow(SoftmaxRow row, int i, double[] out) {
        boolean constant = isConstant(row, i);
        for (int j = 0; j < out.length; j++) {
            out[j] = constant ? 0 : i == j ? row.otherProbability(i) : -row.probability(j);
        }
    }

    /** Replaces v by {@code v_k − p·v}. */
    private static void logJacobianTimes(SoftmaxRow row, double[] v) {
        double centre = row.top() < 0 ? 0 : v[row.top()];
        double mean = row.meanDifference(v, centre);
        for (int k = 0; k < v.length; k++) {
            v[k] = isConstant(row, k) ? 0 : (v[k] - centre) - mean;
        }
    }

    /** Replaces u by {@code u_k − p_k Σ_j u_j}, as {@code u_k (1 − p_k) − p_k Σ_{j≠k} u_j}. */
    private static void transposeLogJacobianTimes(SoftmaxRow row, double[] u) {
        CompensatedSum total = new CompensatedSum();
        for (int k = 0; k < u.length; k++) {
            if (!isConstant(row, k)) {
                total.add(u[k]);
            }
        }
        double sum = total.value();
        for (int k = 0; k < u.length; k++) {
            u[k] = isConstant(row, k) ? 0 : u[k] * row.otherProbability(k) - row.probability(k) * (sum - u[k]);
        }
    }

    private static boolean isConstant(SoftmaxRow row, int k) {
        return row.isMasked(k) && !row.undefined();
    }
}
