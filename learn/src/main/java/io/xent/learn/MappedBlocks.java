package io.xent.learn;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/** The blocks of a {@link BlockFile}, mapped. The first time that a block is asked for, its sum is checked. */
final class MappedBlocks {

    private static final long SEGMENT_BYTES = 1 << 30;

    private final Path file;
    private final long[] starts;
    private final int[] sums;
    private final int[] segmentOf;
    private final MappedByteBuffer[] segments;
    private final long[] segmentStarts;

    /** Written by several threads, but never to anything but true. */
    private final boolean[] checked;

    /**
     * @param starts where in the file each block starts, then where the last ends; no block is larger than 1 GiB
     * @param sums CRC-32C of each block
     */
    MappedBlocks(Path file, long[] starts, int[] sums) throws IOException {
        this.file = file;
        this.starts = starts;
        this.sums = sums;
        checked = new boolean[sums.length];
        segmentOf = new int[sums.length];
        int count = 0;
        long segmentStart = starts[0];
        for (int block = 0; block < sums.length; block++) {
            if (starts[block + 1] - segmentStart > SEGMENT_BYTES) {
                count++;
                segmentStart = starts[block];
            }
            segmentOf[block] = count;
        }
        segments = new MappedByteBuffer[sums.length == 0 ? 0 : count + 1];
        segmentStarts = new long[segments.length];
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            for (int block = 0, next; block < sums.length; block = next) {
                next = block + 1;
                while (next < sums.length && segmentOf[next] == segmentOf[block]) {
                    next++;
                }
                segmentStarts[segmentOf[block]] = starts[block];
                segments[segmentOf[block]] =
                        channel.map(FileChannel.MapMode.READ_ONLY, starts[block], starts[next] - starts[block]);
            }
        }
    }

    int blocks() {
        return sums.length;
    }

    /**
     * The bytes of a block, little-endian, where they lie.
     *
     * @throws InvalidInputException where they are not what was written
     */
    ByteBuffer block(int block) {
        int segment = segmentOf[block];
        ByteBuffer bytes = segments[segment]
                .slice((int) (starts[block] - segmentStarts[segment]), (int) (starts[block + 1] - starts[block]))
                .order(ByteOrder.LITTLE_ENDIAN);
        if (!checked[block]) {
            CRC32C sum = new CRC32C();
            sum.update(bytes);
            if ((int) sum.getValue() != sums[block]) {
                throw BlockFile.unfit(file, "block " + block + " of " + sums.length + " is damaged");
            }
            checked[block] = true;
            bytes.rewind();
        }
        return bytes;
    }
}
