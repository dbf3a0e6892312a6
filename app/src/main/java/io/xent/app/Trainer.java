package io.xent.app;

import io.xent.core.Parallelism;
import io.xent.learn.Calibration;
import io.xent.learn.ClassWeights;
import io.xent.learn.CrossValidation;
import io.xent.learn.Dataset;
import io.xent.learn.DidYouMean;
import io.xent.learn.EarlyStopping;
import io.xent.learn.Fit;
import io.xent.learn.InvalidInputException;
import io.xent.learn.Labels;
import io.xent.learn.LinearClassifier;
import io.xent.learn.Penalty;
import io.xent.learn.PenaltyPath;
import io.xent.learn.Precision;
import io.xent.learn.SoftmaxRegression;
import io.xent.learn.SolverState;
import io.xent.learn.StratifiedFolds;
import io.xent.learn.Trained;
import io.xent.learn.TrainingMonitor;
import io.xent.learn.encoding.Column;
import io.xent.learn.encoding.Encoding;
import io.xent.learn.encoding.FittedEncoding;
import io.xent.learn.encoding.Table;
import io.xent.learn.inference.FeatureLayout;
import io.xent.learn.inference.Inference;
import io.xent.learn.metrics.Evaluation;
import io.xent.learn.network.NetworkMonitor;
import io.xent.learn.network.NetworkTraining;
import io.xent.learn.network.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * From labelled rows to a model, the same way for the model that is kept and for the one that estimates how good it will
 * be: encoding, penalty, fit, calibration, each learned from the rows given and no others.
 */
final class Trainer {

    private static final int CALIBRATION_FOLDS = 5;
    private static final int PENALTIES = 20;

    private final TrainOptions options;
    private final Encodings encodings;
    private final Parallelism parallelism;
    private final ValidationRows validation;

    /** The image that a row of the features is; empty where the data do not say. */
    private final Optional<Shape> image;

    /** @param table what is learned from, as far as it is in memory */
    Trainer(TrainOptions options, Encodings encodings, Optional<Table> table, Parallelism parallelism) {
        this.options = options;
        image = table.flatMap(NetworkOptions::image);
        this.encodings = encodings;
        this.parallelism = parallelism;
        validation = new ValidationRows(options);
    }

    /**
     * Rows with the encoding learned from them.
     *
     * @param weighted has the class weights in it
     * @param validation rows that the fit is stopped by, where there are any
     */
    record Encoded(
            LabelledData source, FittedEncoding fitted, Dataset data, Dataset weighted, Optional<Dataset> validation) {

        /** The same, so that the raw columns may be forgotten. */
        Encoded withoutRaw() {
            Set<String> names =
                    source.table().columns().stream().map(Column::name).collect(Collectors.toSet());
            return new Encoded(source.without(names), fitted, data, weighted, validation);
        }
    }

    /**
     * The penalty for these rows, and how it was chosen where it was.
     *
     * @param unfinished how many of the fits that were compared did not converge
     */
    record Chosen(Penalty penalty, Optional<CrossValidation> validation, int unfinished) {}

    Encoded encode(LabelledData all) {
        ValidationRows.Cut cut = validation.cut(all);
        FittedEncoding fitted = encodings.of(cut.training());
        Dataset data = cut.training().encode(fitted.encoding(), options.precision);
        return new Encoded(cut.training(), fitted, data, weighted(data), validation.encoded(cut, fitted));
    }

    Encoded encoded(LabelledData source, FittedEncoding fitted, Dataset data) {
        return new Encoded(source, fitted, data, weighted(data), Optional.empty());
    }

    private Dataset weighted(Dataset data) {
        return options.classWeight == null ? data : ClassWeights.balanced(data);
    }

    Chosen choosePenalty(Encoded rows, TrainingMonitor monitor) {
        if (options.network.asked() || options.start.held().isPresent()) {
            return new Chosen(new Penalty(0), Optional.empty(), 0);
        }
        Optional<Penalty> given = options.penalty.given(rows.weighted().totalWeight());
        if (given.isPresent()) {
            return new Chosen(given.get(), Optional.empty(), 0);
        }
        return validate(rows, monitor);
    }

    private Chosen validate(Encoded rows, TrainingMonitor monitor) {
        LabelledData source = rows.source();
        double alpha = options.penalty.alpha();
        StratifiedFolds folds = StratifiedFolds.of(
                source.classIndices(), source.labels().classes(), options.penalty.folds, options.seed);
        List<Fit> unfinished = new ArrayList<>();
        CrossValidation validation = CrossValidation.run(
                folds,
                PenaltyPath.of(rows.weighted(), alpha, PENALTIES),
                (training, heldOut) -> {
                    Encoded fold = encode(source.select(training));
                    Dataset rest = source.select(heldOut).encode(fold.fitted().encoding(), options.precision);
                    return new CrossValidation.Fold(fold.weighted(), rest);
                },
                (Dataset training, double lambda, LinearClassifier start) -> {
                    Fit fit = fit(training, Penalty.elasticNet(lambda, alpha), monitor, start);
                    if (!fit.converged()) {
                        unfinished.add(fit);
                    }
                    return fit.classifier();
                });
        Penalty penalty = Penalty.elasticNet(validation.oneStandardError().lambda(), alpha);
        return new Chosen(penalty, Optional.of(validation), unfinished.size());
    }

    /** What becomes of the model as λ falls, each fit starting from the one before. */
    PenaltyCourse follow(Encoded rows, double alpha, TrainingMonitor monitor) {
        List<PenaltyCourse.Point> points = new ArrayList<>();
        LinearClassifier start = null;
        for (double lambda : PenaltyPath.of(rows.weighted(), alpha, PENALTIES)) {
            Fit fit = fit(rows.weighted(), Penalty.elasticNet(lambda, alpha), monitor, start);
            points.add(PenaltyCourse.Point.of(lambda, fit, rows.weighted()));
            start = fit.classifier();
        }
        return new PenaltyCourse(alpha, points);
    }

