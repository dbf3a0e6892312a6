package io.xent.app;

import io.xent.learn.InvalidInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "update",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Learns from new rows without forgetting the old ones: the model's weights are held near where they are, as strongly as"
                    + " the rows it was trained on would hold them. Those rows are not needed.",
            "Columns, encoding, classes, precision and tolerance are the model's; the result is another file."
        },
        footer = {"", "Example:", "  xent update penguins.onnx this-year.csv -o penguins-2.onnx"})
final class UpdateCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "MODEL", description = "A model that Xent trained.")
    private Path model;

    @Parameters(index = "1..*", paramLabel = "DATA", arity = "0..*", description = "Files of new labelled rows.")
    private List<String> data = new ArrayList<>();

    @Mixin
    private InputOptions input = new InputOptions();

    @Option(
            names = "--strength",
            paramLabel = "ROWS",
            description =
                    "As how many rows the model counts beside the new ones. Default: as many as it has been trained on.")
    private Double strength;

    @Mixin
    private RowOptions columns = new RowOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where the new model goes. Default: MODEL-updated.onnx in the current directory.")
    private Path output;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Where the report goes. Default: as the new model, with .html.")
    private Path report;

    @Option(
            names = "--max-iterations",
            paramLabel = "N",
            defaultValue = "10000",
            description = "After how many iterations to give up. Default: ${DEFAULT-VALUE}.")
    private int maxIterations;

    @ArgGroup
    private TrainOptions.Testing testing = new TrainOptions.Testing();

    @Mixin
    private ThreadOptions threads = new ThreadOptions();

    @Mixin
    private FormatOptions format = new FormatOptions();

    @Option(
            names = {"-q", "--quiet"},
            description = "No progress line, no result in text form.")
    private boolean quiet;

    private final Streams streams;
    private final Interruption interruption;

    UpdateCommand(Streams streams, Interruption interruption) {
        this.streams = streams;
        this.interruption = interruption;
    }

    @Override
    public Integer call() {
        input.requireOneSource(data);
        TrainedModel trained = TrainedModel.readLinear(model);
        trained.requireCrossEntropy("updated");
        trained.requireClassesAlone("updated");
        TrainOptions options = options(trained);
        options.check();
        List<String> inputs = new ArrayList<>(data);
        if (testing.file != null) {
            inputs.add(testing.file);
        }
        Destination destination = Destination.prepare(model, "-updated", output, report, inputs);
        return TrainCommand.run(options, destination, streams, interruption);
    }

    /** Those of a training whose columns, classes and start are the model's. */
    private TrainOptions options(TrainedModel trained) {
        double rows = strength == null ? trained.standsFor() : strength;
        if (!(rows > 0 && rows < Double.POSITIVE_INFINITY)) {
            throw new InvalidInputException("--strength is " + Figures.number(rows)
                    + ": it is a number of rows, positive and finite; to learn from the new rows alone, train anew");
        }
        TrainOptions options = TrainOptions.defaults();
        options.start.hold(new Held(trained, rows));
        options.data = data;
        options.input = input;
        options.label = columns.label;
        options.weights = columns.weights;
        options.testing = testing;
        options.precision = trained.pipeline().precision();
        options.tolerance = trained.claims().tolerance();
        options.maxIterations = maxIterations;
        options.threads = threads;
        options.format = format;
        options.quiet = quiet;
        return options;
    }
}
