package io.xent.app;

import io.xent.learn.ClassWeights;
import io.xent.learn.Dataset;
import io.xent.learn.InvalidInputException;
import io.xent.learn.Labels;
import io.xent.learn.LinearClassifier;
import io.xent.learn.Penalty;
import io.xent.learn.Pipeline;
import io.xent.learn.Proximity;
import io.xent.learn.SoftmaxRegression;
import io.xent.learn.StratifiedSplit;
import io.xent.learn.TrainingLoss;
import io.xent.learn.network.Network;
import io.xent.learn.network.NetworkTraining;
import io.xent.learn.verification.Claims;
import io.xent.onnx.OnnxModelReader;
import io.xent.tables.ReadOptions;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * A linear classifier or a network of ours with what its metadata say of its training.
 */
record TrainedModel(Path file, Pipeline pipeline) {

    /** Of either kind. */
    static TrainedModel read(Path file) {
        return new TrainedModel(file, OnnxModelReader.read(file));
    }

    static TrainedModel readLinear(Path file) {
        TrainedModel model = read(file);
        if (model.isNetwork()) {
            throw new InvalidInputException(
                    file + ": is a network, for which no optimum is known to stay near or to start"
                            + " a linear classifier from; name a linear classifier, which is trained without --hidden");
        }
        return model;
    }

    static TrainedModel readNetwork(Path file) {
        TrainedModel model = read(file);
        if (!model.isNetwork()) {
            throw new InvalidInputException(file + ": is a linear classifier, from which no network can start; name a"
                    + " network of the same layers, or leave out --from");
        }
        return model;
    }

    boolean isNetwork() {
        return pipeline.classifier() instanceof Network;
    }

    /** Whether its probabilities are other than the softmax of its logits. */
    boolean isCalibrated() {
        return !pipeline.calibration().isNone();
    }

    private Map<String, String> metadata() {
        return pipeline.provenance().entries();
    }

    Optional<String> entry(String name) {
        return Optional.ofNullable(metadata().get(name));
    }

    /** What the entry {@code name} says; a model without it cannot be checked. */
    private <T> T required(String name, Function<String, T> read) {
        String text = entry(name)
                .orElseThrow(() -> new InvalidInputException(file + ": its metadata lack '" + name
                        + "', so what it was trained to is not known; train it again with this version of Xent"));
        return parsed(name, text, read);
    }

