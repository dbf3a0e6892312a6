package io.xent.app;

import io.xent.core.Parallelism;
import io.xent.learn.Calibration;
import io.xent.learn.Checkpoint;
import io.xent.learn.Dataset;
import io.xent.learn.Fit;
import io.xent.learn.InvalidInputException;
import io.xent.learn.OutputFile;
import io.xent.learn.Pipeline;
import io.xent.learn.Provenance;
import io.xent.learn.SolverState;
import io.xent.learn.StratifiedSplit;
import io.xent.learn.Trained;
import io.xent.learn.inference.FeatureLayout;
import io.xent.learn.inference.Inference;
import io.xent.learn.inference.Separation;
import io.xent.learn.metrics.Evaluation;
import io.xent.learn.verification.RowsFingerprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** One run of {@code xent train}: data in, model and report out. */
final class Training {

    /** Up to so many rows, a second model on 80 % of them costs little and says how good the first will be. */
    static final int MOST_ROWS_TO_ESTIMATE = 10_000;

    private static final double HELD_OUT = 0.2;
    private static final long MANY_VALUES = 1 << 23;

    private final TrainOptions options;
    private final Destination destination;
    private final StatusLine line;
    private final Interruption interruption;
    private final Parallelism parallelism;
    private final Optional<TrainedModel> start;
    private final Notices notices = new Notices();

    Training(
            TrainOptions options,
            Destination destination,
            StatusLine line,
            Interruption interruption,
            Parallelism parallelism) {
        this.options = options;
        this.destination = destination;
        this.line = line;
        this.interruption = interruption;
        this.parallelism = parallelism;
        start = options.start.read(options.network.asked());
        start.filter(TrainedModel::isCalibrated)
                .ifPresent(model -> notices.add("the calibration of " + model.file()
                        + " is left behind: the logits are others now; calibrate the new model with xent calibrate"));
    }

    Outcome run(long started) {
        line.phase("reading " + options.input.source(options.data));
        TrainingRows rows = options.memory.isGiven()
                ? new RowsInFile(options, destination, line, notices).read(parallelism)
                : new RowsInMemory(options, start, line, notices).read(parallelism);
        Trainer trainer = rows.trainer();
        Trainer.Encoded encoded = rows.encoded();
        LabelledData training = encoded.source();
        KernelChoice.make(training.labels().classes());
        forgetWhatWasRead(encoded.data());

        Trainer.Chosen chosen = trainer.choosePenalty(encoded, watch("choosing the penalty"));
        chosen.validation().ifPresent(validation -> notices.validation(validation, chosen.unfinished()));
        Optional<PenaltyCourse> course = follow(trainer, encoded, chosen);
        Optional<ChosenCalibration> calibrated = trainer.calibrate(training, chosen.penalty(), watch("calibrating"));
        calibrated.ifPresent(notices::calibration);
        Calibration calibration = calibrated.map(ChosenCalibration::calibration).orElse(Calibration.NONE);
        if (options.loss.isHinge() && calibration.isNone()) {
            notices.uncalibratedScores();
        }
        interruption.guard();
        Trained found = fit(trainer, encoded, chosen);
        Optional<Inference> inference = inference(trainer, encoded, chosen);
        Trained fit = judged(found, trainer, encoded, chosen, inference);
        Evaluation onTraining = Evaluation.of(fit.classifier(), calibration, encoded.data(), parallelism);
        Optional<Outcome.Test> tested =
                rows.test().map(data -> tested(data, fit, calibration)).or(() -> estimate(trainer, training));

        double seconds = (System.nanoTime() - started) / 1e9;
        Outcome unsigned = new Outcome(
                options.input.source(options.data),
                encoded.data().rows(),
                encoded.weighted().totalWeight(),
                rows.columns()
                        .offsets()
                        .behind(new Pipeline(
                                encoded.fitted().encoding(),
                                options.precision,
                                fit.classifier(),
                                calibration,
                                training.labels(),
                                new Provenance(Map.of()))),
                fit,
                chosen.penalty(),
                new Outcome.Settings(
                        options.tolerance,
                        options.seed,
                        options.threads.count(),
                        options.precision,
                        options.classWeight != null,
                        options.loss.loss,
                        options.loss.labelSmoothing,
                        updated(encoded)),
                onTraining,
                tested,
                chosen.validation(),
                course,
                inference,
                calibrated,
                encoded.fitted().columns(),
                notices.all(),
                seconds,
                destination.model(),
                destination.report(),
                mayGoOn(fit) ? checkpoint() : Optional.empty());
        return write(unsigned.withProvenance(Provenances.of(unsigned, origin(rows))), fit);
    }

    /** Else the heap grows by as much again as was read, when the training takes what it needs. */
    private static void forgetWhatWasRead(Dataset data) {
        if ((long) data.rows() * data.features().columns() >= MANY_VALUES) {
            System.gc();
        }
    }

    private Optional<Outcome.Update> updated(Trainer.Encoded encoded) {
        return options.start.held().map(held -> {
            Calibration before = held.model().pipeline().calibration();
            return new Outcome.Update(
                    held,
                    held.over(encoded.weighted()).strength(),
                    Evaluation.of(held.model().classifier(), before, encoded.data(), parallelism),
                    interruption.isRequested());
        });
    }

    private Origin origin(TrainingRows rows) {
        return new Origin(
                rows.sha256(),
                RowsFingerprint.of(rows.encoded().data(), parallelism),
                rows.columns(),
                options.testing.split,
                options.stopping.fraction(),
                start.map(TrainedModel::file));
    }

