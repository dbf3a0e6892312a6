package io.xent.app;

import static io.xent.app.Figures.count;
import static io.xent.app.Figures.number;
import static io.xent.app.Figures.percent;

import io.xent.learn.CrossValidation;
import io.xent.learn.LinearClassifier;
import io.xent.learn.Trained;
import io.xent.learn.metrics.Evaluation;
import io.xent.learn.network.NetworkFit;
import java.util.List;
import java.util.Locale;

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
        outcome.validation().ifPresent(this::validation);
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
        line("%-8s %s", trained.complete() ? done : "stopped", Certificates.sentence(trained));
        line(
                "         objective %s nats after %s in %s",
                number(trained.objective()),
                count(trained.iterations(), isNetwork ? "epoch" : "iteration"),
                StatusLine.duration(outcome.seconds()));
        if (trained instanceof NetworkFit network) {
            line("         %s", NetworkWords.layers(network));
            line("         by %s", network.solver());
        } else {
            line("         by %s", trained.solver().split(";")[0]);
            line("         %s", Certificates.penalty(outcome));
        }
        if (outcome.penalty().l1() > 0) {
            line("         %s", Certificates.sparsity((LinearClassifier) trained.classifier()));
        }
        if (!trained.complete()) {
            line("         %s", outcome.advice());
        }
    }

    private void validation(CrossValidation validation) {
        line("");
        line("chosen   λ by cross-validation: the largest within one standard error of the best");
        line("         %12s  %10s  %10s", "λ", "log loss", "± error");
        for (CrossValidation.Point point : validation.path()) {
            String mark = point.equals(validation.oneStandardError())
                    ? "  chosen"
                    : point.equals(validation.best()) ? "  best" : "";
            line(
                    "         %12s  %10s  %10s%s",
                    number(point.lambda()), number(point.logLoss()), number(point.standardError()), mark);
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
