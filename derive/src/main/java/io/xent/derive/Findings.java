package io.xent.derive;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** What a gradient that is not right looks like, in words. */
final class Findings {

    private Findings() {}

    static List<String> of(Comparison comparison, GradientVerdict verdict, StepSweep sweep, int columns) {
        List<String> findings = new ArrayList<>();
        if (verdict == GradientVerdict.DIFFERS) {
            mistake(comparison, columns, findings);
            findings.add(shape(sweep));
        } else if (!IntStream.range(0, comparison.known().length)
                .allMatch(k -> Double.isFinite(comparison.known()[k]))) {
            findings.add("the loss is not a finite number next to the point: choose a point where it is");
        } else if (comparison.scale()
                <= Arrays.stream(comparison.errors()).max().orElse(0)) {
            findings.add(
                    "the gradient is 0 here as far as can be seen, so that no digit of it can be compared: choose a point"
                            + " where it is not");
        } else {
            findings.add(
                    "the loss is too noisy for so many digits: compute it in double, ask for fewer digits, or give the loss in"
                            + " complex numbers");
        }
        return findings;
    }

    private static void mistake(Comparison comparison, int columns, List<String> findings) {
        double[] stated = comparison.stated();
        double[] known = comparison.known();
        double coarsest = Arrays.stream(comparison.errors()).max().orElse(0);
        double tolerance = Math.max(10 * comparison.tolerance(), 4 * coarsest / comparison.scale());
        ScaleFit fit = ScaleFit.of(stated, known);
        if (known.length > 1 && fit.explains(tolerance)) {
            findings.add("every component is " + fit.words() + " times what it should be" + hint(fit.factor()));
        }
        if (columns > 0 && known.length % columns == 0) {
            double[] turned = LogitGradientCheck.transposed(known, known.length / columns, columns);
            ScaleFit ofTurned = ScaleFit.of(stated, turned);
            if (!(fit.residual() <= tolerance) && ofTurned.residual() <= tolerance) {
                findings.add("it is in the order of the transpose"
                        + (ofTurned.explains(tolerance) ? ", times " + ofTurned.words() : ""));
            }
        }
        double sum = Sums.of(stated);
        double slack = tolerance * comparison.scale() * known.length;
        if (known.length > 1 && Math.abs(Sums.of(known)) <= slack && Math.abs(sum) > slack) {
            findings.add("the components sum to " + Numeral.brief(sum)
                    + ", but should sum to 0: the loss does not change when the"
                    + " same number is added to all of them");
        }
    }

    private static String hint(double factor) {
        return Math.abs(factor + 1) < 1e-4
                ? ": the sign is flipped"
                : Math.abs(factor) > 1
                        ? ": a sum where a mean is meant, or a factor too many"
                        : ": a factor is missing";
    }

    private static String shape(StepSweep sweep) {
        return switch (sweep.shape()) {
            case PLATEAU -> "the gap does not shrink with the step: the formula is wrong, it is not rounding";
            case V ->
                "the gap shrinks with the step and then grows again: the formula is right up to rounding, and the last digits"
                        + " asked for are not";
            case UNCLEAR -> "how the gap changes with the step tells nothing clear";
        };
    }

    /** At a kink a gradient between the slopes is neither right nor wrong. */
    static GradientVerdict atKink(Kink kink, double stated, GradientVerdict verdict, List<String> findings) {
        if (kink.distance() > 0) {
            findings.add("the loss has a kink about " + Numeral.brief(kink.distance())
                    + " away in this component: differences that"
                    + " reach across it are off; choose a point further from it");
            return verdict;
        }
        double low = Math.min(kink.left(), kink.right());
        double high = Math.max(kink.left(), kink.right());
        double slack = 1e-3 * (high - low);
        boolean between = low - slack <= stated && stated <= high + slack;
        findings.add("the loss has a kink here: its slope is " + Numeral.brief(kink.left()) + " on the left and "
                + Numeral.brief(kink.right()) + " on the right, and "
                + (between
                        ? "the stated value lies between, so it may be a subgradient; choose another point to check it"
                        : "the stated value is not even between the two"));
        return between ? GradientVerdict.UNDECIDED : GradientVerdict.DIFFERS;
    }
}
