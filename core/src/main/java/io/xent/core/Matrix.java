package io.xent.core;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.Objects;

/**
 * A view of rows × columns numbers in an array or buffer of the caller, {@code float} or {@code double}: row i starts at
 * {@code offset + i · rowStride} and its columns follow one another. Nothing is copied: what is written here is seen
 * there. Row i holds the logits, probabilities or gradient of one example, one column per class.
 *
 * <p>One type for both precisions and for arrays and buffers keeps every function of this package single; the kernels ask
 * once per block of rows which precision they have.
 *
 * <p>Buffers are for numbers in native memory: direct buffers, files mapped into memory, and from Java 22 on a memory
 * segment by {@code segment.asByteBuffer().order(ByteOrder.nativeOrder()).asFloatBuffer()}. Any byte order will do.
 * Functions of this package copy a block of rows at a time into an array of the thread and compute there, so results have
 * the same bits as for arrays, and main memory is read once and written once. The memory must stay valid, and be open to
 * every thread of a {@link Parallelism} that is used. A buffer's position and limit are taken as they are when the matrix
 * is made, and never changed.
 *
 * <p>An output may be the very same rows as an input where that is said, through whichever buffers or matrices the two are
 * given. Rows that overlap in another way are refused if both are in one array or were given as one and the same buffer
 * object; whether two buffers share memory cannot be seen, and then results are undefined.
 */
public abstract sealed class Matrix permits FloatMatrix, DoubleMatrix, FloatBufferMatrix, DoubleBufferMatrix {

    /** These four change in {@link #move} alone. */
    private int offset;

    private int rows;
    private int columns;
    private int rowStride;

    /** Of a shape that has been checked. */
    Matrix(int offset, int rows, int columns, int rowStride) {
        this.offset = offset;
        this.rows = rows;
        this.columns = columns;
        this.rowStride = rowStride;
    }

    /**
     * Has this stand for other rows of its memory, without gaps. For matrices that no caller has: a thread's copies of
     * rows are such an object, used again for each block.
     *
     * @param newOffset where row 0 starts or, before the array, would start if rows before the first were there
     */
    final void move(int newOffset, int newRows, int newColumns) {
        offset = newOffset;
        rows = newRows;
        columns = newColumns;
        rowStride = newColumns;
    }

    /** Throws unless rows that start so lie within so many values. */
    static void requireInside(String holder, int length, int offset, int rows, int columns, int rowStride) {
        if (rows < 0 || columns < 0) {
            throw new IllegalArgumentException("negative shape " + rows + "×" + columns);
        }
        if (rowStride < columns) {
            throw new IllegalArgumentException("rows of " + columns + " columns overlap at row stride " + rowStride);
        }
        long end = rows == 0 ? offset : offset + (rows - 1L) * rowStride + columns;
        if (offset < 0 || end > length) {
            throw new IllegalArgumentException(rows + "×" + columns + " at offset " + offset + " with row stride "
                    + rowStride + " ends at " + end + ", outside " + holder + length);
        }
    }

    /** The first {@code rows · columns} values, row after row without gaps. */
    public static Matrix of(float[] values, int rows, int columns) {
        return of(values, 0, rows, columns, columns);
    }

    /** Rows that start {@code rowStride} values apart, the first at {@code offset}. */
    public static Matrix of(float[] values, int offset, int rows, int columns, int rowStride) {
        requireInside("an array of length ", values.length, offset, rows, columns, rowStride);
        return new FloatMatrix(values, offset, rows, columns, rowStride);
    }

    /** The first {@code rows · columns} values, row after row without gaps. */
    public static Matrix of(double[] values, int rows, int columns) {
        return of(values, 0, rows, columns, columns);
    }

    /** Rows that start {@code rowStride} values apart, the first at {@code offset}. */
    public static Matrix of(double[] values, int offset, int rows, int columns, int rowStride) {
        requireInside("an array of length ", values.length, offset, rows, columns, rowStride);
        return new DoubleMatrix(values, offset, rows, columns, rowStride);
    }

    /** The first {@code rows · columns} values from the buffer's position on, row after row without gaps. */
    public static Matrix of(FloatBuffer values, int rows, int columns) {
        return of(values, 0, rows, columns, columns);
    }

    /** Rows that start {@code rowStride} values apart, the first {@code offset} values after the buffer's position. */
    public static Matrix of(FloatBuffer values, int offset, int rows, int columns, int rowStride) {
        return FloatBufferMatrix.over(values, offset, rows, columns, rowStride);
    }

