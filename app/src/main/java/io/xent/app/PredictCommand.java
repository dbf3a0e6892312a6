package io.xent.app;

import io.xent.learn.InvalidInputException;
import io.xent.learn.OutputFile;
import io.xent.learn.encoding.Table;
import io.xent.onnx.OnnxModel;
import io.xent.tables.ReadOptions;
import io.xent.tables.TableRead;
import io.xent.tables.TableWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "predict",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Says which class each row belongs to, and how probable that is.",
            "One row out for each row in, in the same order: label, probability, and p_CLASS for every class."
        },
        footer = {
            "",
            "Examples:",
            "  xent predict penguins.onnx new.csv -o predicted.csv",
            "  xent predict penguins.onnx 'new-*.parquet' --keep id --top 3 -o predicted.parquet"
        })
final class PredictCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "MODEL", description = "An ONNX file, of Xent or another program.")
    private Path model;

    @Parameters(index = "1..*", paramLabel = "DATA", arity = "0..*", description = "Files of rows.")
    private List<String> data = new ArrayList<>();

    @Mixin
    private InputOptions input = new InputOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where predictions go: .csv, .tsv, .parquet or .jsonl. Default: CSV on standard output.")
    private Path output;

    @Option(
            names = "--top",
            paramLabel = "K",
            description = "The K most probable classes: label, probability, label_2, probability_2, and so on.")
    private Integer top;

    @Option(
            names = "--keep",
            paramLabel = "COLUMN",
            description =
                    "Copy this column of the data to the output, such as an identifier. May be given more than once.")
    private List<String> keep = new ArrayList<>();

    @Mixin
    private ThreadOptions threads = new ThreadOptions();

    private final Streams streams;

    PredictCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        check();
        try (OnnxModel loaded = OnnxModel.load(model, threads.count())) {
            Table table = read(loaded);
            Predictions predictions = new Predictions(loaded, top);
            predictions.keep(table, keep);
            predictions.score(table);
            write(predictions.columns());
            return ExitStatus.DONE;
        }
    }

    private void check() {
        input.requireOneSource(data);
        if (top != null && top < 1) {
            throw new InvalidInputException("--top is " + top + ": it must be at least 1");
        }
        if (output != null) {
            TableWriter.check(output);
            List<Path> inputs = new ArrayList<>(List.of(model));
            inputs.addAll(InputOptions.paths(data));
            OutputFile.prepare(output, inputs);
        }
    }

    /** What is kept is read as text, so that it comes out as it was, unless the model needs it otherwise. */
    private Table read(OnnxModel loaded) {
        ReadOptions reading = ModelFiles.reading(loaded, input.reading(new LinkedHashSet<>(keep)));
        TableRead read = input.read(data, reading);
        read.notices().forEach(notice -> streams.err().println("xent: " + notice));
        return read.table();
    }

    private void write(TableWriter columns) {
        if (output != null) {
            columns.write(output);
            return;
        }
        try {
            Path temporary = Files.createTempFile("xent-", ".csv");
            try {
                columns.write(temporary);
                Files.copy(temporary, streams.out());
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
