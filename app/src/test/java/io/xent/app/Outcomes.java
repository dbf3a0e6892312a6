package io.xent.app;

import io.xent.core.Matrix;
import io.xent.learn.Calibration;
import io.xent.learn.Certificate;
import io.xent.learn.Fit;
import io.xent.learn.Labels;
import io.xent.learn.LinearClassifier;
import io.xent.learn.Penalty;
import io.xent.learn.Pipeline;
import io.xent.learn.Precision;
import io.xent.learn.Progress;
import io.xent.learn.Provenance;
import io.xent.learn.TrainingLoss;
import io.xent.learn.encoding.ColumnEncoding;
import io.xent.learn.encoding.ColumnReport;
import io.xent.learn.encoding.Encoding;
import io.xent.learn.metrics.Evaluation;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Made-up outcomes, for the pages and texts that show them. */
final class Outcomes {

    static final String HOSTILE = "<script>alert('x')</script> & \"quoted\" %s";

    private Outcomes() {}

    static Outcome of(boolean converged, OptionalDouble gap, double[] logits) {
        List<ColumnEncoding> columns = List.of(
                new ColumnEncoding.Category(HOSTILE, List.of("Biscoe", HOSTILE), true, true),
                new ColumnEncoding.Number("mass", 4201, 801, 4050, true));
        Encoding encoding = new Encoding(columns);
        LinearClassifier classifier =
                LinearClassifier.of(new double[2 * encoding.width()], new double[2], encoding.width());
        Fit fit = new Fit(
                classifier,
                0.0625,
                new Certificate(3.1e-7, gap),
                converged,
                converged ? "" : "raise --max-iterations",
                "L-BFGS",
                2,
                List.of(new Progress(0, 1, 0.7, 0.5, 1e-6), new Progress(1, 2, 0.1, 1e-3, 1e-6)),
                null,
                Optional.empty());
        Evaluation evaluation =
                Evaluation.ofLogits(Matrix.of(logits, logits.length / 2, 2), new int[logits.length / 2]);
        return new Outcome(
                HOSTILE,
                3,
                3,
                new Pipeline(
                        encoding,
                        Precision.SINGLE,
                        classifier,
                        Calibration.NONE,
                        new Labels(HOSTILE, Labels.Kind.TEXT, List.of(HOSTILE, "no")),
                        new Provenance(Map.of("data", HOSTILE))),
                fit,
                Penalty.ofC(1, 3),
                new Outcome.Settings(
                        1e-6, 1, 2, Precision.SINGLE, false, TrainingLoss.CROSS_ENTROPY, 0, Optional.empty()),
                evaluation,
                Optional.of(new Outcome.Test(Outcome.Kind.SPLIT, "kept from training", evaluation)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(
                        new ColumnReport(HOSTILE, ColumnReport.Outcome.SUSPECT, 4, HOSTILE),
                        new ColumnReport("id", ColumnReport.Outcome.DROPPED, 0, HOSTILE)),
                List.of(HOSTILE),
                0.5,
                Path.of("m.onnx"),
                Path.of("m.html"),
                Optional.empty());
    }

    static Outcome converged() {
        return of(true, OptionalDouble.of(2e-11), new double[] {2, 0, 1, 0, 0, 3});
    }
}
