package io.xent.learn;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Writes a {@link BlockFile} row by row. Rows are buffered a block at a time. The file appears when it is complete; close
 * without {@link #finish} leaves nothing behind.
 */
public final class BlockFileWriter implements AutoCloseable {

    /** A piece of sparse rows ends after so many values, at a multiple of {@link DenseFeatures#ROW_MULTIPLE} rows. */
    private static final int VALUES_OF_PIECE = 1 << 19;

    private final OutputFile file;
    private final FileChannel channel;
    private final int columns;
    private final Precision precision;
    private final boolean sparse;
    private final byte[] fingerprint;
    private final int blockRows;
    private final int valuesOfPiece;

    private long[] starts = new long[1024];
    private int[] sums = new int[1024];
    private int blocks;
    private int rows;
    private ByteBuffer block;

    private int[] firstRows = new int[1024];
    private int[] rowStarts;
    private SparseFeatures.Builder piece;

    /**
     * Begins a file.
     *
     * @param fingerprint 32 bytes that differ where other rows would be written
     * @throws InvalidInputException where it cannot be written
     */
    public BlockFileWriter(Path target, int columns, boolean sparse, Precision precision, byte[] fingerprint) {
        this(target, columns, sparse, precision, fingerprint, VALUES_OF_PIECE);
    }

    BlockFileWriter(
            Path target, int columns, boolean sparse, Precision precision, byte[] fingerprint, int valuesOfPiece) {
        this.valuesOfPiece = valuesOfPiece;
        if (fingerprint.length != BlockFile.FINGERPRINT_BYTES) {
            throw new IllegalArgumentException("a fingerprint of " + fingerprint.length + " bytes");
        }
        this.columns = columns;
        this.sparse = sparse;
        this.precision = precision;
        this.fingerprint = fingerprint.clone();
        blockRows = DenseFeatures.fileBlockRows(columns);
        file = OutputFile.prepare(target, List.of());
        try {
            channel = FileChannel.open(file.open(), StandardOpenOption.WRITE);
            channel.position(BlockFile.HEAD_BYTES);
        } catch (IOException e) {
            throw OutputFile.unwritable(target, e);
        }
        starts[0] = BlockFile.HEAD_BYTES;
        if (sparse) {
            piece = new SparseFeatures.Builder(columns, precision);
            rowStarts = new int[1024];
        } else {
            block = buffer(Math.multiplyExact(blockRows * width(), columns));
        }
    }

    private int width() {
        return precision == Precision.SINGLE ? Float.BYTES : Double.BYTES;
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** A value of the row that is being filled; the others are zero. Sparse rows are filled in ascending order of columns. */
    public void add(int column, double value) {
        if (sparse) {
            piece.add(column, value);
            return;
        }
        int at = (rows % blockRows * columns + column) * width();
        if (precision == Precision.SINGLE) {
            block.putFloat(at, (float) value);
        } else {
            block.putDouble(at, value);
        }
    }

    /** The next row begins. */
    public void endRow() {
        rows = Math.addExact(rows, 1);
        if (!sparse) {
            if (rows % blockRows == 0) {
                writeBlock(block.array(), blockRows * columns * width());
                Arrays.fill(block.array(), (byte) 0);
            }
            return;
        }
        piece.endRow();
        if (rows == rowStarts.length) {
            rowStarts = Arrays.copyOf(rowStarts, 2 * rows);
        }
        rowStarts[rows] = rowStarts[firstRows[blocks]] + piece.size();
        if (rowStarts[rows] < 0) {
            throw new InvalidInputException(
                    file.target() + ": more than 2^31 values that are not zero: train on fewer rows,"
                            + " or learn from fewer columns");
        }
        if (rows % DenseFeatures.ROW_MULTIPLE == 0 && piece.size() >= valuesOfPiece) {
            writePiece();
        }
    }

    private void writePiece() {
        SparseFeatures values = piece.build();
        int size = values.nonZeros();
        ByteBuffer bytes = buffer(Math.multiplyExact(size, Integer.BYTES + width()));
        for (int at = 0; at < size; at++) {
            bytes.putInt(values.index(at));
        }
        for (int at = 0; at < size; at++) {
            if (precision == Precision.SINGLE) {
                bytes.putFloat((float) values.value(at));
            } else {
                bytes.putDouble(values.value(at));
            }
        }
        writeBlock(bytes.array(), bytes.position());
        piece = new SparseFeatures.Builder(columns, precision);
        if (blocks == firstRows.length) {
            firstRows = Arrays.copyOf(firstRows, 2 * blocks);
        }
        firstRows[blocks] = rows;
    }

    private void writeBlock(byte[] bytes, int length) {
        if (blocks + 1 == starts.length) {
            starts = Arrays.copyOf(starts, 2 * starts.length);
            sums = Arrays.copyOf(sums, starts.length);
        }
        sums[blocks] = BlockFile.sum(bytes, length);
        write(ByteBuffer.wrap(bytes, 0, length));
        blocks++;
        starts[blocks] = starts[blocks - 1] + length;
    }

    private void write(ByteBuffer bytes) {
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw OutputFile.unwritable(file.target(), e);
        }
    }

    /**
     * Completes the file and opens it.
     *
     * @param labels class index of each row written; not copied
     * @param weights of each row; null where every row counts 1
     */
    public Dataset finish(int[] labels, double[] weights, int classes) {
        if (labels.length != rows) {
            throw new IllegalArgumentException(labels.length + " labels for " + rows + " rows");
        }
        if (sparse && rows > firstRows[blocks]) {
            writePiece();
        } else if (!sparse && rows % blockRows != 0) {
            writeBlock(block.array(), rows % blockRows * columns * width());
        }
        Tail tail = new Tail();
        tail.ints(labels, rows);
        if (weights != null) {
            tail.doubles(weights);
        }
        if (sparse) {
            tail.ints(rowStarts, rows + 1);
            tail.ints(Arrays.copyOf(firstRows, blocks), blocks);
            tail.ints(new int[] {rows}, 1);
        }
        tail.longs(starts, blocks + 1);
        tail.ints(sums, blocks);
        tail.end();
        int flags = (sparse ? BlockFile.SPARSE : 0)
                | (precision == Precision.DOUBLE ? BlockFile.DOUBLE : 0)
                | (weights != null ? BlockFile.WEIGHTED : 0);
        try {
            BlockFile.Head head = new BlockFile.Head(
                    flags, rows, columns, classes, blocks, starts[blocks], channel.position(), fingerprint);
            channel.position(0);
            write(head.bytes());
            channel.force(true);
            channel.close();
            file.commit();
        } catch (IOException e) {
            throw OutputFile.unwritable(file.target(), e);
        }
        Features features = BlockFile.open(file.target()).features();
        return new Dataset(features, labels, weights, classes);
    }

    /** Writes what follows the blocks, with a sum over all of it at the end. */
    private final class Tail {
        private final CRC32C sum = new CRC32C();
        private final ByteBuffer buffer = buffer(1 << 16);

        void ints(int[] values, int count) {
            for (int i = 0; i < count; i++) {
                room().putInt(values[i]);
            }
        }

        void longs(long[] values, int count) {
            for (int i = 0; i < count; i++) {
                room().putLong(values[i]);
            }
        }

        void doubles(double[] values) {
            for (double value : values) {
                room().putDouble(value);
            }
        }

        private ByteBuffer room() {
            if (buffer.remaining() < Long.BYTES) {
                flush();
            }
            return buffer;
        }

        private void flush() {
            sum.update(buffer.array(), 0, buffer.position());
            write(buffer.flip());
            buffer.clear();
        }

        void end() {
            flush();
            buffer.putInt((int) sum.getValue());
            write(buffer.flip());
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw OutputFile.unwritable(file.target(), e);
        } finally {
            file.close();
        }
    }
}
