package io.xent.app;

import io.xent.core.Parallelism;
import io.xent.learn.Dataset;
import io.xent.learn.Fit;
import io.xent.learn.InvalidInputException;
import io.xent.learn.Labels;
import io.xent.learn.Proximity;
import io.xent.learn.SoftmaxRegression;
import io.xent.learn.SolverKind;
import io.xent.learn.ThreadParallelism;
import io.xent.learn.TrainingLoss;
import io.xent.learn.encoding.LabelledRows;
import io.xent.learn.encoding.Table;
import io.xent.learn.encoding.TargetColumns;
import io.xent.learn.verification.Claims;
import io.xent.learn.verification.Finding;
import io.xent.learn.verification.Recomputation;
import io.xent.learn.verification.RowsFingerprint;
import io.xent.learn.verification.Verification;
import io.xent.tables.SourceHash;
import io.xent.tables.TableRead;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Checks what a model says of itself against the rows it was trained on: its objective, the gradient and the bound"
                    + " on its distance from the best possible are computed anew, by other means and in twice the digits, and a"
                    + " second fit must reach the same objective.",
            "Exit status: 0 all of it is true; 1 something is not; 3 these are other rows, or the second fit did not get there."
        },
        footer = {"", "Example:", "  xent verify penguins.onnx penguins.csv"})
