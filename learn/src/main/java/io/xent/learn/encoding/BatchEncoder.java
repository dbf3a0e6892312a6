package io.xent.learn.encoding;

import io.xent.learn.BlockFileWriter;
import io.xent.learn.InvalidInputException;
import io.xent.learn.Precision;

/**
 * Encodes a table that comes in batches of rows, in order, to the same features as {@link Encoding#encode} of the whole:
 * first each batch is {@linkplain #look looked at} where {@link #mustLook} says so, then each is {@linkplain #write
 * written}.
 */
public final class BatchEncoder {

    private final Encoding encoding;
    private final int rows;
    private final Precision precision;
    private int seen;
    private long nonZeros;

    /**
     * @param rows how many rows will be encoded
     */
    public BatchEncoder(Encoding encoding, int rows, Precision precision) {
        this.encoding = encoding;
        this.rows = rows;
        this.precision = precision;
    }

    /** Whether some rows must be seen before it is known whether they are sparse. */
    public boolean mustLook() {
        return encoding.width() >= Encoding.SPARSE_FROM_WIDTH;
    }

    /**
     * Looks at the rows that tell.
     *
     * @param firstRow where the batch begins in the whole, for messages
     * @param chosen the rows of the batch that will be encoded, ascending
     */
    public void look(Table batch, int firstRow, int[] chosen) {
        Encoder encoder = encoding.encoder(batch, firstRow, precision);
        int sampled = sampled();
        for (int row : chosen) {
            // Which sample, if any, falls on this row: the same rows as floor(i · rows / sampled)
            long sample = ((long) seen * sampled + rows - 1) / rows;
            if (sample < sampled && sample * rows / sampled == seen) {
                nonZeros += encoder.nonZeros(row);
            }
            seen++;
        }
    }

    private int sampled() {
        return Math.min(rows, Encoding.ROWS_LOOKED_AT);
    }

    /** Whether the features are to be written as sparse ones. */
    public boolean isSparse() {
        return mustLook() && encoding.isSparse(nonZeros, sampled());
    }

    /**
     * Appends rows to a file.
     *
     * @param chosen the rows of the batch to encode, ascending
     * @throws InvalidInputException as {@link Encoding#encode}
     */
    public void write(Table batch, int firstRow, int[] chosen, BlockFileWriter to) {
        Encoder encoder = encoding.encoder(batch, firstRow, precision);
        for (int row : chosen) {
            encoder.encode(row, to::add);
            to.endRow();
        }
    }
}
