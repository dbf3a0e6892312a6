package io.xent.tables;

import io.xent.learn.InvalidInputException;
import java.nio.file.Path;
import java.util.List;

/** Reads files of rows as raw tables. What is read how is said in docs/file-formats.md, "Tables in". */
public final class TableReader {

    private TableReader() {}

    /** Reads one file, or all that match a pattern such as {@code data/*.csv}. */
    public static TableRead read(String source, ReadOptions options) {
        return read(List.of(source), options);
    }

    /**
     * Reads the rows of several files (paths or patterns) as one table. They have the same format and columns.
     *
     * @throws InvalidInputException where a file cannot be read; the message names it, the line or row if it is one, and
     *     what to do
     */
    public static TableRead read(List<String> sources, ReadOptions options) {
        List<Path> files = SourceFiles.resolve(sources);
        Format format = format(files, options);
        String source = source(files);
        return switch (format) {
            case CSV, TSV ->
                PlainCsv.read(files, format, options, source)
                        .orElseGet(() -> CsvReader.read(files, format, options, source));
            case JSON, PARQUET -> QueryReader.read(files, format, options, source);
            case LIBSVM -> LibsvmReader.read(files, source);
            case IDX -> IdxReader.read(files);
        };
    }

    private static String source(List<Path> files) {
        return files.get(0) + (files.size() == 1 ? "" : " and " + (files.size() - 1) + " more");
    }

    /**
     * As {@link #read}, for rows that do not fit in memory.
     *
     * @param scratch a directory that is made for copies of the data, and removed with the table
     * @param memory how many bytes DuckDB may use beside the heap
     */
    public static StoredTable store(List<String> sources, ReadOptions options, Path scratch, long memory) {
        List<Path> files = SourceFiles.resolve(sources);
        Format format = format(files, options);
        String source = source(files);
        Scratch kept = new Scratch(scratch);
        try {
            return switch (format) {
                case CSV, TSV -> CsvReader.store(files, format, options, source, kept, memory);
                case JSON, PARQUET -> QueryReader.store(files, format, options, source, kept, memory);
                case LIBSVM -> new StoredVectors(LibsvmReader.store(files, source, kept), kept);
                case IDX -> new StoredVectors(IdxReader.store(files, kept), kept);
            };
        } catch (RuntimeException e) {
            kept.close();
            throw e;
        }
    }

    /** As {@link #query}, for rows that do not fit in memory; see {@link #store}. */
    public static StoredTable storeQuery(String sql, ReadOptions options, Path scratch, long memory) {
        Scratch kept = new Scratch(scratch);
        try {
            return QueryReader.storeQuery(sql, options, kept, memory);
        } catch (RuntimeException e) {
            kept.close();
            throw e;
        }
    }

    /**
     * Reads the result of a query in DuckDB's SQL; files are named in quotes, as in
     * {@code select * from 'a.parquet' join 'b.csv' using (id)}. One thread runs it, so that rows come in one order.
     *
     * @throws InvalidInputException where the query cannot be run
     */
    public static TableRead query(String sql, ReadOptions options) {
        return QueryReader.query(sql, options);
    }

    /**
     * Reads one file whose cells are all numbers as the matrix that it is: CSV and TSV with or without a line of names, separated by blanks
     * too; JSON and Parquet whose columns are numbers.
     *
     * @throws InvalidInputException where the file cannot be read, or something in it is no number
     */
    public static NumberTable readNumbers(String source) {
        List<Path> files = SourceFiles.resolve(List.of(source));
        if (files.size() > 1) {
            throw new InvalidInputException(source + ": matches " + files.size() + " files; name one");
        }
        return NumberFile.read(files.get(0));
    }

    private static Format format(List<Path> files, ReadOptions options) {
        if (options.format() != null) {
            return options.format();
        }
        Format format = FormatDetection.of(files.get(0));
        for (Path file : files.subList(1, files.size())) {
            Format other = FormatDetection.of(file);
            if (other != format) {
                throw new InvalidInputException(file + ": is " + other + ", but " + files.get(0) + " is " + format
                        + "; read files of one format together");
            }
        }
        return format;
    }
}