    /** Where it was asked for; and where λ was chosen, to say how many weights each λ leaves. */
    private Optional<PenaltyCourse> follow(Trainer trainer, Trainer.Encoded encoded, Trainer.Chosen chosen) {
        double alpha = options.penalty.alpha(chosen.penalty());
        if (options.penalty.path == null && (chosen.validation().isEmpty() || alpha == 0)) {
            return Optional.empty();
        }
        PenaltyCourse course = trainer.follow(encoded, alpha, watch("following the penalty"));
        interruption.guard();
        notices.course(course);
        return Optional.of(course);
    }

    private Watch watch(String what) {
        return new Watch(line, interruption, what);
    }

    private Trained fit(Trainer trainer, Trainer.Encoded encoded, Trainer.Chosen chosen) {
        Watch watch = new Watch(
                line,
                interruption,
                Figures.count(encoded.data().rows(), "row"),
                checkpoint().orElse(null),
                options.checkpoint.nanos());
        if (!options.checkpoint.resume) {
            return trainer.fit(encoded, chosen.penalty(), watch, start);
        }
        Path checkpoint = destination.checkpoint();
        if (!Files.exists(checkpoint)) {
            throw new InvalidInputException(checkpoint + ": there is no such checkpoint to resume from; leave out"
                    + " --resume, or name with -o the model whose training was interrupted");
        }
        SolverState state = Checkpoint.read(checkpoint);
        try {
            return trainer.fit(encoded, chosen.penalty(), watch, state);
        } catch (InvalidInputException e) {
            throw new InvalidInputException(checkpoint + ": " + e.getMessage(), e);
        }
    }

    /** Where a training is saved. An update is not, as it is short, and its command has no --resume; nor what may stop early. */
    private Optional<Path> checkpoint() {
        return options.start.held().isPresent() || options.stopping.asked()
                ? Optional.empty()
                : Optional.of(destination.checkpoint());
    }

    /** What is flat enough to be called an optimum without a penalty may be none: then the fit says so. */
    private Trained judged(
            Trained fit,
            Trainer trainer,
            Trainer.Encoded encoded,
            Trainer.Chosen chosen,
            Optional<Inference> inference) {
        if (interruption.isRequested() || !trainer.mayLackOptimum(chosen.penalty())) {
            return fit;
        }
        if (inference.isEmpty() && !Separation.isCheap(encoded.weighted())) {
            notices.separationUnknown();
            return fit;
        }
        line.phase("looking for separated classes");
        FeatureLayout layout = FeatureLayout.of(encoded.fitted().encoding());
        return inference
                .map(Inference::separation)
                .orElseGet(() -> Separation.find(encoded.weighted(), layout, parallelism))
                .<Trained>map(separation -> Separations.withoutOptimum(
                        (Fit) fit, separation, layout, encoded.source().labels().names()))
                .orElse(fit);
    }

    private Optional<Inference> inference(Trainer trainer, Trainer.Encoded encoded, Trainer.Chosen chosen) {
        if (!options.inference || interruption.isRequested()) {
            return Optional.empty();
        }
        line.phase("testing columns");
        if (options.classWeight != null) {
            notices.add("class weights count as rows in the inference, so its errors are not those of the rows");
        }
        return Optional.of(trainer.inference(encoded, chosen.penalty()));
    }

    /** Whether going on would help, rather than the solver having done what it can. */
    private boolean mayGoOn(Trained fit) {
        return !fit.complete() && (interruption.isRequested() || fit.iterations() >= options.maxIterations);
    }

    private Outcome.Test tested(Dataset data, Trained fit, Calibration calibration) {
        Evaluation evaluation = Evaluation.of(fit.classifier(), calibration, data, parallelism);
        return options.testing.file == null
                ? new Outcome.Test(Outcome.Kind.SPLIT, "kept from training", evaluation)
                : new Outcome.Test(Outcome.Kind.FILE, "of " + options.testing.file, evaluation);
    }

    private Optional<Outcome.Test> estimate(Trainer trainer, LabelledData all) {
        if (options.memory.isGiven()) {
            notices.add("no rows were kept to test on; with --memory give --split 0.2 or --test FILE");
            return Optional.empty();
        }
        if (all.rows() > MOST_ROWS_TO_ESTIMATE) {
            notices.add("no rows were kept to test on; for more than " + Figures.count(MOST_ROWS_TO_ESTIMATE)
                    + " rows give --split 0.2 or --test FILE");
            return Optional.empty();
        }
        StratifiedSplit split =
                StratifiedSplit.of(all.classIndices(), all.labels().classes(), HELD_OUT, options.seed);
        notices.singleRowClasses(split.singleRowClasses(), all.labels());
        if (split.heldOut().length == 0 || interruption.isRequested()) {
            return Optional.empty();
        }
        Evaluation evaluation = trainer.estimate(
                all.select(split.training()), all.select(split.heldOut()), watch("estimating on held-out rows"));
        return interruption.isRequested()
                ? Optional.empty()
                : Optional.of(new Outcome.Test(Outcome.Kind.HELD_OUT_ESTIMATE, "held out of a trial fit", evaluation));
    }

    private Outcome write(Outcome outcome, Trained fit) {
        line.phase("writing " + destination.model());
        if (outcome.checkpoint().isPresent()) {
            Checkpoint.write(destination.checkpoint(), fit.state());
        }
        destination.write(outcome.pipeline(), Report.of(outcome));
        if (options.penalty.path != null) {
            outcome.course().orElseThrow().write(options.penalty.path);
        }
        if (outcome.checkpoint().isEmpty()) {
            try {
                Files.deleteIfExists(destination.checkpoint());
            } catch (IOException e) {
                throw OutputFile.unwritable(destination.checkpoint(), e);
            }
            if (options.memory.isGiven()) {
                RowsInFile.delete(destination);
            }
        }
        return outcome;
    }
}
