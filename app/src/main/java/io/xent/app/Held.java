package io.xent.app;

import io.xent.learn.Dataset;
import io.xent.learn.Proximity;

/**
 * A model that an updated one is held near.
 *
 * @param rows how many rows it counts as
 */
record Held(TrainedModel model, double rows) {

    Proximity over(Dataset data) {
        return Proximity.ofRows(model.classifier(), rows, data.totalWeight());
    }
}
