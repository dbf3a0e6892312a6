package io.xent.app;

import io.xent.learn.InvalidInputException;
import io.xent.tables.Format;
import io.xent.tables.ReadOptions;
import io.xent.tables.StoredTable;
import io.xent.tables.TableRead;
import io.xent.tables.TableReader;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** How data files are read. */
final class InputOptions {

    @Option(
            names = "--input-format",
            paramLabel = "FORMAT",
            description = "csv, tsv, json, parquet, libsvm or idx. Default: by the file's name.")
    Format format;

    @Option(
            names = "--sql",
            paramLabel = "QUERY",
            description = "Read the rows of this query instead of files, such as"
                    + " \"select * from 'a.parquet' join 'b.csv' using (id)\".")
    String sql;

    @Option(
            names = "--as-text",
            paramLabel = "COLUMN",
            description = "Take what this column holds as words, even where it looks like numbers or dates (a postal"
                    + " code). May be given more than once.")
    List<String> asText = new ArrayList<>();

    @Option(
            names = "--missing",
            paramLabel = "WORD",
            description =
                    "What stands for a missing value beside an empty cell; may be given more than once. Default: NA,"
                            + " N/A, NULL, null and ?.")
    List<String> missing = new ArrayList<>();

    ReadOptions reading() {
        ReadOptions options = ReadOptions.defaults().withFormat(format).withTextColumns(new LinkedHashSet<>(asText));
        return missing.isEmpty() ? options : options.withMissing(new LinkedHashSet<>(missing));
    }

    /** Reads the query if there is one, else the files; which of the two it is has been checked. */
    TableRead read(List<String> files, ReadOptions options) {
        return sql == null ? TableReader.read(files, options) : TableReader.query(sql, options);
    }

    /** The same for rows that do not fit in memory; see {@link TableReader#store}. */
    StoredTable store(List<String> files, ReadOptions options, Path scratch, long memory) {
        return sql == null
                ? TableReader.store(files, options, scratch, memory)
                : TableReader.storeQuery(sql, options, scratch, memory);
    }

    /** The files or the query, as a message or a report calls them. */
    String source(List<String> files) {
        return sql == null ? String.join(", ", files) : sql;
    }

    ReadOptions reading(Set<String> moreTexts) {
        Set<String> texts = new LinkedHashSet<>(asText);
        texts.addAll(moreTexts);
        return reading().withTextColumns(texts);
    }

    void requireOneSource(List<String> files) {
        if (files.isEmpty() && sql == null) {
            throw new InvalidInputException("no data: name a file, or a query with --sql");
        } else if (!files.isEmpty() && sql != null) {
            throw new InvalidInputException("both files and --sql are given; the query names its files itself");
        }
    }

    /** Those of the names that are paths. A glob need not be one; what it matches is checked when it is read. */
    static List<Path> paths(List<String> names) {
        List<Path> paths = new ArrayList<>();
        for (String name : names) {
            try {
                paths.add(Path.of(name));
            } catch (InvalidPathException e) {
                continue;
            }
        }
        return paths;
    }
}
