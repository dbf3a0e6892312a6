package io.xent.learn.encoding;

/** Makes the features of one column, a row at a time. */
interface RowEncoder {

    /** Puts the features of a row, in ascending order; those not put are zero. */
    void encode(int row, Sink sink);

    /** Takes the features of a row. */
    interface Sink {

        /** @param feature index within the column's own features */
        void put(int feature, double value);
    }
}
