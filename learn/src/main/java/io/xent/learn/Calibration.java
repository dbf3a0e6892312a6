package io.xent.learn;

import io.xent.core.Matrix;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What is done to the logits of a pipeline before the softmax so that probabilities mean what they say: division by a temperature,
 * then maps, one after the other.
 *
 * @param temperature positive and finite; 1 leaves the logits as they are
 * @param maps in the order in which they are applied
 */
public record Calibration(double temperature, List<CalibrationMap> maps) {

    /** Leaves the logits as they are. */
    public static final Calibration NONE = new Calibration(1);

    public Calibration {
        if (!(temperature > 0 && temperature < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("temperature " + temperature + " is not positive and finite");
        }
        maps = List.copyOf(maps);
    }

    /** Division by a temperature alone. Guo et al., "On Calibration of Modern Neural Networks" (2017). */
    public Calibration(double temperature) {
        this(temperature, List.of());
    }

    /** What a map does; one that is a temperature is that. */
    public static Calibration of(CalibrationMap map) {
        OptionalDouble temperature = map instanceof ScalingMap scaling ? scaling.temperature() : OptionalDouble.empty();
        return temperature.isPresent() ? new Calibration(temperature.getAsDouble()) : new Calibration(1, List.of(map));
    }

    /** Whether logits stay as they are. */
    public boolean isNone() {
        return temperature == 1 && maps.isEmpty();
    }

    /** Calibrates rows × classes finite logits where they are. */
    public void apply(Matrix logits) {
        double[] z = new double[logits.columns()];
        for (int i = 0; i < logits.rows(); i++) {
            for (int k = 0; k < z.length; k++) {
                z[k] = logits.get(i, k) / temperature;
            }
            double[] mapped = z;
            for (CalibrationMap map : maps) {
                mapped = map.logits(mapped);
            }
            for (int k = 0; k < z.length; k++) {
                logits.set(i, k, mapped[k]);
            }
        }
    }
}
