package io.xent.learn;

/**
 * Row-major features without gaps. Kept in blocks of whole rows, so that the size is not bounded by one array, or in a
 * {@link BlockFile}, so that it is not bounded by memory.
 */
public final class DenseFeatures implements Features {

    /** Rows per block are a multiple of this, or where rows are too long, a power of two. */
    static final int ROW_MULTIPLE = 256;

    private static final int BLOCK_VALUES = 1 << 24;

    private final int rows;
    private final int columns;
    private final Precision precision;
    private final int rowsPerBlock;
    private final float[][] floats;
    private final double[][] doubles;

    /** Null where the rows are in memory. */
    private final MappedRows mapped;

    private DenseFeatures(int rows, int columns, Precision precision) {
        if (rows < 0 || columns < 0) {
            throw new IllegalArgumentException("negative shape " + rows + "×" + columns);
        }
        this.rows = rows;
        this.columns = columns;
        this.precision = precision;
        mapped = null;
        rowsPerBlock = rowsPerBlock(columns);
        int blocks = (int) ((rows + (long) rowsPerBlock - 1) / rowsPerBlock);
        floats = precision == Precision.SINGLE ? new float[blocks][] : null;
        doubles = precision == Precision.DOUBLE ? new double[blocks][] : null;
        for (int b = 0; b < blocks; b++) {
            int size = Math.min(rowsPerBlock, rows - b * rowsPerBlock) * columns;
            if (floats != null) {
                floats[b] = new float[size];
            } else {
                doubles[b] = new double[size];
            }
        }
    }

    /** Rows in a file, whose blocks have {@link #fileBlockRows} rows. */
    DenseFeatures(MappedBlocks blocks, int rows, int columns, Precision precision) {
        this.rows = rows;
        this.columns = columns;
        this.precision = precision;
        rowsPerBlock = fileBlockRows(columns);
        floats = null;
        doubles = null;
        mapped = new MappedRows(blocks, rows, columns, rowsPerBlock, precision);
    }

    private static int rowsPerBlock(int columns) {
        int fit = Math.max(1, BLOCK_VALUES / Math.max(1, columns));
        return fit < ROW_MULTIPLE ? Integer.highestOneBit(fit) : fit - fit % ROW_MULTIPLE;
    }

    /** How many rows a block in a file has: as many as {@link #rowMultiple} says in memory, so that passes are cut alike. */
    static int fileBlockRows(int columns) {
        return Math.min(rowsPerBlock(columns), ROW_MULTIPLE);
    }

    /** A copy of the rows, in double precision; all of one length. */
    public static DenseFeatures of(double[][] rows) {
        int columns = rows.length == 0 ? 0 : rows[0].length;
        DenseFeatures copy = new DenseFeatures(rows.length, columns, Precision.DOUBLE);
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].length != columns) {
                throw new IllegalArgumentException(
                        "row " + i + " has " + rows[i].length + " features, row 0 has " + columns);
            }
            System.arraycopy(rows[i], 0, copy.array(i), copy.offset(i), columns);
        }
        return copy;
    }

    /** A matrix filled row by row; the only way to write into one. */
    public static final class Builder {
        private final DenseFeatures target;

        public Builder(int rows, int columns, Precision precision) {
            target = new DenseFeatures(rows, columns, precision);
        }

        public Builder set(int row, int column, double value) {
            int block = row / target.rowsPerBlock;
            int at = (row - block * target.rowsPerBlock) * target.columns + column;
            if (target.floats != null) {
                target.floats[block][at] = (float) value;
            } else {
                target.doubles[block][at] = value;
            }
            return this;
        }

        public DenseFeatures build() {
            return target;
        }
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int columns() {
        return columns;
    }

    @Override
    public Precision precision() {
        return precision;
    }

    @Override
    public double get(int row, int column) {
        int at = offset(row) + column;
        return array(row) instanceof float[] values ? values[at] : ((double[]) array(row))[at];
    }

    @Override
    public void copyRow(int row, float[] out, int at) {
        int offset = offset(row);
        if (array(row) instanceof float[] values) {
            System.arraycopy(values, offset, out, at, columns);
            return;
        }
        double[] values = (double[]) array(row);
        for (int j = 0; j < columns; j++) {
            out[at + j] = (float) values[offset + j];
        }
    }

    /** Copies a row, widened where it is stored as floats. */
    void copyRow(int row, double[] out, int at) {
        int offset = offset(row);
        if (array(row) instanceof float[] values) {
            for (int j = 0; j < columns; j++) {
                out[at + j] = values[offset + j];
            }
        } else {
            System.arraycopy(array(row), offset, out, at, columns);
        }
    }

    @Override
    public DenseFeatures select(int[] chosen) {
        DenseFeatures copy = new DenseFeatures(chosen.length, columns, precision);
        for (int i = 0; i < chosen.length; i++) {
            Object from = array(chosen[i]);
            System.arraycopy(from, offset(chosen[i]), copy.array(i), copy.offset(i), columns);
        }
        return copy;
    }

    /** As many rows as, counted from a multiple of their number, always lie in one array. */
    int rowMultiple() {
        return Math.min(rowsPerBlock, ROW_MULTIPLE);
    }

    /** Whether the rows are in a file. */
    boolean isMapped() {
        return mapped != null;
    }

    /**
     * The array that holds a row: a float[] or a double[], by precision. Where the rows are in a file, it holds it until
     * the same thread asks for a row of another block, so that going through rows in order is cheap and at random is not.
     */
    Object array(int row) {
        if (floats != null) {
            return floats[row / rowsPerBlock];
        }
        return doubles != null ? doubles[row / rowsPerBlock] : mapped.array(row / rowsPerBlock);
    }

    /** Copies the first values of a row, widened where stored as floats; cheap for rows at random, wherever they are. */
    void row(int row, double[] into, int count) {
        if (mapped != null) {
            mapped.row(row, into, count);
        } else if (floats != null) {
            float[] from = floats[row / rowsPerBlock];
            int offset = offset(row);
            for (int j = 0; j < count; j++) {
                into[j] = from[offset + j];
            }
        } else {
            System.arraycopy(doubles[row / rowsPerBlock], offset(row), into, 0, count);
        }
    }

    /** Where in its array a row starts. */
    int offset(int row) {
        return (row % rowsPerBlock) * columns;
    }
}
