package io.xent.core;

/** What {@link Reduction#MEAN} is where no row counts: all are ignored, weigh nothing, or there are none. */
public enum EmptyMean {
    /** NaN, as 0/0 is; the gradient is zero. The default, and what PyTorch does. */
    NAN,
    /** Zero, and so is the gradient. */
    ZERO,
    /** An {@link IllegalArgumentException}. */
    ERROR
}
