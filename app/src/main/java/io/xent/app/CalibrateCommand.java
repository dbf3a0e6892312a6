package io.xent.app;

import io.xent.core.Matrix;
import io.xent.learn.CalibrationMap;
import io.xent.learn.InvalidInputException;
import io.xent.learn.Labels;
import io.xent.onnx.CalibratedModel;
import io.xent.onnx.OnnxModel;
import io.xent.onnx.Scores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "calibrate",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Makes the probabilities of a model mean what they say, from rows it was not trained on.",
            "Maps from its probabilities to better ones are compared by cross-validation on these rows; the best is"
                    + " fitted on all of them and written into one file with the model. If none makes the log loss of"
                    + " rows it has not seen smaller, the file is a copy of the model."
        },
        footer = {
            "",
            "Examples:",
            "  xent calibrate penguins.onnx new-penguins.csv",
            "  xent calibrate forest.onnx held-out.csv --label species --method isotonic -o calibrated.onnx"
        })
final class CalibrateCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "MODEL", description = "An ONNX classifier, of Xent or another program.")
    private Path model;

    @Parameters(index = "1..*", paramLabel = "DATA", arity = "0..*", description = "Files of labelled rows.")
    private List<String> data = new ArrayList<>();

    @Mixin
    private InputOptions input = new InputOptions();

    @Option(
            names = "--method",
            paramLabel = "METHOD",
            defaultValue = "auto",
            description = "temperature, vector, matrix or isotonic; auto compares all. Default: ${DEFAULT-VALUE}.")
    private CalibrationKind method;

    @Mixin
    private RowOptions columns = new RowOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where the calibrated model goes. Default: MODEL-calibrated.onnx in the current directory.")
    private Path output;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Where the report goes. Default: as the calibrated model, with .html.")
    private Path report;

    @Option(
            names = "--folds",
            paramLabel = "N",
            defaultValue = "5",
            description = "Folds of the cross-validation. Default: ${DEFAULT-VALUE}.")
    private int folds;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Which rows go into which fold. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Mixin
    private ThreadOptions threads = new ThreadOptions();

    @Mixin
    private FormatOptions format = new FormatOptions();

    private final Streams streams;

    CalibrateCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        input.requireOneSource(data);
        Destination destination = Destination.prepare(model, "-calibrated", output, report, data);
        try (OnnxModel source = OnnxModel.load(model, threads.count())) {
            Notices notices = new Notices();
            Labels labels = ModelFiles.labels(source, columns.label);
            LabelledData rows = ModelFiles.labelledRows(source, labels, input, data, columns.weights, notices);
            if (rows.targets() != null) {
                throw new InvalidInputException(
                        model + ": was trained with --target-columns, and a calibration takes rows of"
                                + " one class each: name the column of their classes with --label");
            }
            if (input.source(data).equals(source.metadata().get("data"))) {
                notices.add("the model was trained on data of this name: on rows it knows it is better than on others,"
                        + " and calibrating on them makes it too sure of itself");
            }
            Calibrated calibrated = calibrate(source, rows, destination, notices);
            print(calibrated);
            return ExitStatus.DONE;
        }
    }

    private Calibrated calibrate(OnnxModel source, LabelledData rows, Destination destination, Notices notices) {
        Scores scores = source.score(rows.table());
        Matrix logits = scores.logits().orElseGet(() -> logarithms(scores.probabilities()));
        ChosenCalibration chosen =
                ChosenCalibration.of(logits, rows.classIndices(), rows.weights(), folds, seed, method);
        Calibrated calibrated = new Calibrated(
                model,
                input.source(data),
                rows.labels(),
                chosen,
                notices.all(),
                destination.model(),
                destination.report());
        Optional<CalibrationMap> map = chosen.map();
        byte[] bytes = map.map(m -> CalibratedModel.toBytes(source, m, Map.of("calibration", calibrated.note())))
                .orElseGet(this::copy);
        destination.write(
                bytes,
                file -> map.ifPresent(m -> requireSame(file, rows, m.probabilities(logits))),
                CalibrationReport.of(calibrated));
        return calibrated;
    }

    /** A model that gives probabilities has their logarithms as logits; the file that is written computes the same. */
    private static Matrix logarithms(Matrix probabilities) {
        Matrix logits = Matrix.of(
                new double[probabilities.rows() * probabilities.columns()],
                probabilities.rows(),
                probabilities.columns());
        for (int i = 0; i < probabilities.rows(); i++) {
            for (int k = 0; k < probabilities.columns(); k++) {
                logits.set(i, k, Math.log(Math.max(probabilities.get(i, k), CalibratedModel.LEAST_PROBABILITY)));
            }
        }
        return logits;
    }

    private byte[] copy() {
        try {
            return Files.readAllBytes(model);
        } catch (IOException e) {
            throw new InvalidInputException(model + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /** Another program's model may hold what nobody thought of: the file must give what was computed here. */
    private void requireSame(Path file, LabelledData rows, Matrix expected) {
        try (OnnxModel written = OnnxModel.load(file, threads.count())) {
            written.score(rows.table(), scores -> {
                for (int i = 0; i < scores.rows(); i++) {
                    for (int k = 0; k < expected.columns(); k++) {
                        double difference = scores.probabilities().get(i, k) - expected.get(scores.firstRow() + i, k);
                        if (!(Math.abs(difference) <= 1e-5)) {
                            throw new IllegalStateException("row " + (scores.firstRow() + i + 1)
                                    + ": the calibrated file is off by " + difference);
                        }
                    }
                }
            });
        } catch (InvalidInputException | IllegalStateException e) {
            throw new InvalidInputException(
                    model + ": cannot be calibrated (" + e.getMessage() + "); export it in another way", e);
        }
    }

    private void print(Calibrated calibrated) {
        streams.out().print(format.isJson() ? CalibrationJson.of(calibrated) + "\n" : CalibrationText.of(calibrated));
    }
}
