package io.xent.learn;

import java.util.function.ToDoubleFunction;

/** Slopes of functions by fourth-order differences. */
public final class Slopes {

    private Slopes() {}

    /** The slope in one coordinate at a point, from values one and two steps h to either side. */
    public static double at(ToDoubleFunction<double[]> function, double[] point, int coordinate, double h) {
        double[] values = new double[4];
        double[] steps = {-2 * h, -h, h, 2 * h};
        for (int s = 0; s < 4; s++) {
            double[] moved = point.clone();
            moved[coordinate] += steps[s];
            values[s] = function.applyAsDouble(moved);
        }
        return (values[0] - 8 * values[1] + 8 * values[2] - values[3]) / (12 * h);
    }
}
