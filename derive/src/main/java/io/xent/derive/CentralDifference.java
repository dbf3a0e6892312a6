package io.xent.derive;

import java.util.function.ToDoubleFunction;

/**
 * The derivative of a function in one coordinate from its values at x_k ± h: off by h²/6 times the third derivative
 * somewhere between, and by what rounding leaves of the values, divided by h. See {@code docs/maths.md}.
 */
final class CentralDifference {

    /** Steps are powers of two, so that x ± h and 2h are exact where x is of a like size. */
    static final int STEPS = 40;

    /** Of the subtraction, the division and the extrapolation. */
    private static final double ROUNDING = 0x1p-50;

    private final ToDoubleFunction<double[]> function;
    private final double[] point;
    private final int coordinate;
    private final double unit;

    /**
     * In coordinate k at a point; steps are fractions of |x_k|, and of 1 where that is less.
     */
    CentralDifference(ToDoubleFunction<double[]> function, double[] point, int k) {
        this.function = function;
        this.point = point;
        this.coordinate = k;
        unit = Math.scalb(1.0, Math.max(0, Math.getExponent(point[k])));
    }

    /** Step j, a quarter of the one before the one before: {@code 2^(−1−j)} of the unit. */
    double step(int j) {
        return unit * Math.scalb(1.0, -1 - j);
    }

    double valueAt(double x) {
        double[] moved = point.clone();
        moved[coordinate] = x;
        return function.applyAsDouble(moved);
    }

    /** {@code (f(x + h) − f(x − h)) / 2h}, with the width there really is between the two. */
    double central(double h) {
        double above = point[coordinate] + h;
        double below = point[coordinate] - h;
        return above == below ? Double.NaN : (valueAt(above) - valueAt(below)) / (above - below);
    }

    /** {@code (f(x + h) − f(x)) / h}, for a negative h the slope on the other side. */
    double oneSided(double h) {
        double moved = point[coordinate] + h;
        return (valueAt(moved) - valueAt(point[coordinate])) / (moved - point[coordinate]);
    }

    /**
     * With the step that makes the bound least, where both parts of it are known.
     *
     * @param thirdDerivative no third derivative within {@code largest} of the point is larger
     * @param noise what one value of the function may be off
     * @param largest the largest step
     */
    Slope bounded(double thirdDerivative, double noise, double largest) {
        double h = thirdDerivative == 0 ? largest : Math.min(largest, Math.cbrt(3 * noise / thirdDerivative));
        double used = (point[coordinate] + h - (point[coordinate] - h)) / 2;
        double value = central(h);
        if (!(used > 0) || Double.isNaN(value)) {
            return new Slope(value, Double.POSITIVE_INFINITY);
        }
        return new Slope(value, used * used / 6 * thirdDerivative + noise / used + ROUNDING * Math.abs(value));
    }

    /**
     * Where nothing is known of the function: two neighbouring steps are combined so that h² cancels, {@code (4 D(h/2) −
     * D(h)) / 3} (Richardson), and the steps are taken where neighbours and noise together disagree least. The error is
     * estimated, not bounded: it is that disagreement.
     */
    Slope estimated() {
        double[] central = new double[STEPS];
        for (int j = 0; j < STEPS; j++) {
            central[j] = central(step(j));
        }
        double noise = noise(central);
        Slope best = new Slope(Double.NaN, Double.POSITIVE_INFINITY);
        for (int j = 2; j < STEPS; j++) {
            double last = combined(central, j);
            double error = Math.abs(last - combined(central, j - 1)) + 4 * noise / step(j) + ROUNDING * Math.abs(last);
            if (error < best.error()) {
                best = new Slope(last, error);
            }
        }
        return best;
    }

    private static double combined(double[] central, int j) {
        return (4 * central[j] - central[j - 1]) / 3;
    }

    /**
     * What a value of the function is off: by small steps differences change because of that alone, by noise over h; and
     * not less than half an ulp.
     */
    private double noise(double[] central) {
        double noise = 0x1p-53 * Math.abs(valueAt(point[coordinate]));
        for (int j = STEPS / 2; j < STEPS - 1; j++) {
            double change = Math.abs(central[j + 1] - central[j]) * step(j + 1);
            if (change > noise) {
                noise = change;
            }
        }
        return noise;
    }
}
