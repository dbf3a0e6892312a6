package io.xent.derive;

import java.util.Arrays;
import java.util.stream.IntStream;

/** A stated gradient beside one that is known up to an error per component. */
record Comparison(double[] stated, double[] known, double[] errors, double tolerance) {

    /** The largest finite component of either. */
    double scale() {
        return Math.max(LogitGradient.largest(stated), LogitGradient.largest(known));
    }

    private double gap(int k) {
        return Math.abs(stated[k] - known[k]);
    }

    /** By how much the gap exceeds what it may be; NaN counts as infinitely much. */
    private double excess(int k) {
        double allowed = tolerance * Math.max(Math.abs(stated[k]), Math.abs(known[k])) + errors[k];
        double excess = gap(k) - allowed;
        return Double.isNaN(excess)
                ? Double.isNaN(known[k]) ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY
                : excess;
    }

    GradientVerdict verdict() {
        if (IntStream.range(0, stated.length).anyMatch(k -> excess(k) > 0)) {
            return GradientVerdict.DIFFERS;
        }
        double coarsest = Arrays.stream(errors).max().orElse(0);
        return coarsest <= tolerance * scale() ? GradientVerdict.AGREES : GradientVerdict.UNDECIDED;
    }

    /** Where the gap exceeds most what it may be; where it does nowhere, where the error is largest. */
    int worst() {
        int worst = 0;
        for (int k = 1; k < stated.length; k++) {
            if (excess(k) > excess(worst)) {
                worst = k;
            }
        }
        if (stated.length == 0 || excess(worst) > 0) {
            return worst;
        }
        return IntStream.range(0, errors.length)
                .reduce((a, b) -> errors[b] > errors[a] ? b : a)
                .orElse(0);
    }

    /** Digits of the largest component that are confirmed. */
    double digits() {
        double off = IntStream.range(0, stated.length)
                .mapToDouble(k -> gap(k) + errors[k])
                .max()
                .orElse(0);
        return off == 0 ? 16 : Math.min(16, -Math.log10(off / scale()));
    }
}
