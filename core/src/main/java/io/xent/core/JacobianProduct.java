package io.xent.core;

/** Which Jacobian of a softmax a vector is multiplied by, and from which side. */
public enum JacobianProduct {
    /** {@code p_k (v_k − p·v) / T}: of the probabilities, from either side. */
    PROBABILITIES,
    /** {@code (v_k − p·v) / T}: of the log-probabilities. */
    LOG_PROBABILITIES,
    /** {@code (u_k − p_k Σ_j u_j) / T}: of the log-probabilities, from the left. */
    LOG_PROBABILITIES_TRANSPOSED
}
