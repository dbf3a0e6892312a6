package io.xent.app;

import io.xent.core.Matrix;
import io.xent.learn.Labels;
import io.xent.learn.metrics.Evaluation;
import io.xent.learn.metrics.EvaluationBuilder;
import io.xent.onnx.OnnxModel;
import io.xent.onnx.Scores;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = "Tests a model on rows whose class is known.",
        footer = {"", "Example:", "  xent evaluate penguins.onnx more-penguins.csv --format json"})
final class EvaluateCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "MODEL", description = "An ONNX file, of Xent or another program.")
    private Path model;

    @Parameters(index = "1..*", paramLabel = "DATA", arity = "0..*", description = "Files of labelled rows.")
    private List<String> data = new ArrayList<>();

    @Mixin
    private InputOptions input = new InputOptions();

    @Mixin
    private RowOptions columns = new RowOptions();

    @Mixin
    private ThreadOptions threads = new ThreadOptions();

    @Mixin
    private FormatOptions format = new FormatOptions();

    private final Streams streams;

    EvaluateCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        input.requireOneSource(data);
        try (OnnxModel loaded = OnnxModel.load(model, threads.count())) {
            Notices notices = new Notices();
            Labels labels = ModelFiles.labels(loaded, columns.label);
            LabelledData rows = ModelFiles.labelledRows(loaded, labels, input, data, columns.weights, notices);
            Evaluation evaluation = evaluate(loaded, rows);
            print(evaluation, labels, notices);
            return ExitStatus.DONE;
        }
    }

    private static Evaluation evaluate(OnnxModel loaded, LabelledData rows) {
        EvaluationBuilder builder = new EvaluationBuilder(rows.labels().classes());
        loaded.score(rows.table(), scores -> add(builder, scores, rows));
        return builder.build();
    }

    private static void add(EvaluationBuilder builder, Scores scores, LabelledData rows) {
        int from = scores.firstRow();
        int to = from + scores.rows();
        int[] labels = Arrays.copyOfRange(rows.classIndices(), from, to);
        double[] weights = rows.weights() == null ? null : Arrays.copyOfRange(rows.weights(), from, to);
        if (rows.targets() != null) {
            Matrix targets =
                    Matrix.of(rows.targets(), rows.rows(), rows.labels().classes());
            builder.addLogits(scores.logits().orElseThrow(), targets.rows(from, to), weights);
            return;
        }
        scores.logits()
                .ifPresentOrElse(
                        logits -> builder.addLogits(logits, labels, weights),
                        () -> builder.addProbabilities(scores.probabilities(), labels, weights));
    }

    private void print(Evaluation evaluation, Labels labels, Notices notices) {
        if (format.isJson()) {
            streams.out()
                    .println(Json.object(json -> json.field("model", model.toString())
                            .field("data", input.source(data))
                            .field("label", labels.column())
                            .strings("classNames", labels.names())
                            .object("test", () -> EvaluationJson.write(json, evaluation, labels.names()))
                            .strings("notices", notices.all())));
        } else {
            streams.out().print(EvaluationText.of(evaluation, labels, input.source(data), notices.all()));
        }
    }
}