    private <T> T parsed(String name, String text, Function<String, T> read) {
        try {
            return read.apply(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(
                    file + ": its metadata '" + name + "' is '" + text + "', which cannot be; train it again", e);
        }
    }

    /** @param done what is about to be done, which knows of no other loss */
    void requireCrossEntropy(String done) {
        entry(Provenances.LOSS).ifPresent(loss -> {
            throw new InvalidInputException(file + ": was trained with --loss " + loss + ", and only models trained by"
                    + " cross-entropy can be " + done + "; train it again, on all rows, with --loss " + loss
                    + " or --loss cross-entropy");
        });
    }

    Claims claims() {
        Optional<Double> gap =
                entry("certificate.gap").map(text -> parsed("certificate.gap", text, Double::parseDouble));
        return new Claims(
                required("objective", Double::parseDouble),
                required("certificate.gradientNorm", Double::parseDouble),
                gap.map(OptionalDouble::of).orElse(OptionalDouble.empty()),
                required("converged", Boolean::parseBoolean),
                required("tolerance", Double::parseDouble));
    }

    /** A network is never said to have converged, and nothing bounds it. */
    Claims networkClaims() {
        return new Claims(
                required("objective", Double::parseDouble),
                required("certificate.gradientNorm", Double::parseDouble),
                OptionalDouble.empty(),
                false,
                Double.NaN);
    }

    /** Of the rows that a network was given those it was trained on: some may have been kept to choose the epoch. */
    Dataset withoutValidation(Dataset given) {
        int kept = required("validation.rows", Integer::parseInt);
        if (kept == 0) {
            return given;
        }
        double fraction = NetworkTraining.VALIDATION;
        return given.select(
                StratifiedSplit.of(given.labels(), given.classes(), fraction, required("seed", Long::parseLong))
                        .training());
    }

    Penalty penalty() {
        double lambda = required("lambda", Double::parseDouble);
        double alpha = entry("alpha")
                .map(text -> parsed("alpha", text, Double::parseDouble))
                .orElse(0.0);
        return Penalty.elasticNet(lambda, alpha);
    }

    /**
     * What it was trained to, for another solver to try.
     *
     * @param proximity what held it near another model
     */
    SoftmaxRegression.Builder settings(Optional<Proximity> proximity) {
        return SoftmaxRegression.builder()
                .penalty(penalty())
                .proximity(proximity.orElse(null))
                .loss(loss())
                .labelSmoothing(entry(Provenances.LABEL_SMOOTHING)
                        .map(text -> parsed(Provenances.LABEL_SMOOTHING, text, Double::parseDouble))
                        .orElse(0.0))
                .tolerance(claims().tolerance());
    }

    private TrainingLoss loss() {
        return entry(Provenances.LOSS)
                .map(text -> parsed(Provenances.LOSS, text, TrainingLoss::named))
                .orElse(TrainingLoss.CROSS_ENTROPY);
    }

    /** @param column that holds the labels; null for the one it was trained on */
    Labels labels(String column) {
        Labels labels = pipeline.labels();
        return column == null ? labels : new Labels(column, labels.kind(), labels.names());
    }

    /** Columns are read as the model was trained on them. */
    ReadOptions reading(ReadOptions options, Labels labels) {
        return options.like(pipeline.encoding()).like(labels);
    }

    /** How many rows there are behind it: those it was trained on, and those of the model that it was updated from. */
    double standsFor() {
        double rows = required("rows", Double::parseDouble);
        return rows
                + entry(Origin.STRENGTH)
                        .map(text -> parsed(Origin.STRENGTH, text, Double::parseDouble))
                        .orElse(0.0);
    }

    /** ρ of the term that held it near another model, where it was updated. */
    Optional<Double> proximity() {
        return entry(Origin.PROXIMITY).map(text -> parsed(Origin.PROXIMITY, text, Double::parseDouble));
    }

    LinearClassifier classifier() {
        return (LinearClassifier) pipeline.classifier();
    }

    Network network() {
        return (Network) pipeline.classifier();
    }

    /** Columns whose weights are part of the data. */
    Offsets offsets() {
        return Offsets.of(
                pipeline,
                entry(Origin.OFFSETS)
                        .map(text -> parsed(Origin.OFFSETS, text, this::offsets))
                        .orElse(0));
    }

    private int offsets(String text) {
        int count = Integer.parseInt(text);
        if (count < 0 || count > pipeline.encoding().columns().size()) {
            throw new IllegalArgumentException(text);
        }
        return count;
    }

    /** Whether its classes are columns of probabilities. */
    boolean hasTargets() {
        return entry(Origin.TARGETS).isPresent();
    }

    /** @param done what is about to be done, which knows of no others */
    void requireClassesAlone(String done) {
        if (hasTargets() || entry(Origin.OFFSETS).isPresent()) {
            throw new InvalidInputException(file + ": was trained with "
                    + (hasTargets() ? "--target-columns" : "--offset") + ", and such models cannot be " + done
                    + "; train it again, on all rows");
        }
    }

    /** Of all labelled rows those it was trained on, where some were kept from it. */
    LabelledData trainedOn(LabelledData all) {
        return without(without(all, Origin.SPLIT), Origin.VALIDATION);
    }

    /** The rows without the fraction that the entry {@code name} says. */
    private LabelledData without(LabelledData all, String name) {
        Optional<Double> split = entry(name).map(text -> parsed(name, text, Double::parseDouble));
        return split.map(fraction -> all.select(StratifiedSplit.of(
                                all.classIndices(), all.labels().classes(), fraction, required("seed", Long::parseLong))
                        .training()))
                .orElse(all);
    }

    /** The rows as the objective counts them. */
    Dataset weighted(Dataset data) {
        return required("class-weight", text -> text).equals("balanced") ? ClassWeights.balanced(data) : data;
    }
}
