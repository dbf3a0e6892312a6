package io.xent.learn;

import java.util.List;

/**
 * Each class's probability through a rising curve of its own, then divided by their sum: isotonic regression of class k
 * against the rest. Zadrozny and Elkan, "Transforming classifier scores into accurate multiclass probability estimates"
 * (2002).
 *
 * @param curves one per class
 */
public record IsotonicMap(List<Curve> curves) implements CalibrationMap {

    public IsotonicMap {
        curves = List.copyOf(curves);
    }

    /**
     * Straight lines between points, level beyond the first and the last.
     *
     * @param x rising, at least one
     * @param y not falling, positive
     */
    public record Curve(double[] x, double[] y) {

        public Curve {
            if (x.length == 0 || x.length != y.length) {
                throw new IllegalArgumentException(x.length + " points, " + y.length + " values");
            }
        }

        /** As a sum of ramps, which is how a model file computes it: {@code y_0 + Σ_j slope_j · clamp(p − x_j, 0, x_{j+1} − x_j)}. */
        public double at(double p) {
            double value = y[0];
            for (int j = 0; j + 1 < x.length; j++) {
                double width = x[j + 1] - x[j];
                value += (y[j + 1] - y[j]) / width * Math.min(Math.max(p - x[j], 0), width);
            }
            return value;
        }
    }

    @Override
    public int classes() {
        return curves.size();
    }

    @Override
    public double[] logits(double[] z) {
        double max = Double.NEGATIVE_INFINITY;
        for (double value : z) {
            max = Math.max(max, value);
        }
        double sum = 0;
        double[] p = new double[z.length];
        for (int k = 0; k < z.length; k++) {
            p[k] = Math.exp(z[k] - max);
            sum += p[k];
        }
        for (int k = 0; k < z.length; k++) {
            p[k] = Math.log(curves.get(k).at(p[k] / sum));
        }
        return p;
    }
}
