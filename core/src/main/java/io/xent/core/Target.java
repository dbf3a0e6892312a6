package io.xent.core;

import java.util.Objects;

/**
 * What each row's logits should say: a class index, or a distribution over the classes. A view of the caller's arrays,
 * not copied.
 *
 * <p>A distribution may have any sum; it is never normalised. Counts are fine: a row with counts (3, 1) loses what three
 * rows of the first class and one of the second lose together.
 *
 * <p>What cannot be a target is refused by the loss that is given it, with an {@link IllegalArgumentException} that names
 * the row, the value and the range: a class index outside [0, classes), a probability that is negative or not finite.
 */
public abstract sealed class Target permits ClassIndices, Distributions, SparseDistributions {

    /** Weight of each row, from {@link #firstWeight}; null where every row weighs 1. */
    final double[] rowWeights;

    final int firstWeight;

    Target(double[] rowWeights, int firstWeight) {
        this.rowWeights = rowWeights;
        this.firstWeight = firstWeight;
    }

    /** One class index per row. */
    public static Target classIndices(int... indices) {
        return new ClassIndices(indices, 0, indices.length, null, 0);
    }

    /** One distribution per row, one column per class. */
    public static Target distributions(Matrix distributions) {
        return new Distributions(distributions, null, 0);
    }

    /**
     * One distribution per row, of which only some classes are stored: row i gives {@code probabilities[j]} to class
     * {@code classes[j]} for j in {@code [starts[i], starts[i + 1])}, and 0 to the others. A class that is named twice
     * has the sum.
     *
     * @throws IllegalArgumentException if {@code starts} decreases or ends outside the other arrays
     */
    public static Target sparse(int[] starts, int[] classes, double[] probabilities) {
        return SparseDistributions.of(starts, classes, probabilities);
    }

    /**
     * The same with a weight per row, finite and not negative. A row of weight 0 is not read at all.
     *
     * @throws IllegalArgumentException if there is not one weight per row, or one is negative or not finite
     */
    public final Target withRowWeights(double[] weights) {
        if (weights.length != rows()) {
            throw new IllegalArgumentException(weights.length + " row weights for " + rows() + " rows");
        }
        for (int i = 0; i < weights.length; i++) {
            if (!(weights[i] >= 0 && weights[i] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("row " + i + ": weight " + weights[i] + " is outside [0, infinity)");
            }
        }
        return weighted(weights, 0);
    }

    public abstract int rows();

    /** The rows {@code [from, to)}: a view. */
    public final Target rows(int from, int to) {
        Objects.checkFromToIndex(from, to, rows());
        return view(from, to);
    }

    final double rowWeight(int row) {
        return rowWeights == null ? 1 : rowWeights[firstWeight + row];
    }

    /** Copies the weights of the rows {@code [from, to)}, where there are any. */
    final void readRowWeights(int from, int to, double[] out) {
        System.arraycopy(rowWeights, firstWeight + from, out, 0, to - from);
    }

    /** Whether every row is a class index, so that {@link #classIndex} may be asked. */
    public final boolean isClassIndices() {
        return this instanceof ClassIndices;
    }

    /** The class index of a row of class indices. */
    public int classIndex(int row) {
        throw new UnsupportedOperationException("row " + row + " is a distribution, not a class index");
    }

    /** Copies the class indices of the rows {@code [from, to)} into {@code out[0 … to − from)}. */
    public void readClassIndices(int from, int to, int[] out) {
        throw new UnsupportedOperationException("the rows are distributions, not class indices");
    }

    /** The distributions, where every class has a number of its own; null for other targets. */
    public Matrix matrix() {
        return null;
    }

    /** Whether only some classes of a row are stored, so that {@link #entriesStart}, and what goes with it, may be asked. */
    public final boolean isSparse() {
        return this instanceof SparseDistributions;
    }

    /** Where the entries of a row of a sparse target start; the next row's start is where they end. */
    public int entriesStart(int row) {
        throw new UnsupportedOperationException("row " + row + " is not sparse");
    }

    /** The class of an entry of a sparse target. */
    public int entryClass(int entry) {
        throw new UnsupportedOperationException("not a sparse target");
    }

    /** The probability of an entry of a sparse target. */
    public double entryProbability(int entry) {
        throw new UnsupportedOperationException("not a sparse target");
    }

    /** Writes the distribution of a row into {@code out[0 … classes)}; for a class index, 1 at it. */
    public abstract void read(int row, double[] out, int classes);

    /** Throws unless the shape is one for this many classes. */
    void requireClasses(int classes) {}

    /**
     * How many rows there are, without those of the class index that is ignored; negative where some may not be valid, or
     * that can only be told row by row.
     */
    int countValid(int classes, boolean ignores, int ignored) {
        return -1;
    }

    /** Throws unless the row is a target over this many classes. */
    abstract void validate(int row, int classes);

    /** {@code Σ_k w_k y_k} of a row that is valid; without class weights {@code Σ_k y_k}. */
    abstract double mass(int row, double[] classWeights);

    abstract Target weighted(double[] weights, int first);

    abstract Target view(int from, int to);

    static void requireProbability(int row, int k, double probability) {
        if (!(probability >= 0 && probability < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("row " + row + ": target probability " + probability + " of class " + k
                    + " is outside [0, infinity)");
        }
    }
}
