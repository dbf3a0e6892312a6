package io.xent.learn;

import io.xent.core.Matrix;
import java.util.Locale;

/**
 * A way to fit a {@link CalibrationMap}, the simplest first.
 *
 * @param kind of map
 * @param lambda strength of the penalty ODIR of matrix scaling; 0 for the others
 */
public record CalibrationMethod(Kind kind, double lambda) {

    /** Kinds of calibration maps. */
    public enum Kind {
        /** One temperature for all classes: 1 parameter; the predicted class stays. */
        TEMPERATURE,
        /** A factor and a bias for each class: 2K parameters. */
        VECTOR,
        /** A matrix and a bias: K² + K parameters. */
        MATRIX,
        /** A rising curve for each class; it bends as the rows say. */
        ISOTONIC
    }

    /** More parameters make Newton's matrix too large. */
    private static final int MOST_PARAMETERS = 2000;

    /**
     * Fits the map.
     *
     * @param logits rows × classes, finite
     * @param labels the class index of each row
     * @param weights of each row; null where every row counts 1
     * @throws InvalidInputException where a logit is not finite, no row weighs anything, or there are too many classes
     */
    public CalibrationMap fit(Matrix logits, int[] labels, double[] weights) {
        return fit(new CalibrationRows(logits, labels, weights));
    }

    CalibrationMap fit(CalibrationRows rows) {
        long classes = rows.classes();
        long parameters = kind == Kind.MATRIX ? classes * (classes + 1) : kind == Kind.VECTOR ? 2 * classes : 0;
        if (parameters > MOST_PARAMETERS) {
            throw new InvalidInputException(this + " scaling of " + classes + " classes has " + parameters
                    + " parameters, at most " + MOST_PARAMETERS + " are fitted: take temperature or isotonic");
        }
        return switch (kind) {
            case TEMPERATURE ->
                ScalingMap.ofTemperature(rows.temperature().calibration().temperature(), rows.classes());
            case VECTOR -> AffineFit.vector(rows);
            case MATRIX -> AffineFit.matrix(rows, lambda);
            case ISOTONIC -> IsotonicFit.of(rows);
        };
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
