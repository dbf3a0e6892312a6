package io.xent.core;

/** Whose conventions hold where libraries differ on what a loss is. */
public enum Compatibility {
    /** Ours: an index, its one-hot distribution and its sparse distribution are the same target in every respect. */
    XENT,
    /**
     * Those of {@code torch.nn.functional.cross_entropy}: with distributions as targets {@link Reduction#MEAN} divides
     * by the number (or summed weight) of rows, whatever the distributions' sums and the class weights; label smoothing
     * adds ε/K to each class whatever the distribution's sum, and to masked classes as well, which makes the loss
     * infinite.
     */
    PYTORCH
}
