package io.xent.derive;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/**
 * Whether a gradient is that of a loss, for the tests of your own code. It works with any test framework, or none:
 *
 * <pre>{@code
 * GradientCheck.of(z -> myLoss(z), z -> myGradient(z)).at(3, 4, 1);
 * }</pre>
 *
 * <p>{@link #at} throws an {@link AssertionError} unless the two agree, also where that cannot be decided: a check that has
 * too few digits is not passed in silence. The error says which component is worst, and what the mistake looks like.
 *
 * <p>The derivative is taken by central differences, {@code (f(x + h) − f(x − h)) / 2h}, over forty steps h of which the best is
 * used, with one extrapolation; the error is estimated from how much neighbouring steps disagree and how noisy the loss is. A loss in {@code
 * double} gives some 10 digits, one in {@code float} 3 or 4: ask for fewer then ({@link #withDigits}). For a loss that you can write in complex
 * numbers {@link #ofComplex} has nearly all digits.
 *
 * <p>Immutable. The functions are given copies of the point.
 */
public final class GradientCheck {

    /**
     * √3/18 = 0.0962: no third derivative of the cross-entropy of one row with respect to one logit is larger, at temperature 1
     * and a target that sums to 1. Derived in {@code docs/maths.md}.
     */
    public static final double CROSS_ENTROPY_THIRD_DERIVATIVE = NumericalCheck.THIRD_DERIVATIVE;

    private static final int DIGITS = 6;

    /** Computes the derivative in coordinate k. */
    private interface Derivative {
        Slope at(double[] point, int k);
    }

    private final ToDoubleFunction<double[]> loss;
    private final UnaryOperator<double[]> gradient;
    private final Derivative derivative;
    private final int digits;
    private final int columns;

    private GradientCheck(
            ToDoubleFunction<double[]> loss,
            UnaryOperator<double[]> gradient,
            Derivative derivative,
            int digits,
            int columns) {
        this.loss = loss;
        this.gradient = gradient;
        this.derivative = derivative;
        this.digits = digits;
        this.columns = columns;
    }

    /** Of a loss and what claims to be its gradient: as many numbers as the point has. */
    public static GradientCheck of(ToDoubleFunction<double[]> loss, UnaryOperator<double[]> gradient) {
        Derivative differences = (point, k) -> new CentralDifference(loss, point, k).estimated();
        return new GradientCheck(loss, gradient, differences, DIGITS, 0);
    }

    /**
     * With the loss in complex numbers: the derivative is {@code Im f(x + ih) / h} with h = 2⁻³⁰⁰, where nothing cancels, so that it is as
     * exact as the loss. The loss must be analytic where it is asked: built of sums, products, quotients, exp and log, without
     * absolute values and comparisons of what depends on the point. Squire and Trapp, "Using complex variables to estimate
     * derivatives of real functions" (1998).
     */
    public static GradientCheck ofComplex(ComplexLoss loss, UnaryOperator<double[]> gradient) {
        ComplexStep step = new ComplexStep(loss);
        return new GradientCheck(step::valueAt, gradient, step::slopeAt, DIGITS, 0);
    }

    /**
     * Asks for so many digits, 6 unless said otherwise: components may differ by {@code 10^−digits} of their size beyond the error
     * of the differences, and that error may be {@code 10^−digits} of the largest component.
     *
     * @throws IllegalArgumentException if there are less than 1 or more than 15
     */
    public GradientCheck withDigits(int wanted) {
        if (wanted < 1 || wanted > 15) {
            throw new IllegalArgumentException("digits " + wanted + " is outside [1, 15]");
        }
        return new GradientCheck(loss, gradient, derivative, wanted, columns);
    }

