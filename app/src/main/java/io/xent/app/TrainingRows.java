package io.xent.app;

import io.xent.learn.Dataset;
import java.util.Optional;

/**
 * The rows of a training, encoded.
 *
 * @param encoded the rows to train on; without raw columns where nothing will need them
 * @param test the rows to test on, where that is decided before training
 * @param columns what of a row is no feature
 * @param sha256 of the files; empty for a query
 */
record TrainingRows(
        Trainer trainer,
        Trainer.Encoded encoded,
        Optional<Dataset> test,
        RowColumns columns,
        Optional<String> sha256) {}
