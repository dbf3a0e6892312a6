package io.xent.app;

import io.xent.learn.Fit;
import io.xent.learn.Provenance;
import io.xent.learn.Trained;
import io.xent.learn.TrainingLoss;
import io.xent.learn.metrics.Evaluation;
import io.xent.learn.network.NetworkFit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What is written into a model about how it was made. No dates, no paths of outputs, no number of threads: the same data
 * and options give the same file.
 */
final class Provenances {

    /** The entry that names the loss, where it is not cross-entropy. */
    static final String LOSS = "loss";

    /** The entry with the share of each target that is spread over the classes, where there is one. */
    static final String LABEL_SMOOTHING = "label-smoothing";

    private Provenances() {}

    static Provenance of(Outcome outcome, Origin origin) {
        Map<String, String> entries = new LinkedHashMap<>();
        Trained fit = outcome.fit();
        entries.put("program", "xent " + Version.current());
        entries.put("java", Runtime.version().toString());
        entries.put("data", outcome.source());
        origin.put(entries);
        entries.put("rows", Integer.toString(outcome.rows()));
        entries.put("solver", fit.solver());
        outcome.settings().update().ifPresent(update -> {
            entries.put(Origin.STRENGTH, Double.toString(update.held().rows()));
            entries.put(Origin.PROXIMITY, Double.toString(update.strength()));
        });
        if (fit instanceof NetworkFit network) {
            entries.put("network", network.classifier().architecture().toString());
            entries.put("epoch", Integer.toString(network.kept()));
            entries.put("validation.rows", Integer.toString(network.validationRows()));
        } else {
            entries.put("lambda", Double.toString(outcome.penalty().lambda()));
            entries.put("alpha", Double.toString(outcome.penalty().alpha()));
            entries.put("C", Double.toString(outcome.penalty().c(outcome.totalWeight())));
            entries.put("tolerance", Double.toString(outcome.settings().tolerance()));
        }
        entries.put("class-weight", outcome.settings().balanced() ? "balanced" : "none");
        if (outcome.settings().loss() != TrainingLoss.CROSS_ENTROPY) {
            entries.put(LOSS, outcome.settings().loss().toString());
        }
        if (outcome.settings().labelSmoothing() > 0) {
            entries.put(LABEL_SMOOTHING, Double.toString(outcome.settings().labelSmoothing()));
        }
        entries.put("precision", outcome.settings().precision().name().toLowerCase(Locale.ROOT));
        entries.put("seed", Long.toString(outcome.settings().seed()));
        entries.put("iterations", Integer.toString(fit.iterations()));
        entries.put("objective", Double.toString(fit.objective()));
        if (fit instanceof Fit linear) {
            entries.put("converged", Boolean.toString(linear.converged()));
            linear.early().ifPresent(stop -> entries.put("early.iteration", Integer.toString(stop.iteration())));
        } else {
            entries.put("complete", Boolean.toString(fit.complete()));
        }
        entries.put(
                "certificate.gradientNorm", Double.toString(fit.certificate().gradientNorm()));
        fit.certificate().gap().ifPresent(gap -> entries.put("certificate.gap", Double.toString(gap)));
        outcome.calibration().ifPresent(calibration -> entries.put("calibration", calibration.sentence()));
        put(entries, "train", outcome.train());
        outcome.test().ifPresent(test -> {
            entries.put("test.kind", OutcomeJson.kind(test.kind()));
            put(entries, "test", test.evaluation());
        });
        return new Provenance(entries);
    }

    private static void put(Map<String, String> entries, String name, Evaluation evaluation) {
        entries.put(name + ".rows", Long.toString(evaluation.rows()));
        entries.put(name + ".logLoss", Double.toString(evaluation.logLoss()));
        entries.put(name + ".entropy", Double.toString(evaluation.entropy()));
        entries.put(name + ".accuracy", Double.toString(evaluation.accuracy()));
        entries.put(name + ".calibrationError", Double.toString(evaluation.calibrationError()));
    }
}