    /**
     * Says that points are matrices, row after row, with so many columns: then a gradient in the order of the transpose is recognised.
     *
     * @throws IllegalArgumentException if there is no column
     */
    public GradientCheck withColumns(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("columns " + number + " is outside [1, infinity)");
        }
        return new GradientCheck(loss, gradient, derivative, digits, number);
    }

    /**
     * Says that no third derivative of the loss in one coordinate exceeds a bound near the point, and what a value of the loss may be
     * off. The error of the differences is then bounded, {@code h²/6 · bound + noise/h}, and not only estimated.
     *
     * @param bound such as {@link #CROSS_ENTROPY_THIRD_DERIVATIVE}
     * @param noise such as a few {@code Math.ulp} of the loss
     */
    public GradientCheck withThirdDerivative(double bound, double noise) {
        if (!(bound >= 0 && bound < Double.POSITIVE_INFINITY && noise > 0 && noise < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "bound " + bound + " must be in [0, infinity), noise " + noise + " in (0, infinity)");
        }
        Derivative bounded = (point, k) -> new CentralDifference(loss, point, k).bounded(bound, noise, 0.1);
        return new GradientCheck(loss, gradient, bounded, digits, columns);
    }

    /**
     * Checks at a point.
     *
     * @return what was found, the gradient being right
     * @throws AssertionError if the gradient is wrong there, or it cannot be decided; the message is the report
     * @throws IllegalArgumentException if the gradient has another length than the point
     */
    public GradientReport at(double... point) {
        GradientReport report = reportAt(point);
        if (report.verdict() != GradientVerdict.AGREES) {
            throw new AssertionError(report.toString());
        }
        return report;
    }

    /** As {@link #at}, but only tells. */
    public GradientReport reportAt(double... point) {
        if (point.length == 0) {
            throw new IllegalArgumentException("the point has no components");
        }
        double[] stated = gradient.apply(point.clone()).clone();
        if (stated.length != point.length) {
            throw new IllegalArgumentException(
                    "the gradient has " + stated.length + " components at a point of " + point.length);
        }
        Comparison comparison = compare(point, stated);
        if (comparison.verdict() != GradientVerdict.AGREES) {
            return diagnosed(point, comparison);
        }
        for (int k = 0; k < point.length; k++) {
            Kink kink = Kink.at(new CentralDifference(loss, point, k), comparison.scale());
            if (kink != null) {
                List<String> findings = new ArrayList<>();
                GradientVerdict verdict = Findings.atKink(kink, stated[k], comparison.verdict(), findings);
                return report(comparison, verdict, k, findings, Optional.empty());
            }
        }
        return report(comparison, comparison.verdict(), comparison.worst(), List.of(), Optional.empty());
    }

    private Comparison compare(double[] point, double[] stated) {
        double[] numerical = new double[point.length];
        double[] errors = new double[point.length];
        for (int k = 0; k < point.length; k++) {
            Slope slope = derivative.at(point.clone(), k);
            numerical[k] = slope.value();
            errors[k] = slope.error();
        }
        return new Comparison(stated, numerical, errors, Math.pow(10, -digits));
    }

    private GradientReport diagnosed(double[] point, Comparison comparison) {
        int worst = comparison.worst();
        double stated = comparison.stated()[worst];
        List<String> findings = new ArrayList<>();
        GradientVerdict verdict = comparison.verdict();
        CentralDifference difference = new CentralDifference(loss, point, worst);
        Kink kink = Kink.near(difference, comparison.scale());
        if (kink != null) {
            verdict = Findings.atKink(kink, stated, verdict, findings);
        }
        StepSweep sweep = StepSweep.of(difference, stated);
        findings.addAll(Findings.of(comparison, verdict, sweep, columns));
        return report(comparison, verdict, worst, findings, Optional.of(sweep));
    }

    private static GradientReport report(
            Comparison comparison,
            GradientVerdict verdict,
            int worst,
            List<String> findings,
            Optional<StepSweep> sweep) {
        return new GradientReport(
                verdict,
                comparison.stated(),
                comparison.known(),
                comparison.errors(),
                worst,
                comparison.digits(),
                findings,
                sweep);
    }
}
