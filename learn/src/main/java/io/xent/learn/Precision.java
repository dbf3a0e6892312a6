package io.xent.learn;

/** The width of the numbers that features are stored in and that logits and gradients of a block are computed in. */
public enum Precision {
    /** 32-bit storage and block arithmetic; parameters, sums across blocks and the certificate stay in 64 bits. */
    SINGLE,
    /** 64-bit throughout. */
    DOUBLE
}
