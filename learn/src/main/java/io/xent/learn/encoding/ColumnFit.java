package io.xent.learn.encoding;

/**
 * What one column becomes.
 *
 * @param encoding null where it is dropped
 * @param detail how, or why it is dropped
 */
record ColumnFit(ColumnEncoding encoding, String detail) {

    static ColumnFit used(ColumnEncoding encoding, String detail) {
        return new ColumnFit(encoding, detail);
    }

    static ColumnFit dropped(String reason) {
        return new ColumnFit(null, reason);
    }

    /** Appended to the detail of a column with missing values. */
    static String missing(int missing, String treatment) {
        return missing == 0 ? "" : "; " + missing + " missing, " + treatment;
    }
}
