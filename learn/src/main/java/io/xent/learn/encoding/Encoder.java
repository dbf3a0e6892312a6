package io.xent.learn.encoding;

import io.xent.learn.DenseFeatures;
import io.xent.learn.InvalidInputException;
import io.xent.learn.Precision;
import io.xent.learn.SparseFeatures;
import java.util.List;

/** Runs the encoders of all columns over the rows of one table. */
final class Encoder {

    /** Takes the features of a row by their index among those of all columns. */
    interface Target {
        void put(int feature, double value);
    }

    private final Table table;
    private final List<ColumnEncoding> columns;
    private final List<RowEncoder> encoders;
    private final Precision precision;
    private final long firstRow;
    private final int[] offsets;

    /**
     * @param firstRow where the table begins in the one it is a part of, for messages
     */
    Encoder(Table table, List<ColumnEncoding> columns, List<RowEncoder> encoders, Precision precision, long firstRow) {
        this.table = table;
        this.firstRow = firstRow;
        this.columns = columns;
        this.encoders = encoders;
        this.precision = precision;
        offsets = new int[columns.size() + 1];
        for (int c = 0; c < columns.size(); c++) {
            offsets[c + 1] = offsets[c] + columns.get(c).width();
        }
    }

    int nonZeros(int row) {
        int[] count = new int[1];
        encode(row, (feature, value) -> count[0] += value == 0 ? 0 : 1);
        return count[0];
    }

    DenseFeatures dense() {
        DenseFeatures.Builder features = new DenseFeatures.Builder(table.rows(), width(), precision);
        for (int row = 0; row < table.rows(); row++) {
            int at = row;
            encode(row, (feature, value) -> features.set(at, feature, value));
        }
        return features.build();
    }

    SparseFeatures sparse() {
        SparseFeatures.Builder features = new SparseFeatures.Builder(width(), precision);
        for (int row = 0; row < table.rows(); row++) {
            encode(row, features::add);
            features.endRow();
        }
        return features.build();
    }

    private int width() {
        return offsets[columns.size()];
    }

    void encode(int row, Target target) {
        for (int c = 0; c < encoders.size(); c++) {
            int column = c;
            encoders.get(c).encode(row, (feature, value) -> {
                checkFinite(row, column, value);
                target.put(offsets[column] + feature, value);
            });
        }
    }

    private void checkFinite(int row, int column, double value) {
        boolean finite = precision == Precision.SINGLE ? Float.isFinite((float) value) : Double.isFinite(value);
        if (!finite) {
            throw new InvalidInputException(table.source() + ": row " + (firstRow + row + 1) + ": column '"
                    + columns.get(column).column() + "' becomes the feature " + value
                    + (Double.isFinite(value)
                            ? ", which is too large for 32 bits; use double precision"
                            : ", which is not finite; correct or empty that cell"));
        }
    }
}
