package io.xent.learn.encoding;

import io.xent.learn.DenseFeatures;
import io.xent.learn.Features;

/** Tells vectors of bytes, as the pixels of an image are. */
final class VectorRange {

    private VectorRange() {}

    /** Whether the values are stored densely, are whole numbers in [0, 255], and some are above 1. */
    static boolean isBytes(Features values) {
        if (!(values instanceof DenseFeatures)) {
            return false;
        }
        boolean aboveOne = false;
        for (int row = 0; row < values.rows(); row++) {
            for (int column = 0; column < values.columns(); column++) {
                double value = values.get(row, column);
                if (!(value >= 0 && value <= 255 && value == Math.rint(value))) {
                    return false;
                }
                aboveOne |= value > 1;
            }
        }
        return aboveOne;
    }
}
