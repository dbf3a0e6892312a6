package io.xent.tables;

/** What a file of rows is written in. */
public enum Format {
    /** Cells separated by commas (or semicolons, tabs or bars: whichever the first line has most of). */
    CSV,
    /** Cells separated by tabs. */
    TSV,
    /** An array of objects, or one object per line. */
    JSON,
    PARQUET,
    /** A label and {@code index:value} pairs per line, as LIBSVM and SVMlight have it. */
    LIBSVM,
    /** Images and labels as the MNIST database has them. */
    IDX
}