    /** The first {@code rows · columns} values from the buffer's position on, row after row without gaps. */
    public static Matrix of(DoubleBuffer values, int rows, int columns) {
        return of(values, 0, rows, columns, columns);
    }

    /** Rows that start {@code rowStride} values apart, the first {@code offset} values after the buffer's position. */
    public static Matrix of(DoubleBuffer values, int offset, int rows, int columns, int rowStride) {
        return DoubleBufferMatrix.over(values, offset, rows, columns, rowStride);
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

    /** Where in the array or buffer row 0 starts. */
    public final int offset() {
        return offset;
    }

    /** How far apart the starts of two neighbouring rows are. */
    public final int rowStride() {
        return rowStride;
    }

    /** Where in the array or buffer a row starts. */
    public final int start(int row) {
        return offset + row * rowStride;
    }

    /** One value, widened where it is a {@code float}. */
    public final double get(int row, int column) {
        return at(index(row, column));
    }

    /**
     * Sets one value, rounded to the nearest {@code float} where it is stored as one.
     *
     * @throws java.nio.ReadOnlyBufferException if it is in a buffer that cannot be written
     */
    public final void set(int row, int column, double value) {
        put(index(row, column), value);
    }

    /** The rows {@code [from, to)}: a view of the same memory. */
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
    final void read(int row, double[] out) {
        read(row, 0, columns, out, 0);
    }

    /** Copies the columns {@code [from, to)} of a row into {@code out}, from {@code at} on. */
    abstract void read(int row, int from, int to, double[] out, int at);

    /** Writes {@code values[0 … columns)} to a row, each rounded once to the precision of this matrix. */
    final void write(int row, double[] values) {
        write(row, values, 0, 1);
    }

    /** Writes {@code values[at … at + columns)}, each times the factor, to a row. */
    abstract void write(int row, double[] values, int at, double factor);

    /** Whether both are in one array, or were given as one buffer object, so that their places can be compared. */
    abstract boolean sameHolder(Matrix other);

    /** Whether this is a {@link FloatMatrix} or a {@link DoubleMatrix}. */
    abstract boolean inArray();

    /** Whether this may only be read. */
    boolean isReadOnly() {
        return false;
    }

    abstract int bytesPerValue();

    final boolean samePrecision(Matrix other) {
        return bytesPerValue() == other.bytesPerValue();
    }

    /** A new array of this precision, of zeros. */
    abstract Matrix room(int newRows, int newColumns);

    /** The beginning of the same array as rows without gaps. */
    abstract Matrix reshaped(int newRows, int newColumns);

    /** Whether this can be reshaped so, and is in the precision of {@code like}. */
    abstract boolean holds(Matrix like, int newRows, int newColumns);

    /** Sets a row to 0. */
    abstract void clearRow(int row);

    /**
     * Copies so many consecutive values from one place to another, both counted as by {@link #start}. The source has this
     * precision; one of the two is in an array.
     */
    abstract void copyValues(int to, Matrix source, int from, int count);

    /** Copies a row of a matrix of the same precision and number of columns; one of the two is in an array. */
    final void copyRow(int row, Matrix source, int sourceRow) {
        copyValues(start(row), source, source.start(sourceRow), columns);
    }

    /** Copies the rows {@code [from, to)} of a matrix as {@link #copyRow} does one. */
    final void copyRows(int from, int to, Matrix source) {
        if (rowStride == columns && source.rowStride == columns) {
            copyValues(start(from), source, source.start(from), (to - from) * columns);
            return;
        }
        for (int i = from; i < to; i++) {
            copyRow(i, source, i);
        }
    }

    /** Adds the columns {@code [from, to)} of a row to the numbers at the same places. */
    abstract void addRowTo(int row, int from, int to, double[] sums);

    /**
     * Throws unless this can be written while {@code source} is read row by row: both are the very same rows, or they
     * have no value in common as far as can be seen.
     */
    final void requireWritableWhileReading(Matrix source, String name) {
        requireWritable(name);
        if (!sameHolder(source) || rows == 0 || columns == 0) {
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

    final void requireWritable(String name) {
        if (isReadOnly()) {
            throw new IllegalArgumentException(name + " is in a read-only buffer: give it one that can be written");
        }
    }

    /** Throws if this, to be written, has a place in memory in common with {@code source}, which is read meanwhile. */
    final void requireApartFrom(Matrix source, String name) {
        boolean same = sameHolder(source) && source.offset == offset && source.rowStride == rowStride;
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
