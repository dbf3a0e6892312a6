package io.xent.app;

import io.xent.learn.network.NetworkFit;

/** The part of {@code xent train --format json} about a network. */
final class NetworkJson {

    private NetworkJson() {}

    static void write(Json json, NetworkFit fit) {
        json.object(
                "network",
                () -> json.field("layers", fit.classifier().architecture().toString())
                        .field("parameters", fit.classifier().parameters())
                        .field("keptEpoch", fit.kept())
                        .field("trainingRows", fit.trainingRows())
                        .field("validationRows", fit.validationRows())
                        .objects(
                                "epochs",
                                fit.history(),
                                epoch -> json.field("learningRate", epoch.learningRate())
                                        .field("trainingLoss", epoch.trainingLoss())
                                        .field("validationLoss", epoch.validationLoss())
                                        .field("validationAccuracy", epoch.validationAccuracy())));
    }
}
