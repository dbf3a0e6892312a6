package io.xent.app;

import io.xent.learn.InvalidInputException;
import io.xent.learn.Precision;
import io.xent.learn.SoftmaxRegression;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The words after {@code xent train}. */
final class TrainOptions {

    @Parameters(
            paramLabel = "DATA",
            arity = "0..*",
            description =
                    "Files to learn from, of the same columns: CSV, TSV, JSON, Parquet (also compressed), LIBSVM, IDX.")
    List<String> data = new ArrayList<>();

    @Mixin
    InputOptions input = new InputOptions();

    @Option(
            names = "--label",
            paramLabel = "COLUMN",
            description = "The column to predict. Default for LIBSVM and IDX: label.")
    String label;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where the model goes. Default: the name of the data with .onnx, in the current directory.")
    Path output;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Where the report goes. Default: as the model, with .html.")
    Path report;

    @Mixin
    StartOptions start = new StartOptions();

    @ArgGroup
    Testing testing = new Testing();

    /** How rows to test on are found. */
    static final class Testing {
        @Option(names = "--test", paramLabel = "FILE", description = "Test on the rows of this file.")
        String file;

        @Option(
                names = "--split",
                paramLabel = "FRACTION",
                description =
                        "Keep this fraction of the rows from training and test on them. Without --test and --split"
                                + " the model is trained on all rows and, up to 10,000 of them, tested by training another one"
                                + " on 80 %% first.")
        Double split;
    }

    @Mixin
    PenaltyOptions penalty = new PenaltyOptions();

    @Mixin
    MemoryOptions memory = new MemoryOptions();

    @Mixin
    NetworkOptions network = new NetworkOptions();

    @Mixin
    TargetOptions targets = new TargetOptions();

    @Option(names = "--weights", paramLabel = "COLUMN", description = "A column that says how much each row counts.")
    String weights;

    @Option(
            names = "--class-weight",
            paramLabel = "balanced",
            description = "Let every class count the same in total, however many rows it has.")
    ClassWeight classWeight;

    /** How classes are weighted. */
    enum ClassWeight {
        BALANCED
    }

    @Option(
            names = "--drop",
            paramLabel = "COLUMN",
            description = "Do not learn from this column. May be given more than once.")
    List<String> drop = new ArrayList<>();

    @Option(
            names = "--text",
            paramLabel = "COLUMN",
            description = "This column holds free text: learn from its words. May be given more than once.")
    List<String> text = new ArrayList<>();

    @Option(
            names = "--ngrams",
            paramLabel = "N",
            defaultValue = "1",
            description = "Learn from runs of up to N words of free text. Default: ${DEFAULT-VALUE}.")
    int ngrams;

    @Option(
            names = "--keep",
            paramLabel = "COLUMN",
            description =
                    "Learn from this column even if it is constant or looks like an identifier. May be given more than"
                            + " once.")
    List<String> keep = new ArrayList<>();

    @Option(
            names = "--no-scale",
            description = "Leave numbers in their own units instead of scaling them by their spread.")
    boolean noScale;

    @Mixin
    CalibrationOptions calibration = new CalibrationOptions();

    @Option(
            names = "--inference",
            description = "Give standard errors, p-values and intervals of the coefficients, and test each column. With"
                    + " --l2 0 these are the classical ones; a penalty shrinks them.")
    boolean inference;

    @Option(
            names = "--reference",
            paramLabel = "CLASS",
            description = "The class that --inference compares the others with. Default: the first.")
    String reference;

    @Mixin
    LossOptions loss = new LossOptions();

    @Mixin
    SolverOptions solving = new SolverOptions();

    @Option(
            names = "--tolerance",
            paramLabel = "T",
            defaultValue = "1e-6",
            description = "When training has converged. Default: ${DEFAULT-VALUE}.")
    double tolerance;

    @Option(
            names = "--max-iterations",
            paramLabel = "N",
            defaultValue = "10000",
            description = "After how many iterations to give up. Default: ${DEFAULT-VALUE}.")
    int maxIterations;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Which rows go where in splits. Default: ${DEFAULT-VALUE}.")
    long seed;

    @Mixin
    ThreadOptions threads = new ThreadOptions();

    @Option(
            names = "--precision",
            paramLabel = "WIDTH",
            defaultValue = "single",
            description = "single or double: the width of features and parameters. Default: ${DEFAULT-VALUE}.")
    Precision precision;

    @Mixin
    StoppingOptions stopping = new StoppingOptions();

    @Mixin
    CheckpointOptions checkpoint = new CheckpointOptions();

    @Mixin
    FormatOptions format = new FormatOptions();

    @Option(
            names = {"-q", "--quiet"},
            description = "No progress line, no result in text form.")
    boolean quiet;

    /** What {@code xent train} takes where nothing is said. */
    static TrainOptions defaults() {
        TrainOptions options = new TrainOptions();
        new CommandLine(options).setCaseInsensitiveEnumValuesAllowed(true).parseArgs();
        return options;
    }

    /** Refuses what cannot be meant, before anything is read. */
    void check() {
        input.requireOneSource(data);
        start.check(this);
        if (testing.split != null && !(testing.split > 0 && testing.split < 1)) {
            throw new InvalidInputException("--split is " + testing.split
                    + ": it is the fraction of rows to test on, between 0 and 1, such as 0.2");
        }
        memory.check(this);
        checkpoint.check();
        penalty.check();
        loss.check(this);
        targets.check(this);
        network.check(precision, stopping.asked());
        stopping.check(this);
        if (inference && penalty.isSparse()) {
            throw new InvalidInputException(
                    "--inference: with --l1 or --elastic-net coefficients have no standard errors,"
                            + " as which of them are zero depends on the rows; use --l2, or leave out --inference");
        }
        if (reference != null && !inference) {
            throw new InvalidInputException(
                    "--reference names the class that --inference compares with: add --inference");
        }
        SoftmaxRegression.builder().tolerance(tolerance).maxIterations(maxIterations);
    }
}
