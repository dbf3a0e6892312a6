package io.xent.app;

import io.xent.learn.InvalidInputException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where a training starts, if not from nothing. */
final class StartOptions {

    @Option(
            names = "--from",
            paramLabel = "MODEL",
            description =
                    "Start from this model: its columns, encoding and classes are taken as they are, its weights are where"
                            + " the solver begins. The optimum of a linear classifier is the same, only nearer; a network"
                            + " must have the same layers.")
    Path model;

    /** Of {@code xent update}: what the result is held near. */
    private Held held;

    /** Has a training hold its parameters near those of a model, instead of penalising them. */
    void hold(Held held) {
        this.held = held;
    }

    Optional<Held> held() {
        return Optional.ofNullable(held);
    }

    /** @param network whether a network is trained, which starts from a network */
    Optional<TrainedModel> read(boolean network) {
        Optional<TrainedModel> named =
                Optional.ofNullable(model).map(network ? TrainedModel::readNetwork : TrainedModel::readLinear);
        named.ifPresent(trained -> trained.requireClassesAlone("started from"));
        return held().map(Held::model).or(() -> named);
    }

    /** Refuses what would change the encoding, which is the model's. */
    void check(TrainOptions options) {
        if (model == null) {
            return;
        }
        refuse(!options.drop.isEmpty(), "--drop");
        refuse(!options.text.isEmpty(), "--text");
        refuse(!options.keep.isEmpty(), "--keep");
        refuse(options.ngrams != 1, "--ngrams");
        refuse(options.noScale, "--no-scale");
    }

    private static void refuse(boolean given, String option) {
        if (given) {
            throw new InvalidInputException("--from takes the encoding of the model as it is, so " + option
                    + " has no meaning: leave out one of the two");
        }
    }
}
