package io.xent.learn;

import java.util.Arrays;

/**
 * Compressed sparse rows: row i has its columns, ascending, and values at {@code [starts[i], starts[i + 1])}. Kept in memory,
 * or all but the starts in a {@link BlockFile}.
 */
public final class SparseFeatures implements Features {

    private final int columns;
    private final int[] starts;
    private final int[] indices;
    private final float[] floats;
    private final double[] doubles;

    /** Null where the values are in memory. */
    private final MappedSparseRows mapped;

    private SparseFeatures(int columns, int[] starts, int[] indices, float[] floats, double[] doubles) {
        this.columns = columns;
        this.starts = starts;
        this.indices = indices;
        this.floats = floats;
        this.doubles = doubles;
        mapped = null;
    }

    /** Rows in a file. */
    SparseFeatures(MappedSparseRows mapped) {
        columns = mapped.columns();
        starts = mapped.starts();
        indices = null;
        floats = null;
        doubles = null;
        this.mapped = mapped;
    }

    /** Rows that are known to be in order; the arrays are not copied. */
    static SparseFeatures of(int columns, int[] starts, int[] indices, float[] floats, double[] doubles) {
        return new SparseFeatures(columns, starts, indices, floats, doubles);
    }

    /** A matrix filled row by row, each row in ascending order of columns. */
    public static final class Builder {
        private final int columns;
        private final Precision precision;
        private int[] starts = new int[1024];
        private int rows;
        private int[] indices = new int[4096];
        private float[] floats;
        private double[] doubles;
        private int size;

        public Builder(int columns, Precision precision) {
            this.columns = columns;
            this.precision = precision;
            floats = precision == Precision.SINGLE ? new float[4096] : null;
            doubles = precision == Precision.DOUBLE ? new double[4096] : null;
        }

        /** Adds a value to the row that is being filled; zeros are not stored. */
        public Builder add(int column, double value) {
            if (column < 0 || column >= columns) {
                throw new IndexOutOfBoundsException("column " + column + " of " + columns);
            }
            if (size > starts[rows] && indices[size - 1] >= column) {
                throw new IllegalArgumentException(
                        "row " + rows + ": column " + column + " after " + indices[size - 1]);
            }
            if (value == 0) {
                return this;
            }
            if (size == indices.length) {
                grow();
            }
            indices[size] = column;
            if (floats != null) {
                floats[size++] = (float) value;
            } else {
                doubles[size++] = value;
            }
            return this;
        }

        private void grow() {
            if (size >= Integer.MAX_VALUE - 16) {
                throw new IllegalStateException("more than 2^31 non-zero values");
            }
            int length = (int) Math.min(Integer.MAX_VALUE - 16L, size * 2L);
            indices = Arrays.copyOf(indices, length);
            if (precision == Precision.SINGLE) {
                floats = Arrays.copyOf(floats, length);
            } else {
                doubles = Arrays.copyOf(doubles, length);
            }
        }

        public Builder endRow() {
            if (++rows == starts.length) {
                starts = Arrays.copyOf(starts, rows * 2);
            }
            starts[rows] = size;
            return this;
        }

        /** How many values were added. */
        int size() {
            return size;
        }

        public SparseFeatures build() {
            return build(0, columns);
        }

        /** The columns {@code [first, first + count)} of what was added, where only the rows have shown which they are. */
        public SparseFeatures build(int first, int count) {
            int[] shifted = Arrays.copyOf(indices, size);
            for (int at = 0; at < size; at++) {
                shifted[at] -= first;
                if (shifted[at] < 0 || shifted[at] >= count) {
                    throw new IndexOutOfBoundsException("column " + indices[at] + " outside [" + first + ", +" + count);
                }
            }
            return new SparseFeatures(
                    count,
                    Arrays.copyOf(starts, rows + 1),
                    shifted,
                    floats == null ? null : Arrays.copyOf(floats, size),
                    doubles == null ? null : Arrays.copyOf(doubles, size));
        }
    }

    @Override
    public int rows() {
        return starts.length - 1;
    }

    @Override
    public int columns() {
        return columns;
    }

    @Override
    public Precision precision() {
        if (mapped != null) {
            return mapped.precision();
        }
        return floats != null ? Precision.SINGLE : Precision.DOUBLE;
    }

    @Override
    public double get(int row, int column) {
        int low = starts[row];
        int high = starts[row + 1] - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int found = index(middle);
            if (found == column) {
                return value(middle);
            } else if (found < column) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return 0;
    }

    /** How many values are stored. */
    public int nonZeros() {
        return starts[rows()] - starts[0];
    }

    /** Where row {@code row} starts; {@code start(rows())} is the end of the last. */
    public int start(int row) {
        return starts[row];
    }

    /** The column of the stored value at a position. */
    public int index(int position) {
        return indices != null ? indices[position] : mapped.index(position);
    }

    /** The stored value at a position. */
    public double value(int position) {
        if (floats != null) {
            return floats[position];
        }
        return doubles != null ? doubles[position] : mapped.value(position);
    }

    @Override
    public void copyRow(int row, float[] out, int at) {
        Arrays.fill(out, at, at + columns, 0);
        for (int position = starts[row]; position < starts[row + 1]; position++) {
            out[at + index(position)] = (float) value(position);
        }
    }

    @Override
    public SparseFeatures select(int[] chosen) {
        Builder copy = new Builder(columns, precision());
        for (int row : chosen) {
            for (int at = starts[row]; at < starts[row + 1]; at++) {
                copy.add(index(at), value(at));
            }
            copy.endRow();
        }
        return copy.build();
    }

    /** Whether the values are in a file. */
    boolean isMapped() {
        return mapped != null;
    }

    /** Rows at which it is cheap to cut: the first of each piece that the values are kept in, then how many there are. */
    int[] pieceStarts() {
        return mapped != null ? mapped.firstRows() : new int[] {0, rows()};
    }

    /** The rows {@code [from, to)}, which lie in one piece, in memory. */
    SparseFeatures rows(int from, int to) {
        if (mapped == null) {
            return from == 0 && to == rows()
                    ? this
                    : new SparseFeatures(columns, Arrays.copyOfRange(starts, from, to + 1), indices, floats, doubles);
        }
        int piece = Arrays.binarySearch(mapped.firstRows(), from);
        piece = piece < 0 ? -piece - 2 : piece;
        int first = mapped.firstRows()[piece];
        return mapped.piece(piece).rows(from - first, to - first);
    }

    /** The same values, which are in memory, as columns × rows, columns in ascending order of rows. */
    SparseFeatures transposed() {
        int[] columnStarts = new int[columns + 1];
        int first = starts[0];
        int end = starts[rows()];
        for (int at = first; at < end; at++) {
            columnStarts[indices[at] + 1]++;
        }
        for (int j = 0; j < columns; j++) {
            columnStarts[j + 1] += columnStarts[j];
        }
        int[] next = Arrays.copyOf(columnStarts, columns);
        int[] rowIndices = new int[end - first];
        float[] movedFloats = floats == null ? null : new float[end - first];
        double[] movedDoubles = doubles == null ? null : new double[end - first];
        for (int row = 0; row < rows(); row++) {
            for (int at = starts[row]; at < starts[row + 1]; at++) {
                int to = next[indices[at]]++;
                rowIndices[to] = row;
                if (floats != null) {
                    movedFloats[to] = floats[at];
                } else {
                    movedDoubles[to] = doubles[at];
                }
            }
        }
        return new SparseFeatures(rows(), columnStarts, rowIndices, movedFloats, movedDoubles);
    }
}
