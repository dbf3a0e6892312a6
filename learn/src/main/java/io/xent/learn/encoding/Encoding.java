package io.xent.learn.encoding;

import io.xent.learn.DenseFeatures;
import io.xent.learn.Features;
import io.xent.learn.InvalidInputException;
import io.xent.learn.Precision;
import io.xent.learn.SparseFeatures;
import java.util.ArrayList;
import java.util.List;

/**
 * How raw columns become features: the features of the first column, then those of the second, and so on. What each
 * column becomes is said in {@link ColumnEncoding}. Immutable; may be used by many threads at once.
 *
 * @param columns in the order of their features; each raw column at most once
 */
public record Encoding(List<ColumnEncoding> columns) {

    /** Narrower features are stored densely, whatever they hold. */
    static final int SPARSE_FROM_WIDTH = 100;

    /** Features are stored sparsely where at most one value in this many is not zero. */
    private static final int SPARSE_BELOW_ONE_IN = 10;

    static final int ROWS_LOOKED_AT = 1000;

    public Encoding {
        columns = List.copyOf(columns);
        if (columns.stream().map(ColumnEncoding::column).distinct().count() != columns.size()) {
            throw new IllegalArgumentException("a column is encoded twice");
        }
        columns.stream().mapToInt(ColumnEncoding::width).reduce(0, Math::addExact);
    }

    /** How many features a row becomes. */
    public int width() {
        return columns.stream().mapToInt(ColumnEncoding::width).sum();
    }

    /** What to call each feature in front of a person, such as {@code island=Biscoe}; see {@link FeatureNames}. */
    public List<String> featureNames() {
        return FeatureNames.of(columns);
    }

    /**
     * The columns of a table that this encoding reads, in its order, each of the kind it takes ({@link Column.Numbers}
     * for {@link ColumnEncoding.Number}, and so on). A column that is missing throughout has any kind; sparse vectors
     * may have any width (what a row lacks is zero, what is beyond the encoding's width is left out, as a level never
     * seen in training would be), dense ones exactly the encoding's.
     *
     * @throws InvalidInputException where a column is absent or of another kind
     */
    public List<Column> inputs(Table table) {
        return Inputs.of(columns, table);
    }

    /**
     * The features of every row, rows × {@link #width()}. They are computed in 64 bits and rounded once. They are
     * {@link SparseFeatures} where the width is at least 100 and at most a tenth of the values in 1,000 evenly spaced
     * rows (or in all, if fewer) is not zero, else {@link DenseFeatures}.
     *
     * @throws InvalidInputException as {@link #inputs}, and where a feature is infinite or NaN in {@code precision}
     */
    public Features encode(Table table, Precision precision) {
        Encoder encoder = encoder(table, 0, precision);
        return isSparse(encoder, table.rows()) ? encoder.sparse() : encoder.dense();
    }

    Encoder encoder(Table table, long firstRow, Precision precision) {
        List<Column> inputs = inputs(table);
        List<RowEncoder> encoders = new ArrayList<>();
        for (int c = 0; c < inputs.size(); c++) {
            encoders.add(RowEncoders.of(columns.get(c), inputs.get(c)));
        }
        return new Encoder(table, columns, encoders, precision, firstRow);
    }

    private boolean isSparse(Encoder encoder, int rows) {
        int width = width();
        if (width < SPARSE_FROM_WIDTH) {
            return false;
        }
        int sampled = Math.min(rows, ROWS_LOOKED_AT);
        long nonZeros = 0;
        for (int i = 0; i < sampled; i++) {
            nonZeros += encoder.nonZeros((int) ((long) i * rows / sampled));
        }
        return isSparse(nonZeros, sampled);
    }

    boolean isSparse(long nonZeros, int sampled) {
        return nonZeros * SPARSE_BELOW_ONE_IN <= (long) sampled * width();
    }
}
