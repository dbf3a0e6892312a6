package io.xent.learn;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Encoded rows in a file, for data that do not fit in memory: a {@link Dataset} whose features are read from it block by
 * block, and otherwise behaves as one in memory; what is trained on it has the same bits. Its layout is in
 * docs/file-formats.md. A file is written by {@link BlockFileWriter} and checked when it is read: its head and tail when
 * it is opened, each block when it is first needed.
 */
public final class BlockFile {

    static final long MAGIC = 0x53574f52544e4558L; // "XENTROWS" in little-endian bytes
    static final int VERSION = 1;
    static final int SPARSE = 1;
    static final int DOUBLE = 2;
    static final int WEIGHTED = 4;
    static final int FINGERPRINT_BYTES = 32;
    static final int HEAD_BYTES = 88;

    private BlockFile() {}

    /**
     * What a file says about itself.
     *
     * @param fingerprint of what the rows were made from
     */
    record Head(
            int flags, int rows, int columns, int classes, int blocks, long tailAt, long length, byte[] fingerprint) {

        Precision precision() {
            return (flags & DOUBLE) != 0 ? Precision.DOUBLE : Precision.SINGLE;
        }

        boolean isSparse() {
            return (flags & SPARSE) != 0;
        }

        /** How long the tail is: labels, weights, where rows and blocks start, a sum for each block. */
        long tailBytes() {
            long perRow = Integer.BYTES + ((flags & WEIGHTED) != 0 ? Double.BYTES : 0);
            long sparse = isSparse() ? (rows + 1L + blocks + 1L) * Integer.BYTES : 0;
            return rows * perRow + sparse + (blocks + 1L) * Long.BYTES + blocks * (long) Integer.BYTES;
        }

        ByteBuffer bytes() {
            ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES).order(ByteOrder.LITTLE_ENDIAN);
            head.putLong(MAGIC).putInt(VERSION).putInt(flags);
            head.putInt(rows).putInt(columns).putInt(classes).putInt(blocks);
            head.putLong(tailAt).putLong(length).put(fingerprint);
            head.putInt(0).putInt(sum(head.array(), head.position()));
            return head.flip();
        }
    }

    static int sum(byte[] bytes, int length) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, 0, length);
        return (int) sum.getValue();
    }

    static InvalidInputException unfit(Path file, String what) {
        return new InvalidInputException(file + ": these are no encoded rows that can be read (" + what
                + "): delete the file to have it built anew");
    }

    /**
     * The fingerprint of what a file was made from; empty where there is no file.
     *
     * @throws InvalidInputException where the file is something else, of another version, or damaged
     */
    public static Optional<byte[]> fingerprint(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return Optional.of(head(file, channel).fingerprint());
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static Head head(Path file, FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(HEAD_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
            continue;
        }
        int read = bytes.position();
        bytes.flip();
        if (read < Long.BYTES + Integer.BYTES || bytes.getLong() != MAGIC) {
            throw unfit(file, "it was written by another program");
        }
        int version = bytes.getInt();
        if (version != VERSION) {
            throw unfit(file, "it has version " + version + ", not " + VERSION);
        } else if (read < HEAD_BYTES) {
            throw unfit(file, "it ends in its head");
        } else if (bytes.getInt(HEAD_BYTES - Integer.BYTES) != sum(bytes.array(), HEAD_BYTES - Integer.BYTES)) {
            throw unfit(file, "its head is damaged");
        }
        Head head = new Head(
                bytes.getInt(),
                bytes.getInt(),
                bytes.getInt(),
                bytes.getInt(),
                bytes.getInt(),
                bytes.getLong(),
                bytes.getLong(),
                Arrays.copyOfRange(bytes.array(), 48, 48 + FINGERPRINT_BYTES));
        if (channel.size() != head.length() || head.length() != head.tailAt() + head.tailBytes() + Integer.BYTES) {
            throw unfit(file, "it has " + channel.size() + " bytes, not " + head.length());
        }
        return head;
    }

    /**
     * The rows in a file. The file must not change as long as they are used.
     *
     * @throws InvalidInputException where the file is missing, something else, of another version, cut short or damaged;
     *     damage to a block is found when it is first needed, and thrown there
     */
    public static Dataset open(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            Head head = head(file, channel);
            channel.position(head.tailAt());
            return new TailReader(file, channel, head).read();
        } catch (NoSuchFileException e) {
            throw new InvalidInputException(file + ": there is no such file of encoded rows; build it first", e);
        } catch (EOFException e) {
            throw unfit(file, "it ends too early");
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static InvalidInputException unreadable(Path file, IOException e) {
        return new InvalidInputException(file + ": the encoded rows cannot be read: " + e.getMessage(), e);
    }

    /** Reads what is kept in memory: labels, weights, and where everything starts. */
    private static final class TailReader {
        private static final int BUFFER_BYTES = 1 << 16;

        private final Path file;
        private final FileChannel channel;
        private final Head head;
        private final CRC32C sum = new CRC32C();
        private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);

        TailReader(Path file, FileChannel channel, Head head) {
            this.file = file;
            this.channel = channel;
            this.head = head;
            buffer.flip();
        }

        Dataset read() throws IOException {
            int[] labels = ints(head.rows());
            double[] weights = (head.flags() & WEIGHTED) == 0 ? null : doubles(head.rows());
            int[] rowStarts = head.isSparse() ? ints(head.rows() + 1) : null;
            int[] pieceRows = head.isSparse() ? ints(head.blocks() + 1) : null;
            long[] starts = longs(head.blocks() + 1);
            int[] sums = ints(head.blocks());
            int computed = (int) sum.getValue();
            if (next(Integer.BYTES).getInt() != computed) {
                throw unfit(file, "its tail is damaged");
            }
            return new Dataset(features(starts, sums, pieceRows, rowStarts), labels, weights, head.classes());
        }

        private Features features(long[] starts, int[] sums, int[] pieceRows, int[] rowStarts) throws IOException {
            MappedBlocks blocks = new MappedBlocks(file, starts, sums);
            return head.isSparse()
                    ? new SparseFeatures(
                            new MappedSparseRows(blocks, head.columns(), head.precision(), pieceRows, rowStarts))
                    : new DenseFeatures(blocks, head.rows(), head.columns(), head.precision());
        }

        private ByteBuffer next(int bytes) throws IOException {
            if (buffer.remaining() < bytes) {
                buffer.compact();
                while (buffer.position() < bytes) {
                    if (channel.read(buffer) < 0) {
                        throw new EOFException();
                    }
                }
                buffer.flip();
            }
            return buffer;
        }

        private ByteBuffer summed(int bytes) throws IOException {
            ByteBuffer next = next(bytes);
            sum.update(next.array(), next.position(), bytes);
            return next;
        }

        private int[] ints(int count) throws IOException {
            int[] values = new int[count];
            for (int i = 0; i < count; i++) {
                values[i] = summed(Integer.BYTES).getInt();
            }
            return values;
        }

        private long[] longs(int count) throws IOException {
            long[] values = new long[count];
            for (int i = 0; i < count; i++) {
                values[i] = summed(Long.BYTES).getLong();
            }
            return values;
        }

        private double[] doubles(int count) throws IOException {
            double[] values = new double[count];
            for (int i = 0; i < count; i++) {
                values[i] = summed(Double.BYTES).getDouble();
            }
            return values;
        }
    }
}
