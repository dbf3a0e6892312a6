package io.xent.learn;

/**
 * Finds a step along a descent direction. A step is good when it meets the Wolfe conditions, or, where differences of
 * values drown in rounding, the approximate ones, which look at slopes instead. Hager and Zhang, "A new conjugate
 * gradient method with guaranteed descent and an efficient line search", SIAM J. Optim. 16 (2005).
 */
final class LineSearch {

    private static final double DECREASE = 0.1;
    private static final double CURVATURE = 0.9;
    private static final double EXPANSION = 4;
    private static final int MAX_EVALUATIONS = 40;

    private final Objective objective;
    private final Vectors vectors;
    private final double relativeNoise;

    private double[] point;
    private double[] gradient;
    private double value;
    private double step;
    private int evaluations;

    /**
     * @param relativeNoise how far, relative to its size, a value of the objective may be off by rounding
     */
    LineSearch(Objective objective, Vectors vectors, double relativeNoise) {
        this.objective = objective;
        this.vectors = vectors;
        this.relativeNoise = relativeNoise;
        point = new double[objective.dimension()];
        gradient = new double[objective.dimension()];
    }

    /**
     * Looks for a good step from {@code x} along {@code direction}, trying {@code firstStep} first. True where one was
     * found; it is then in {@link #point}, {@link #value}, {@link #gradient}.
     */
    boolean search(double[] x, double valueAtX, double slopeAtX, double[] direction, double firstStep) {
        evaluations = 0;
        double low = 0;
        double lowSlope = slopeAtX;
        double high = Double.POSITIVE_INFINITY;
        double highSlope = Double.NaN;
        double allowed = valueAtX + relativeNoise * Math.abs(valueAtX);
        step = firstStep;
        while (evaluations < MAX_EVALUATIONS) {
            vectors.step(x, step, direction, point);
            value = objective.valueAndGradient(point, gradient);
            evaluations++;
            double slope = Double.isFinite(value) ? vectors.dot(gradient, direction) : Double.NaN;
            boolean steepEnough = slope >= CURVATURE * slopeAtX;
            boolean wolfe = value <= valueAtX + DECREASE * step * slopeAtX;
            boolean approximate = value <= allowed && slope <= (2 * DECREASE - 1) * slopeAtX;
            if (steepEnough && (wolfe || approximate)) {
                return true;
            }
            if (slope < 0 && value <= allowed) {
                low = step;
                lowSlope = slope;
            } else {
                high = step;
                highSlope = slope;
            }
            double next = next(low, lowSlope, high, highSlope);
            if (next == step || high - low <= 1e-15 * high && high < Double.POSITIVE_INFINITY) {
                return false;
            }
            step = next;
        }
        return false;
    }

    private static double next(double low, double lowSlope, double high, double highSlope) {
        if (high == Double.POSITIVE_INFINITY) {
            return low * EXPANSION;
        }
        double width = high - low;
        double secant = (low * highSlope - high * lowSlope) / (highSlope - lowSlope);
        if (highSlope > 0 && secant > low && secant < high) {
            return Math.min(Math.max(secant, low + 0.05 * width), high - 0.05 * width);
        }
        return low + (low == 0 ? 0.2 : 0.5) * width;
    }

    double value() {
        return value;
    }

    double step() {
        return step;
    }

    int evaluations() {
        return evaluations;
    }

    /** Hands over the point found and takes another array to work in. */
    double[] exchangePoint(double[] other) {
        double[] found = point;
        point = other;
        return found;
    }

    /** Hands over the gradient at the point found and takes another array to work in. */
    double[] exchangeGradient(double[] other) {
        double[] found = gradient;
        gradient = other;
        return found;
    }
}
