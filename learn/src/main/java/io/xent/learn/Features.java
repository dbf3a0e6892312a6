package io.xent.learn;

/** A matrix of rows × columns features, dense or sparse, in single or double precision. Immutable once made. */
public sealed interface Features permits DenseFeatures, SparseFeatures {

    int rows();

    int columns();

    Precision precision();

    /** One value; a sparse row is searched, so this is for tests and messages, not for loops. */
    double get(int row, int column);

    /** Writes the values of a row, zeros included, into {@code out} from {@code at} on, rounded to 32 bits. */
    void copyRow(int row, float[] out, int at);

    /** The rows named, in that order, copied. */
    Features select(int[] rows);
}
