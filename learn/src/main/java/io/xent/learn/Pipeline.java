package io.xent.learn;

import io.xent.learn.encoding.Encoding;

/**
 * Everything between a raw table and probabilities: the columns' encoding, the precision its features are rounded to,
 * the classifier on them, the calibration of its logits, the meaning of its classes and where it all came from.
 */
public record Pipeline(
        Encoding encoding,
        Precision precision,
        Classifier classifier,
        Calibration calibration,
        Labels labels,
        Provenance provenance) {

    public Pipeline {
        for (CalibrationMap map : calibration.maps()) {
            if (map.classes() != classifier.classes()) {
                throw new IllegalArgumentException(
                        "a calibration of " + map.classes() + " classes for " + classifier.classes());
            }
        }
        if (encoding.width() != classifier.features()) {
            throw new IllegalArgumentException("the encoding makes " + encoding.width()
                    + " features, the classifier takes " + classifier.features());
        }
        if (labels.classes() != classifier.classes()) {
            throw new IllegalArgumentException(
                    labels.classes() + " class names for " + classifier.classes() + " classes");
        }
    }
}
