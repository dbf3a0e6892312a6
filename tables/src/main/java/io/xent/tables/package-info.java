/**
 * Tables from files: CSV, TSV, JSON, Parquet and SQL over them through DuckDB; LIBSVM and IDX by ourselves.
 * {@link io.xent.tables.TableReader} reads, {@link io.xent.tables.TableWriter} writes.
 */
package io.xent.tables;