final class VerifyCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "MODEL", description = "A model that Xent trained.")
    private Path model;

    @Parameters(
            index = "1..*",
            paramLabel = "DATA",
            arity = "0..*",
            description = "The files it was trained on; all of them, also where --split kept some rows from training.")
    private List<String> data = new ArrayList<>();

    @Mixin
    private InputOptions input = new InputOptions();

    @Mixin
    private RowOptions columns = new RowOptions();

    @Option(
            names = "--from",
            paramLabel = "MODEL",
            description = "The model that an updated one was updated from. Default: the file that its metadata name.")
    private Path from;

    @Option(names = "--no-refit", description = "Leave out the second fit, which takes as long as training.")
    private boolean noRefit;

    @Mixin
    private ThreadOptions threads = new ThreadOptions();

    @Mixin
    private FormatOptions format = new FormatOptions();

    private final Streams streams;

    VerifyCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        input.requireOneSource(data);
        StatusLine line = new StatusLine(streams.err(), streams.isTerminal());
        try (ThreadParallelism parallelism = new ThreadParallelism(threads.count())) {
            Verified verified = verify(TrainedModel.read(model), line, parallelism);
            line.clear();
            streams.out().print(format.isJson() ? VerifiedJson.of(verified) + "\n" : VerifiedText.of(verified));
            return verified.exitStatus();
        } finally {
            line.clear();
        }
    }

    private Verified verify(TrainedModel trained, StatusLine line, Parallelism parallelism) {
        Notices notices = new Notices();
        if (trained.isCalibrated()) {
            notices.add("its calibration is no part of the objective it was trained to, and is not checked");
        }
        line.phase("reading " + input.source(data));
        TableRead read = read(trained);
        read.notices().forEach(notices::add);
        Dataset encoded = encoded(trained, read.table(), notices);
        line.phase("computing the objective anew");
        if (trained.isNetwork()) {
            return network(trained, encoded, read, notices, parallelism);
        }
        Claims claims = trained.claims();
        Dataset weighted = trained.weighted(encoded);
        SoftmaxRegression settings = trained.settings(proximity(trained))
                .solver(anotherSolver(trained))
                .parallelism(parallelism)
                .build();
        Recomputation recomputed = Recomputation.of(
                weighted, trained.offsets().classifierWithout(trained.classifier()), settings, parallelism);
        Verified.Origin origin = origin(trained, encoded, read, parallelism);
        Verification first = Verification.of(claims, recomputed, Optional.empty());
        if (origin == Verified.Origin.OTHER && first.findings().get(0).outcome() == Finding.Outcome.HOLDS) {
            origin = Verified.Origin.REORDERED;
        }
        Verification verification = noRefit || origin == Verified.Origin.OTHER
                ? first
                : Verification.of(claims, recomputed, Optional.of(refit(settings, weighted, line)));
        return new Verified(
                model,
                input.source(data),
                encoded.rows(),
                origin,
                Certificates.unit(settings.loss()),
                verification,
                notices.all());
    }

    private TableRead read(TrainedModel trained) {
        return input.read(data, trained.reading(input.reading(), trained.labels(columns.label)));
    }

    /** The rows it was trained on, as it was. */
    private Dataset encoded(TrainedModel trained, Table table, Notices notices) {
        Labels labels = trained.labels(columns.label);
        LabelledRows labelled =
                trained.hasTargets() ? TargetColumns.rows(table, labels.names()) : LabelledRows.apply(table, labels);
        labelled.notices().forEach(notices::add);
        RowColumns rowColumns = new RowColumns(
                columns.weights == null ? trained.entry(Origin.WEIGHTS).orElse(null) : columns.weights,
                trained.hasTargets() ? labels.names() : List.of(),
                trained.offsets());
        LabelledData rows = trained.trainedOn(LabelledData.of(table, labelled, rowColumns));
        return rows.encode(
                rowColumns.offsets().encodingWithout(trained.pipeline()),
                trained.pipeline().precision());
    }

    private Verified network(
            TrainedModel trained, Dataset encoded, TableRead read, Notices notices, Parallelism parallelism) {
        notices.add(
                "the loss of a network is not convex: how far it is from the best is not known, and a second fit would"
                        + " end elsewhere, so none is tried");
        Dataset learnedFrom = trained.withoutValidation(trained.weighted(encoded));
        Recomputation recomputed = Recomputation.of(learnedFrom, trained.network(), parallelism);
        Verified.Origin origin = origin(trained, encoded, read, parallelism);
        Verification verification = Verification.ofNetwork(trained.networkClaims(), recomputed);
        return new Verified(
                model,
                input.source(data),
                learnedFrom.rows(),
                origin,
                Certificates.unit(TrainingLoss.CROSS_ENTROPY),
                verification,
                notices.all());
    }

    private static Verified.Origin origin(
            TrainedModel trained, Dataset encoded, TableRead read, Parallelism parallelism) {
        Optional<String> known = trained.entry(Origin.ROWS);
        if (known.isEmpty()) {
            return Verified.Origin.UNKNOWN;
        } else if (known.get().equals(RowsFingerprint.of(encoded, parallelism))) {
            return Verified.Origin.TRAINED_ON;
        }
        boolean sameFiles = !read.files().isEmpty()
                && trained.entry(Origin.FILES).equals(Optional.of(SourceHash.sha256(read.files())));
        return sameFiles ? Verified.Origin.ALTERED : Verified.Origin.OTHER;
    }

    /** What held an updated model, with the very model that held it. */
    private Optional<Proximity> proximity(TrainedModel trained) {
        return trained.proximity().map(strength -> {
            Path file = from == null
                    ? trained.entry(Origin.FROM).map(Path::of).orElseThrow(() -> unknownStart("it does not say which"))
                    : from;
            if (!Files.isRegularFile(file)) {
                throw unknownStart("there is no " + file);
            } else if (!trained.entry(Origin.FROM_SHA256).equals(Optional.of(SourceHash.sha256(List.of(file))))) {
                throw unknownStart(file + " is another");
            }
            return new Proximity(TrainedModel.readLinear(file).classifier(), strength);
        });
    }

    private InvalidInputException unknownStart(String why) {
        return new InvalidInputException(
                model + ": was updated from a model that is needed to check it, and " + why + "; name it with --from");
    }

    /** Not the one that trained, where there is a choice: with absolute values in the penalty there is none. */
    private static SolverKind anotherSolver(TrainedModel trained) {
        if (trained.penalty().l1() > 0) {
            return SolverKind.AUTO;
        }
        return trained.entry("solver").orElse("").startsWith("trust-region")
                ? SolverKind.LBFGS
                : SolverKind.TRUST_REGION;
    }

    private static Fit refit(SoftmaxRegression settings, Dataset weighted, StatusLine line) {
        return settings.fit(weighted, new Watch(line, Interruption.none(), "fitting again"));
    }
}