    private Fit fit(Dataset data, Penalty penalty, TrainingMonitor monitor, LinearClassifier start) {
        return fit(data, Optional.empty(), penalty, monitor, start);
    }

    private Fit fit(
            Dataset data,
            Optional<Dataset> stoppedBy,
            Penalty penalty,
            TrainingMonitor monitor,
            LinearClassifier start) {
        SoftmaxRegression regression = regression(penalty, data, stoppedBy);
        return start == null ? regression.fit(data, monitor) : regression.fit(data, monitor, start);
    }

    private SoftmaxRegression regression(Penalty penalty, Dataset data, Optional<Dataset> stoppedBy) {
        return SoftmaxRegression.builder()
                .penalty(penalty)
                .proximity(options.start.held().map(held -> held.over(data)).orElse(null))
                .loss(options.loss.loss)
                .labelSmoothing(options.loss.labelSmoothing)
                .solver(options.solving.solver)
                .tolerance(options.tolerance)
                .maxIterations(options.maxIterations)
                .earlyStopping(stoppedBy
                        .map(rows -> new EarlyStopping(rows, StoppingOptions.patience(options)))
                        .orElse(null))
                .parallelism(parallelism)
                .build();
    }

    Trained fit(Encoded rows, Penalty penalty, NetworkMonitor monitor) {
        return fit(rows, penalty, monitor, Optional.empty());
    }

    /** @param start the model to start from, of the kind that is trained */
    Trained fit(Encoded rows, Penalty penalty, NetworkMonitor monitor, Optional<TrainedModel> start) {
        if (options.network.asked()) {
            return start.isPresent()
                    ? network().fit(rows.weighted(), monitor, start.get().network())
                    : network().fit(rows.weighted(), monitor);
        }
        LinearClassifier first = start.map(TrainedModel::classifier).orElse(null);
        return fit(rows.weighted(), rows.validation(), penalty, monitor, first);
    }

    /** Goes on with a fit that was stopped. */
    Trained fit(Encoded rows, Penalty penalty, NetworkMonitor monitor, SolverState from) {
        return options.network.asked()
                ? network().fit(rows.weighted(), monitor, from)
                : regression(penalty, rows.weighted(), rows.validation()).fit(rows.weighted(), monitor, from);
    }

    private NetworkTraining network() {
        return options.network.training(options.seed, image, parallelism);
    }

    /** Whether nothing keeps parameters from growing for ever. */
    boolean mayLackOptimum(Penalty penalty) {
        return penalty.lambda() == 0
                && !options.network.asked()
                && options.start.held().isEmpty()
                && !options.stopping.asked()
                && !options.loss.isHinge()
                && options.loss.labelSmoothing == 0;
    }

    /** What the model says about its columns, from features in 64 bits. */
    Inference inference(Encoded rows, Penalty penalty) {
        Encoding encoding = rows.fitted().encoding();
        Dataset exact = weighted(rows.source().encode(encoding, Precision.DOUBLE));
        int reference = options.reference == null
                ? firstWithRows(exact)
                : reference(rows.source().labels());
        return Inference.of(exact, penalty, FeatureLayout.of(encoding), reference, parallelism);
    }

    /** The class that {@code --reference} names; where it is not given, any. */
    int reference(Labels labels) {
        int reference = options.reference == null ? 0 : labels.names().indexOf(options.reference);
        if (reference < 0) {
            String hint = DidYouMean.suffix(options.reference, labels.names());
            throw new InvalidInputException("--reference: there is no class '" + options.reference + "'"
                    + (hint.isEmpty() ? "; name one of the label column" : hint));
        }
        return reference;
    }

    private static int firstWithRows(Dataset data) {
        double[] totals = data.classTotals();
        int first = 0;
        while (totals[first] == 0) {
            first++;
        }
        return first;
    }

    /**
     * The calibration that is best on predictions of rows that were not trained on: each fold's by a model of the others. Networks,
     * whose training takes long, are trained once, and calibrated on one fold.
     */
    Optional<ChosenCalibration> calibrate(LabelledData source, Penalty penalty, NetworkMonitor monitor) {
        if (!options.calibration.asked()) {
            return Optional.empty();
        }
        StratifiedFolds folds =
                StratifiedFolds.of(source.classIndices(), source.labels().classes(), CALIBRATION_FOLDS, options.seed);
        OutOfFold outOfFold = new OutOfFold(source.labels().classes());
        for (int j = 0; j < (options.network.asked() ? 1 : CALIBRATION_FOLDS); j++) {
            Encoded most = encode(source.select(folds.training(j)));
            Trained fit = fit(most, penalty, monitor);
            Dataset rest = source.select(folds.heldOut(j)).encode(most.fitted().encoding(), options.precision);
            outOfFold.add(rest.withoutTargets(), fit.classifier());
        }
        return Optional.of(outOfFold.calibrate(CALIBRATION_FOLDS, options.seed, options.calibration.kind));
    }

    /** How good a model made in this way from one part of the rows is on another. */
    Evaluation estimate(LabelledData training, LabelledData heldOut, NetworkMonitor monitor) {
        Encoded rows = encode(training);
        Penalty penalty = choosePenalty(rows, monitor).penalty();
        Trained fit = fit(rows, penalty, monitor);
        Calibration calibration = calibrate(training, penalty, monitor)
                .map(ChosenCalibration::calibration)
                .orElse(Calibration.NONE);
        return Evaluation.of(
                fit.classifier(),
                calibration,
                heldOut.encode(rows.fitted().encoding(), options.precision),
                parallelism);
    }
}
