package io.xent.core;

import java.util.Arrays;

/** The target of {@link Target#sparse(int[], int[], double[])}. */
final class SparseDistributions extends Target {

    private final int[] starts;
    private final int first;
    private final int rows;
    private final int[] classes;
    private final double[] probabilities;

    private SparseDistributions(
            int[] starts,
            int first,
            int rows,
            int[] classes,
            double[] probabilities,
            double[] rowWeights,
            int firstWeight) {
        super(rowWeights, firstWeight);
        this.starts = starts;
        this.first = first;
        this.rows = rows;
        this.classes = classes;
        this.probabilities = probabilities;
    }

    static SparseDistributions of(int[] starts, int[] classes, double[] probabilities) {
        if (starts.length == 0 || starts[0] < 0) {
            throw new IllegalArgumentException("starts needs an entry per row and one more, from 0 up");
        }
        for (int i = 1; i < starts.length; i++) {
            if (starts[i] < starts[i - 1]) {
                throw new IllegalArgumentException(
                        "row " + (i - 1) + ": ends at " + starts[i] + ", before its start " + starts[i - 1]);
            }
        }
        int end = starts[starts.length - 1];
        if (end > classes.length || end > probabilities.length) {
            throw new IllegalArgumentException("the last row ends at " + end + ", outside " + classes.length
                    + " classes and " + probabilities.length + " probabilities");
        }
        return new SparseDistributions(starts, 0, starts.length - 1, classes, probabilities, null, 0);
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int entriesStart(int row) {
        return starts[first + row];
    }

    @Override
    public int entryClass(int entry) {
        return classes[entry];
    }

    @Override
    public double entryProbability(int entry) {
        return probabilities[entry];
    }

    @Override
    public void read(int row, double[] out, int columns) {
        Arrays.fill(out, 0, columns, 0);
        for (int at = starts[first + row]; at < starts[first + row + 1]; at++) {
            out[classes[at]] += probabilities[at];
        }
    }

    @Override
    void validate(int row, int columns) {
        for (int at = starts[first + row]; at < starts[first + row + 1]; at++) {
            if (classes[at] < 0 || classes[at] >= columns) {
                throw new IllegalArgumentException(
                        "row " + row + ": class index " + classes[at] + " is outside [0, " + columns + ")");
            }
            requireProbability(row, classes[at], probabilities[at]);
        }
    }

    @Override
    double mass(int row, double[] classWeights) {
        CompensatedSum sum = new CompensatedSum();
        for (int at = starts[first + row]; at < starts[first + row + 1]; at++) {
            sum.add(classWeights == null ? probabilities[at] : classWeights[classes[at]] * probabilities[at]);
        }
        return sum.value();
    }

    @Override
    Target weighted(double[] weights, int firstOfWeights) {
        return new SparseDistributions(starts, first, rows, classes, probabilities, weights, firstOfWeights);
    }

    @Override
    Target view(int from, int to) {
        return new SparseDistributions(
                starts, first + from, to - from, classes, probabilities, rowWeights, firstWeight + from);
    }
}
