package io.xent.learn.verification;

import io.xent.core.Parallelism;
import io.xent.learn.Dataset;
import io.xent.learn.Precision;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Tells whether rows are the ones a model was trained on: the SHA-256 of every feature, label (or target), weight and offset, in
 * the order of the rows. It does not depend on the format of a file, nor on whether features are stored densely.
 */
public final class RowsFingerprint {

    private static final int ROWS_PER_PIECE = 4096;
    private static final int BUFFER = 1 << 16;
    private static final int LONGEST_ENTRY = Integer.BYTES + Double.BYTES;

    private final MessageDigest digest = digest();
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);

    private RowsFingerprint() {}

    /** 64 hexadecimal digits. */
    public static String of(Dataset data, Parallelism parallelism) {
        int pieces = (data.rows() + ROWS_PER_PIECE - 1) / ROWS_PER_PIECE;
        byte[][] parts = new byte[pieces][];
        parallelism.forEach(pieces, n -> {
            RowsFingerprint part = new RowsFingerprint();
            part.addRows(data, n * ROWS_PER_PIECE, Math.min(data.rows(), (n + 1) * ROWS_PER_PIECE));
            parts[n] = part.finish();
        });
        RowsFingerprint whole = new RowsFingerprint();
        whole.buffer.putInt(data.rows()).putInt(data.features().columns()).putInt(data.classes());
        whole.buffer.put((byte) (data.features().precision() == Precision.SINGLE ? 32 : 64));
        whole.flush();
        for (byte[] part : parts) {
            whole.digest.update(part);
        }
        return HexFormat.of().formatHex(whole.finish());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void addRows(Dataset data, int from, int to) {
        boolean single = data.features().precision() == Precision.SINGLE;
        RowEntries entries = new RowEntries(data.features());
        for (int i = from; i < to; i++) {
            entries.load(i);
            reserve();
            buffer.putInt(data.labels()[i]).putDouble(data.weight(i)).putInt(entries.count());
            addCells(data.targets(), i, data.classes());
            addCells(data.offsets(), i, data.classes());
            for (int e = 0; e < entries.count(); e++) {
                reserve();
                buffer.putInt(entries.column(e));
                if (single) {
                    buffer.putFloat((float) entries.value(e));
                } else {
                    buffer.putDouble(entries.value(e));
                }
            }
        }
    }

    private void addCells(double[] cells, int row, int classes) {
        for (int k = 0; cells != null && k < classes; k++) {
            reserve();
            buffer.putDouble(cells[row * classes + k]);
        }
    }

    private void reserve() {
        if (buffer.remaining() < 2 * LONGEST_ENTRY) {
            flush();
        }
    }

    private void flush() {
        digest.update(buffer.array(), 0, buffer.position());
        buffer.clear();
    }

    private byte[] finish() {
        flush();
        return digest.digest();
    }
}
