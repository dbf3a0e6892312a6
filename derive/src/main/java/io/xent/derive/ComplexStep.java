package io.xent.derive;

import java.util.Arrays;

/** The derivative of a loss over complex numbers, {@code Im f(x + ih) / h} with an h so small that h² is nothing. */
final class ComplexStep {

    private static final double STEP = 0x1p-300;

    /** What the loss's own arithmetic is taken to lose. */
    private static final double RELATIVE_ERROR = 0x1p-46;

    private final ComplexLoss loss;

    ComplexStep(ComplexLoss loss) {
        this.loss = loss;
    }

    double valueAt(double[] point) {
        return loss.at(complex(point)).re();
    }

    Slope slopeAt(double[] point, int k) {
        Complex[] moved = complex(point);
        moved[k] = new Complex(point[k], STEP);
        double slope = loss.at(moved).im() / STEP;
        return new Slope(
                slope,
                Double.isNaN(slope) ? Double.POSITIVE_INFINITY : RELATIVE_ERROR * Math.max(1e-3, Math.abs(slope)));
    }

    private static Complex[] complex(double[] point) {
        return Arrays.stream(point).mapToObj(Complex::of).toArray(Complex[]::new);
    }
}
