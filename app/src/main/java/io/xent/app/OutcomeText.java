package io.xent.app;

import static io.xent.app.Figures.count;
import static io.xent.app.Figures.number;
import static io.xent.app.Figures.percent;

import io.xent.learn.CrossValidation;
import io.xent.learn.EarlyStopping;
import io.xent.learn.Fit;
import io.xent.learn.LinearClassifier;
import io.xent.learn.Trained;
import io.xent.learn.TrainingLoss;
import io.xent.learn.metrics.Evaluation;
import io.xent.learn.network.NetworkFit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What {@code xent train} prints for a person: the same as the JSON, in a screenful. */
final class OutcomeText {

    private final Outcome outcome;
    private final StringBuilder text = new StringBuilder();

    private OutcomeText(Outcome outcome) {
        this.outcome = outcome;
    }

    static String of(Outcome outcome) {
        return new OutcomeText(outcome).write();
    }

    private String write() {
        line("%s from %s", outcome.pipeline().labels().column(), outcome.source());
        line(
                "%s, %s, %s",
                count(outcome.rows(), "row"), count(outcome.features(), "feature"), count(outcome.classes(), "class"));
        line("");
        outcome.test().ifPresent(this::test);
        outcome.settings()
                .update()
                .ifPresent(update ->
                        evaluation("before", "by " + update.held().model().file() + " as it was", update.before()));
        evaluation("train", "it was trained on", outcome.train());
        line("");
        training();
        outcome.validation()
                .ifPresentOrElse(this::validation, () -> outcome.course().ifPresent(this::course));
        outcome.inference().ifPresent(inference -> text.append(InferenceText.of(inference, outcome)));
        list("noticed", outcome.notices());
        line("");
        files();
        return text.toString();
    }

    private void test(Outcome.Test test) {
        evaluation("test", test.of(), test.evaluation());
        if (test.kind() == Outcome.Kind.HELD_OUT_ESTIMATE) {
            line("         (the trial fit saw the other rows; the model is trained on all)");
        }
    }

    private void evaluation(String name, String of, Evaluation evaluation) {
        line(
                "%-8s %s right on %s %s (95 %% interval %s)",
                name,
                percent(evaluation.accuracy()),
                count(evaluation.rows(), "row"),
                of,
                percent(evaluation.accuracyInterval()));
        line("         %s", Figures.lossInWords(evaluation));
        line("         calibration error %s", percent(evaluation.calibrationError()));
    }

    private void training() {
        Trained trained = outcome.fit();
        boolean isNetwork = trained instanceof NetworkFit;
        String done = isNetwork ? "trained" : "solved";
        Optional<EarlyStopping.Stop> early = trained instanceof Fit fit ? fit.early() : Optional.empty();
        String how = early.isPresent() ? "ended" : trained.complete() ? done : "stopped";
        line("%-8s %s", how, Certificates.sentence(outcome));
        line(
                "         objective %s%s after %s in %s",
                number(trained.objective()),
                Certificates.unit(outcome),
                count(trained.iterations(), isNetwork ? "epoch" : "iteration"),
                StatusLine.duration(outcome.seconds()));
        if (trained instanceof NetworkFit network) {
            line("         %s", NetworkWords.layers(network));
            line("         by %s", network.solver());
        } else {
            line("         by %s", trained.solver().split(";")[0]);
            if (outcome.settings().loss() != TrainingLoss.CROSS_ENTROPY) {
                line("         loss %s", outcome.settings().loss());
            }
            line("         %s", Certificates.penalty(outcome));
        }
        early.ifPresent(stop -> line(
                "         kept iteration %s, whose loss on the validation rows is least: %s%s",
                count(stop.iteration()), number(stop.loss()), Certificates.unit(outcome)));
        if (outcome.penalty().l1() > 0) {
            line("         %s", Certificates.sparsity((LinearClassifier) trained.classifier()));
        }
        if (!trained.complete()) {
            line("         %s", outcome.advice());
        }
        outcome.calibration()
                .filter(calibration -> calibration.map().isPresent())
                .ifPresent(calibration -> line("         %s", calibration.sentence()));
    }

    /** Where weights may be zero, with how many each λ leaves. */
    private void validation(CrossValidation validation) {
        line("");
        line("chosen   λ by cross-validation: the largest within one standard error of the best");
        boolean counted = outcome.course().isPresent();
        String counts = counted ? String.format(Locale.ROOT, "  %8s  %8s", "weights", "features") : "";
        line("         %12s  %10s  %10s%s", "λ", "log loss", "± error", counts);
        for (int i = 0; i < validation.path().size(); i++) {
            CrossValidation.Point point = validation.path().get(i);
            String mark = point.equals(validation.oneStandardError())
                    ? "  chosen"
                    : point.equals(validation.best()) ? "  best" : "";
            line(
                    "         %12s  %10s  %10s%s%s",
                    number(point.lambda()),
                    number(point.logLoss()),
                    number(point.standardError()),
                    counted ? counts(outcome.course().get().points().get(i)) : "",
                    mark);
        }
    }

    private static String counts(PenaltyCourse.Point point) {
        return String.format(Locale.ROOT, "  %8s  %8s", count(point.nonZeroWeights()), count(point.usedFeatures()));
    }

    private void course(PenaltyCourse course) {
        line("");
        line("path     the model of all rows as λ falls, with α = %s", number(course.alpha()));
        line("         %12s  %8s  %8s  %10s  %9s  %9s", "λ", "weights", "features", "objective", "explained", "gap");
        for (PenaltyCourse.Point point : course.points()) {
            line(
                    "         %12s%s  %10s  %9s  %9s%s",
                    number(point.lambda()),
                    counts(point),
                    number(point.objective()),
                    percent(point.devianceExplained()),
                    number(point.gap().orElse(Double.NaN)),
                    point.converged() ? "" : "  not converged");
        }
    }

    private void list(String name, List<String> sentences) {
        if (!sentences.isEmpty()) {
            line("");
        }
        for (int i = 0; i < sentences.size(); i++) {
            line("%-8s %s", i == 0 ? name : "", sentences.get(i));
        }
    }

    private void files() {
        line("model    %s", outcome.model());
        line("report   %s", outcome.report());
        outcome.checkpoint().ifPresent(path -> line("resume   the same command with --resume goes on from %s", path));
        line("next     xent predict %s NEW_DATA", Shell.quoted(outcome.model().toString()));
    }

    private void line(String format, Object... arguments) {
        text.append((arguments.length == 0 ? format : String.format(Locale.ROOT, format, arguments)).stripTrailing())
                .append('\n');
    }
}
