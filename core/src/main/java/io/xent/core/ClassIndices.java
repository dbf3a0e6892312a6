package io.xent.core;

import java.util.Arrays;

/** The target of {@link Target#classIndices(int...)}. */
final class ClassIndices extends Target {

    private final int[] indices;
    private final int first;
    private final int rows;

    ClassIndices(int[] indices, int first, int rows, double[] rowWeights, int firstWeight) {
        super(rowWeights, firstWeight);
        this.indices = indices;
        this.first = first;
        this.rows = rows;
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int classIndex(int row) {
        return indices[first + row];
    }

    @Override
    public void readClassIndices(int from, int to, int[] out) {
        System.arraycopy(indices, first + from, out, 0, to - from);
    }

    /** In a loop without branches: an index out of range has the sign in one of two differences. */
    @Override
    int countValid(int classes, boolean ignores, int ignored) {
        int signs = 0;
        int counting = 0;
        for (int i = first; i < first + rows; i++) {
            int index = indices[i];
            boolean counts = !ignores || index != ignored;
            signs |= counts ? index | (classes - 1 - index) : 0;
            counting += counts ? 1 : 0;
        }
        return signs < 0 ? -1 : counting;
    }

    @Override
    public void read(int row, double[] out, int classes) {
        Arrays.fill(out, 0, classes, 0);
        out[classIndex(row)] = 1;
    }

    @Override
    void validate(int row, int classes) {
        int index = classIndex(row);
        if (index < 0 || index >= classes) {
            throw new IllegalArgumentException(
                    "row " + row + ": class index " + index + " is outside [0, " + classes + ")");
        }
    }

    @Override
    double mass(int row, double[] classWeights) {
        return classWeights == null ? 1 : classWeights[classIndex(row)];
    }

    @Override
    Target weighted(double[] weights, int firstOfWeights) {
        return new ClassIndices(indices, first, rows, weights, firstOfWeights);
    }

    @Override
    Target view(int from, int to) {
        return new ClassIndices(indices, first + from, to - from, rowWeights, firstWeight + from);
    }
}
