package io.xent.core;

import java.util.Objects;

/**
 * A view of rows × columns numbers in an array of the caller, {@code float} or {@code double}: row i starts at
 * {@code offset + i · rowStride} and its columns follow one another. Nothing is copied: what is written here is seen
 * there. Row i holds the logits, probabilities or gradient of one example, one column per class.
 *
 * <p>One type for both precisions keeps every function of this package single; the kernels ask once per block of rows
 * which of the two they have.
 */
public abstract sealed class Matrix permits FloatMatrix, DoubleMatrix {

    private final int offset;
    private final int rows;
    private final int columns;
    private final int rowStride;

    Matrix(int length, int offset, int rows, int columns, int rowStride) {
        if (rows < 0 || columns < 0) {
            throw new IllegalArgumentException("negative shape " + rows + "×" + columns);
        }
        if (rowStride < columns) {
            throw new IllegalArgumentException("rows of " + columns + " columns overlap at row stride " + rowStride);
        }
        long end = rows == 0 ? offset : offset + (rows - 1L) * rowStride + columns;
        if (offset < 0 || end > length) {
            throw new IllegalArgumentException(rows + "×" + columns + " at offset " + offset + " with row stride "
                    + rowStride + " ends at " + end + ", outside an array of length " + length);
        }
        this.offset = offset;
        this.rows = rows;
        this.columns = columns;
        this.rowStride = rowStride;
    }

    /** The first {@code rows · columns} values, row after row without gaps. */
    public static Matrix of(float[] values, int rows, int columns) {
        return of(values, 0, rows, columns, columns);
    }

    /** Rows that start {@code rowStride} values apart, the first at {@code offset}. */
    public static Matrix of(float[] values, int offset, int rows, int columns, int rowStride) {
        return new FloatMatrix(values, offset, rows, columns, rowStride);
    }

    /** The first {@code rows · columns} values, row after row without gaps. */
    public static Matrix of(double[] values, int rows, int columns) {
        return of(values, 0, rows, columns, columns);
    }

    /** Rows that start {@code rowStride} values apart, the first at {@code offset}. */
    public static Matrix of(double[] values, int offset, int rows, int columns, int rowStride) {
        return new DoubleMatrix(values, offset, rows, columns, rowStride);
    }

    /** One row: a view of the whole array. */
    public static Matrix row(double... values) {
        return of(values, 1, values.length);
    }

    public final int rows() {
        return rows;
    }

    public final int columns() {
        return columns;
    }

    /** Where in the array row 0 starts. */
    public final int offset() {
        return offset;
    }

    /** How far apart the starts of two neighbouring rows are. */
    public final int rowStride() {
        return rowStride;
    }

    /** Where in the array a row starts. */
    public final int start(int row) {
        return offset + row * rowStride;
    }

    /** One value, widened where it is a {@code float}. */
    public final double get(int row, int column) {
        return at(index(row, column));
    }

    /** Sets one value, rounded to the nearest {@code float} where it is stored as one. */
    public final void set(int row, int column, double value) {
        put(index(row, column), value);
    }

    /** The rows {@code [from, to)}: a view of the same array. */
    public final Matrix rows(int from, int to) {
        Objects.checkFromToIndex(from, to, rows);
        return view(from == to ? offset : start(from), to - from);
    }

    private int index(int row, int column) {
        Objects.checkIndex(row, rows);
        Objects.checkIndex(column, columns);
        return start(row) + column;
    }

    abstract double at(int index);

    abstract void put(int index, double value);

    abstract Matrix view(int newOffset, int newRows);

    /** Copies a row into {@code out[0 … columns)}, widened to {@code double}. */
    abstract void read(int row, double[] out);

    /** Writes {@code values[0 … columns)} to a row, each rounded once to the precision of this matrix. */
    abstract void write(int row, double[] values);

    abstract boolean sameArray(Matrix other);

    abstract int bytesPerValue();

    /** A new array of this precision, of zeros. */
    abstract Matrix room(int newRows, int newColumns);

    /** The beginning of the same array as rows without gaps. */
    abstract Matrix reshaped(int newRows, int newColumns);

    /** Whether this can be reshaped so, and is in the precision of {@code like}. */
    abstract boolean holds(Matrix like, int newRows, int newColumns);

    /** Sets a row to 0. */
    abstract void clearRow(int row);

    /** Copies a row of a matrix of the same precision and number of columns. */
    abstract void copyRow(int row, Matrix source, int sourceRow);

    /** Adds the columns {@code [from, to)} of a row to the numbers at the same places. */
    abstract void addRowTo(int row, int from, int to, double[] sums);

    /**
     * Throws unless this can be written while {@code source} is read row by row: both are the very same rows, or they
     * have no value in common.
     */
    final void requireWritableWhileReading(Matrix source, String name) {
        if (!sameArray(source) || rows == 0 || columns == 0) {
            return;
        }
        int distance = source.offset - offset;
        boolean samePlaces = distance == 0 && source.rowStride == rowStride;
        boolean apart =
                start(rows - 1) + columns <= source.offset || source.start(source.rows - 1) + source.columns <= offset;
        int phase = Math.floorMod(distance, Math.max(1, rowStride));
        boolean interleaved = source.rowStride == rowStride && phase >= columns && phase + source.columns <= rowStride;
        if (!samePlaces && !apart && !interleaved) {
            throw new IllegalArgumentException(
                    name + " partly overlaps the rows it is computed from: give it the same rows or other ones");
        }
    }

    /** Throws if this, to be written, has a place in memory in common with {@code source}, which is read meanwhile. */
    final void requireApartFrom(Matrix source, String name) {
        boolean same = sameArray(source) && source.offset == offset && source.rowStride == rowStride;
        if (same && rows > 0 && columns > 0 && source.rows > 0 && source.columns > 0) {
            throw new IllegalArgumentException(
                    name + " is written over what it is computed from: give it rows of its own");
        }
        requireWritableWhileReading(source, name);
    }

    @Override
    public final String toString() {
        return getClass().getSimpleName() + " " + rows + "×" + columns;
    }
}
