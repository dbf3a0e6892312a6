package io.xent.app;

import io.xent.learn.CrossValidation;
import io.xent.learn.Penalty;
import io.xent.learn.Pipeline;
import io.xent.learn.Precision;
import io.xent.learn.Provenance;
import io.xent.learn.Trained;
import io.xent.learn.TrainingLoss;
import io.xent.learn.encoding.ColumnReport;
import io.xent.learn.inference.Inference;
import io.xent.learn.metrics.Evaluation;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a training came to; the text, the JSON and the report say this, each in its way.
 *
 * @param source the files or query the rows came from, as the user wrote them
 * @param rows rows the model was trained on
 * @param totalWeight the sum of the weights of these rows, class weights included
 * @param pipeline the model as it was written
 * @param fit of the classifier in it
 * @param train on the rows it was trained on
 * @param test on rows it was not trained on
 * @param validation the penalties tried, where the penalty was chosen by cross-validation
 * @param course of the model on all its rows as λ falls, where it was asked for, or λ was chosen and weights may be zero
 * @param inference on the coefficients, where it was asked for
 * @param calibration what was compared, where it was asked for
 * @param columns what became of each column
 * @param notices what was noticed about the data, one sentence each
 * @param seconds from the start of the program to the end of the evaluation
 * @param checkpoint from where {@code --resume} goes on, where the training was interrupted
 */
record Outcome(
        String source,
        int rows,
        double totalWeight,
        Pipeline pipeline,
        Trained fit,
        Penalty penalty,
        Settings settings,
        Evaluation train,
        Optional<Test> test,
        Optional<CrossValidation> validation,
        Optional<PenaltyCourse> course,
        Optional<Inference> inference,
        Optional<ChosenCalibration> calibration,
        List<ColumnReport> columns,
        List<String> notices,
        double seconds,
        Path model,
        Path report,
        Optional<Path> checkpoint) {

    Outcome {
        columns = List.copyOf(columns);
        notices = List.copyOf(notices);
    }

    /**
     * The figures of rows that were kept from training.
     *
     * @param kind where these rows came from
     * @param of what the rows are, to follow "on 69 rows"
     */
    record Test(Kind kind, String of, Evaluation evaluation) {}

    /** Where test rows came from; part of the JSON output, in lower case with hyphens. */
    enum Kind {
        /** A split of the data; the model that is evaluated was fitted on the rest, the one that is kept on all rows. */
        HELD_OUT_ESTIMATE,
        /** A split of the data that the model has never seen. */
        SPLIT,
        /** A file. */
        FILE
    }

    /** Options that shaped the result. */
    record Settings(
            double tolerance,
            long seed,
            int threads,
            Precision precision,
            boolean balanced,
            TrainingLoss loss,
            double labelSmoothing,
            Optional<Update> update) {}

    /**
     * What an updated model was before.
     *
     * @param held the model it is held near, and by how many rows
     * @param strength ρ of the term that holds it
     * @param before how good that model was on the new rows
     * @param interrupted whether it was stopped on request
     */
    record Update(Held held, double strength, Evaluation before, boolean interrupted) {}

    /** What to do where the training is not complete. An interrupted update cannot be resumed, only done again. */
    String advice() {
        boolean again = settings.update().map(Update::interrupted).orElse(false);
        return again && !fit.complete()
                ? "stopped on request after " + Figures.count(fit.iterations(), "iteration")
                        + ": the same command does the whole update again"
                : fit.advice();
    }

    int features() {
        return pipeline.encoding().width();
    }

    int classes() {
        return pipeline.labels().classes();
    }

    /** The same with a pipeline that says how it was made. */
    Outcome withProvenance(Provenance provenance) {
        Pipeline signed = new Pipeline(
                pipeline.encoding(),
                pipeline.precision(),
                pipeline.classifier(),
                pipeline.calibration(),
                pipeline.labels(),
                provenance);
        return new Outcome(
                source,
                rows,
                totalWeight,
                signed,
                fit,
                penalty,
                settings,
                train,
                test,
                validation,
                course,
                inference,
                calibration,
                columns,
                notices,
                seconds,
                model,
                report,
                checkpoint);
    }
}
